import { furtherEvents } from '@tenantry/contract/further-events';
import type { TestApp } from '../harness.ts';
import type { SweepCaller } from './callers.ts';
import type { Swept } from './operations.ts';

/** The events since the last look; refusals that are still counted in memory are written down before. */
export async function recordedEvents(app: TestApp): Promise<string[]> {
  await app.app.services.refusals.flush('all');
  return app.newEvents('all');
}

/** Whether an answer is a refusal that the trail has to know of. */
export const isRefusal = (status: number): boolean => status === 403 || status === 429;

/** What is wrong with the record of a refused call, which has to be exactly one, about its caller and operation; or nothing. */
export async function refusalFault(
  app: TestApp,
  caller: Pick<SweepCaller, 'id'>,
  { id }: Swept,
  recorded: readonly string[],
): Promise<string | undefined> {
  if (recorded.join() !== furtherEvents.refused.key) return `records ${recorded.join(', ') || 'nothing'} instead of one refusal`;
  const [row] = await app.rows<{ object_id: string; operation: string }>(
    `select object_id, documents #>> '{refusal,operation}' as operation from events where event = $1 order by seq desc limit 1`,
    [furtherEvents.refused.key],
  );
  const operation = id.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const wrong = row?.object_id !== caller.id || row.operation !== operation;
  return wrong ? `records the refusal of ${row?.operation} to ${row?.object_id}` : undefined;
}
