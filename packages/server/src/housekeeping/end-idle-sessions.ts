import { randomUUID } from 'node:crypto';
import { furtherEvents } from '@tenantry/contract/further-events';
import { nobody } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import type { Services } from '../core/services.ts';
import { viewersOf } from '../users/index.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const batch = 100;

/** Sessions past their time cannot be used anyway; ended, with their event, they are counted and deleted like the others. */
export async function endIdleSessions(services: Services): Promise<void> {
  while ((await endSome(services)) === batch);
}

/** In small transactions, so that no lock is held for long. */
function endSome({ database, config }: Services): Promise<number> {
  const before = (milliseconds: number) => sql`now() - ${milliseconds}::bigint * interval '1 millisecond'`;
  return database.write(worker, async (tx) => {
    const ended = await tx.query(sql<{ id: string; user_id: string; user_name: string }>`
      update sessions s set ended_at = now() from users u where u.id = s.user_id and s.id = any (array(
        select id from sessions where ended_at is null and (last_seen_at < ${before(config.sessionIdleMs)} or created_at < ${before(config.sessionAbsoluteMs)})
        limit ${sql.lit(batch)} for update skip locked))
      returning s.id, u.id as user_id, u.name as user_name`);
    for (const { id, user_id, user_name } of ended)
      await recordEvent(
        tx,
        { caller: { ...nobody, name: 'System' }, origin: { correlationId: randomUUID(), workerName: 'clean-up' } },
        { type: 'User', id: user_id, name: user_name },
        {
          event: furtherEvents.sessionExpired.key,
          summary: 'Session ended by time',
          details: 'A session of {{object.name}} was idle too long, or had lasted as long as one may',
          documents: { session: { id } },
          viewers: await viewersOf(tx, user_id),
        },
      );
    return ended.length;
  });
}
