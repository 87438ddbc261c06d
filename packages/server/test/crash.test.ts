import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { findEmbedded } from '../src/core/embedded/launch.ts';
import { createAdmin, createToken } from '../src/operator.ts';

/** `TENANTRY_CRASH_ROUNDS=25` is what a release is tried with. */
const rounds = Number(process.env.TENANTRY_CRASH_ROUNDS ?? 3);
const folder = await mkdtemp(join(tmpdir(), 'tenantry-crash-'));
await chmod(folder, 0o755);
const env = {
  ...process.env,
  TENANTRY_DATA_DIR: join(folder, 'data'),
  PORT: String(await freePort()),
  TENANTRY_RATE_LIMIT: 'off',
  TENANTRY_LOG_LEVEL: 'silent',
  DATABASE_URL: '',
};
const url = `http://127.0.0.1:${env.PORT}`;
let server: ChildProcess | undefined;

afterAll(async () => {
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server!.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test(`after ${rounds} rounds of killing server and database while writing, every acknowledged change has its record and no record is without its change`, async () => {
  await start();
  await createAdmin(env, { account: 'operations', email: 'crash@operations.example', firstName: 'Crash', lastName: 'Tester' });
  const { secret } = await createToken(env, { account: 'operations', name: 'crash' });
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const writers = Array.from({ length: 6 }, (_, n) => write(secret, `${round}-${n}`, acknowledged));
    // In the middle of writing, however long the machine takes to get there.
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 120 * (round % 5)));
    await kill(round % 2 === 1);
    await Promise.all(writers);
    await start();
  }
  expect(acknowledged.size).toBeGreaterThan(rounds);
  const stored = await rows();
  for (const [id, revision] of acknowledged) expect(stored.get(id)?.revision, id).toBeGreaterThanOrEqual(revision);
  for (const [id, { revision, recorded }] of stored) expect(recorded, id).toEqual(Array.from({ length: revision }, (_, n) => n + 1));
}, 600_000);

/** Makes a token and changes it again and again until the server is gone; notes what was acknowledged. */
async function write(secret: string, name: string, acknowledged: Map<string, number>): Promise<void> {
  const send = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${url}/public/v1/accounts/api-tokens${path}`, {
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

async function start(): Promise<void> {
  server = spawn(process.execPath, [join(import.meta.dirname, 'crash-server.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (;;) {
    const ready = await fetch(`${url}/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    if (server.exitCode !== null) throw new Error('the server did not come back');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function kill(databaseToo: boolean): Promise<void> {
  const database = await findEmbedded(env.TENANTRY_DATA_DIR);
  const gone = new Promise((resolve) => server!.once('exit', resolve));
  if (databaseToo && database) process.kill(database.pid, 'SIGKILL');
  server!.kill('SIGKILL');
  await gone;
}

async function rows(): Promise<Map<string, { revision: number; recorded: number[] }>> {
  const { pid: _, ...connection } = (await findEmbedded(env.TENANTRY_DATA_DIR))!;
  const client = new pg.Client({ ...connection, database: 'tenantry', options: '-c search_path=tenantry,public' });
  await client.connect();
  const found =
    await client.query(`select coalesce(t.id, e.object_id) as id, coalesce(t.revision, 0) as revision, array_agg(e.object_revision order by e.object_revision) as recorded
    from api_tokens t full join (select * from events where object_type = 'ApiToken') e on e.object_id = t.id group by 1, 2`);
  await client.end();
  return new Map(found.rows.map((row) => [row.id, row]));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
