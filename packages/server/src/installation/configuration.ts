import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { furtherEvents } from '@tenantry/contract/further-events';
import { type Config, describeConfig } from '../core/config.ts';
import { nobody } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import type { Services } from '../core/services.ts';

type Described = Record<string, unknown>;

/** Where one process of several listens and keeps its files is its own, and how it was built is no operator's setting. */
const ofTheProcess = ['port', 'dataDir', 'checkAnswers', 'servePortal'];

/**
 * Records that the server starts with another configuration than the last one, key by key, secrets hidden: operators see it. One statement when
 * nothing changed. Of several processes that start at once, one records.
 */
export async function recordConfiguration({ config, database }: Pick<Services, 'config' | 'database'>): Promise<void> {
  const now = shown(config);
  await database.write({ role: 'worker', account: '', user: '', actor: '' }, async (tx) => {
    const [changed] = await tx.query(sql<{ before: Described | null }>`
      with before as (select configuration from recorded_configuration)
      insert into recorded_configuration as recorded (configuration) values (${JSON.stringify(now)}::jsonb)
      on conflict (one) do update set configuration = excluded.configuration where recorded.configuration <> excluded.configuration
      returning (select configuration from before) as before`);
    if (!changed) return;
    const { before } = changed;
    await recordEvent(
      tx,
      { caller: { ...nobody, name: 'System' }, origin: { correlationId: randomUUID(), workerName: 'start' } },
      { type: 'Configuration', id: 'installation', name: 'Configuration' },
      {
        event: furtherEvents.configurationChanged.key,
        summary: 'Configuration changed',
        details: before
          ? 'The server started with another configuration than before'
          : 'The server started with the first configuration that was recorded',
        documents: before ? difference(before, now) : { configuration: now },
        type: 'Private',
      },
    );
  });
}

/** As it is stored and compared: what is not set is absent. */
const shown = (config: Config): Described =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(describeConfig(config)).filter(([key]) => !ofTheProcess.includes(key)))));

/** The keys that differ: how they are, and how they were. */
function difference(before: Described, now: Described): { configuration: Described; previous: Described } {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  // The database keeps the fields of an object in an order of its own.
  const changed = keys.filter((key) => !isDeepStrictEqual(before[key], now[key]));
  const of = (described: Described) => Object.fromEntries(changed.map((key) => [key, described[key] ?? null]));
  return { configuration: of(now), previous: of(before) };
}
