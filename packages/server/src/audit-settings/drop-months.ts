import { sql } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { Services } from '../core/services.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** Drops the months of the log in which everything has expired. One that is in use for longer than a moment is left for another day. */
export async function dropExpiredMonths({ database, log }: Pick<Services, 'database' | 'log'>, recorder: Recorder): Promise<string[]> {
  const dropped: string[] = [];
  try {
    for (let month = await dropOne(database, recorder); month !== null; month = await dropOne(database, recorder)) dropped.push(month);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    log.info({ err: error }, 'an empty month of the event log is in use; it is dropped another day');
  }
  return dropped;
}

/** The record first, so that the log is locked for the shortest time. */
const dropOne = (database: Services['database'], recorder: Recorder): Promise<string | null> =>
  database.write(worker, async (tx) => {
    const [found] = await tx.query(sql<{ name: string | null }>`select expired_month() as name`);
    const name = found?.name ?? null;
    if (name === null) return null;
    const month = name.slice('events_'.length).replace('_', '-');
    await recordEvent(
      tx,
      recorder,
      { type: 'AuditLog', id: month, name: month },
      {
        event: 'platform.audit.log.partition_dropped',
        summary: `The empty month ${month} of the event log was dropped`,
        details: 'Every record of {{object.name}} had expired',
      },
    );
    await tx.query(sql`select drop_expired_month(${name})`);
    return month;
  });
