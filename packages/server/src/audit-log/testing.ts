import { parseVerifierKey, type Verifier } from '@tenantry/tlog';
import type { TestApp } from '../../test/harness.ts';
import { integrate } from './index.ts';

/** Until nothing waits any more: transactions of other databases on the same server hold the order back too. */
export async function integrateAll({ app }: TestApp): Promise<void> {
  for (let { added, more } = { added: 0, more: true }; more; { added, more } = await integrate(app.services))
    if (added === 0) await new Promise((wait) => setTimeout(wait, 20));
}

/** A change of the client's group; answers the id of its record. */
export async function changeGroup(app: TestApp, description: string): Promise<string> {
  const { token, limited } = app.world.client;
  const { status } = await app.send('PUT', `/accounts/user-groups/${limited}`, { token, body: { description } });
  if (status !== 200) throw new Error(`the group was not changed: ${status}`);
  const [row] = await app.rows<{ id: string }>('select id from events where object_id = $1 order by seq desc limit 1', [limited]);
  return row!.id;
}

/** A file of the log, as anybody gets it. */
export async function readLog({ app }: TestApp, path: string): Promise<Buffer> {
  const answer = await app.http.inject({ method: 'GET', url: `/audit/log/${path}` });
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
  return answer.rawPayload;
}

/** The keys that the log offers. */
export const keysOf = async (app: TestApp): Promise<Verifier[]> =>
  String(await readLog(app, 'key'))
    .trim()
    .split('\n')
    .map(parseVerifierKey);
