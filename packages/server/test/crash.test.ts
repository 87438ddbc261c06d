import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Killable, killableServer } from './killable.ts';

/** `TENANTRY_CRASH_ROUNDS=25` is what a release is tried with. */
const rounds = Number(process.env.TENANTRY_CRASH_ROUNDS ?? 3);
let server: Killable;
beforeAll(async () => {
  server = await killableServer();
});
afterAll(() => server.close(), 60_000);

test(`after ${rounds} rounds of killing server and database while writing, every acknowledged change has its record and no record is without its change`, async () => {
  await server.start();
  const secret = await server.token();
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.size;
    const writers = Array.from({ length: 6 }, (_, n) => write(secret, `${round}-${n}`, acknowledged));
    // In the middle of writing, however long the machine takes to get there.
    await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 120 * (round % 5)));
    if (round % 2 === 1) await server.killDatabase();
    await server.end('SIGKILL');
    await Promise.all(writers);
    await server.start();
  }
  expect(acknowledged.size).toBeGreaterThan(rounds);
  const stored = await storedTokens();
  for (const [id, revision] of acknowledged) expect(stored.get(id)?.revision, id).toBeGreaterThanOrEqual(revision);
  for (const [id, { revision, recorded }] of stored) expect(recorded, id).toEqual(Array.from({ length: revision }, (_, n) => n + 1));
}, 600_000);

/** Makes a token and changes it again and again until the server is gone; notes what was acknowledged. */
async function write(secret: string, name: string, acknowledged: Map<string, number>): Promise<void> {
  const send = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${server.url}/public/v1/accounts/api-tokens${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as { id: string; revision: number };
    expect([200, 201, 503]).toContain(answer.status);
    if (answer.status === 503) throw new Error('the database is gone');
    acknowledged.set(json.id, json.revision);
    return json.id;
  };
  try {
    const id = await send('POST', '', { name: `Token ${name}` });
    for (let n = 0; ; n++) await send('PUT', `/${id}`, { description: `Change ${n}` });
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
  }
}

async function storedTokens(): Promise<Map<string, { revision: number; recorded: number[] }>> {
  const rows = await server.rows<{ id: string; revision: number; recorded: number[] }>(
    `select coalesce(t.id, e.object_id) as id, coalesce(t.revision, 0) as revision, array_agg(e.object_revision order by e.object_revision) as recorded
      from api_tokens t full join (select * from events where object_type = 'ApiToken') e on e.object_id = t.id group by 1, 2`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
