import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { findEmbedded } from '../src/core/embedded/launch.ts';
import { createAdmin, createToken } from '../src/operator.ts';
import { startReceiver } from './receivers.ts';

const folder = await mkdtemp(join(tmpdir(), 'tenantry-crash-streams-'));
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
  await end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('a server that is killed while a receiver has its batch sends that batch again, the same, and then the rest: nothing is missing', async () => {
  await start();
  await createAdmin(env, { account: 'operations', email: 'crash@operations.example', firstName: 'Crash', lastName: 'Tester' });
  const { secret } = await createToken(env, { account: 'operations', name: 'crash' });
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/public/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
  };
  const receiver = await startReceiver();
  receiver.reactions.push('silence');
  for (let n = 0; n < 5; n++) await post('/accounts/api-tokens', { name: `Before ${n}` });
  await post('/audit/streams', { name: 'Crash', kind: 'webhook', format: 'jsonl', target: { url: receiver.url }, startAt: 'beginning' });
  await receiver.batches(1);
  await end('SIGKILL');
  // Another process would wait for the end of the lease.
  await database(`update audit_streams set lease_until = now()`);
  await start();
  for (let n = 0; n < 5; n++) await post('/accounts/api-tokens', { name: `After ${n}` });
  for (;;) {
    const [left] = await database(
      'select s.position < l.size or l.size < (select count(*) from events) as behind from audit_streams s, audit_log l',
    );
    if (!left!.behind) break;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  const [first, again] = receiver.received;
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(again!.body).toBe(first!.body);
  const stored = await database(
    'select l.index::int from audit_log_entries l join events e on e.id = l.event_id and e.viewer_id = l.viewer_id and not e.is_copy order by 1',
  );
  expect(receiver.indexes()).toEqual(stored.map(({ index }) => index));
  await receiver.close();
}, 300_000);

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

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const gone = new Promise((resolve) => server!.once('exit', resolve));
  server.kill(signal);
  await gone;
}

async function database(statement: string): Promise<Record<string, unknown>[]> {
  const { pid: _, ...connection } = (await findEmbedded(env.TENANTRY_DATA_DIR))!;
  const client = new pg.Client({ ...connection, database: 'tenantry', options: '-c search_path=tenantry,public' });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
