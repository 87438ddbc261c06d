import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { cpuMs, load, type Target } from '../bench/measure.ts';
import { seed } from '../bench/seed.ts';
import { findEmbedded } from '../packages/server/src/core/embedded/launch.ts';
import { createAdmin, createToken } from '../packages/server/src/operator.ts';

// What an export of the audit trail costs, and what others notice of it: `node scripts/bench-export.ts [records] [--port=3978]`.
// Prints figures, asserts nothing.
const args = process.argv.slice(2);
const records = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1_000_000);
const port = args.find((arg) => arg.startsWith('--port='))?.slice(7) ?? '3978';
const url = `http://127.0.0.1:${port}`;
const inFolder = (path: string) => resolve(import.meta.dirname, '..', path);
const say = (line: string) => process.stdout.write(`${line}\n`);

const memoryMb = (pid: number) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Who-am-I and the newest records by turns, one after the other, as the portal of one person asks. */
const others = async (target: Target, seconds: number) =>
  load(target, (n) => ({ path: n % 2 ? '/public/v1/me' : '/public/v1/audit/records?limit=50' }), seconds, 1);

interface Downloaded {
  bytes: number;
  lines: number;
  total: number;
  firstByteMs: number;
  seconds: number;
}

async function exportOnce(target: Required<Target>, path: string): Promise<void> {
  const { server, database } = target.pids;
  const quiet = await others(target, 10);
  const before = { rss: memoryMb(server), server: cpuMs(server) - cpuMs(database), database: cpuMs(database) };
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(memoryMb(server)), 50);
  const downloading = promisify(execFile)(process.execPath, [inFolder('bench/download.ts'), `${url}/public/v1${path}`, target.token]);
  const during = await others(target, 10);
  const got = JSON.parse((await downloading).stdout) as Downloaded;
  clearInterval(watch);
  const mb = got.bytes / 1024 ** 2;
  say(`\n${path}: ${got.lines} lines, Tenantry-Total ${got.total}`);
  say(
    `  ${got.seconds.toFixed(1)} s, ${mb.toFixed(0)} MB, ${(got.total / got.seconds).toFixed(0)} records/s, first byte after ${got.firstByteMs.toFixed(0)} ms`,
  );
  const quarters = [0, 1, 2, 3].map((n) => memory.slice((n * memory.length) / 4, ((n + 1) * memory.length) / 4));
  say(
    `  memory of the server process: ${before.rss.toFixed(0)} MB before; at most, by quarters of the time: ${quarters.map((part) => Math.max(...part).toFixed(0)).join(', ')} MB`,
  );
  say(
    `  CPU with the other requests: server ${((cpuMs(server) - cpuMs(database) - before.server) / 1000).toFixed(1)} s, database ${((cpuMs(database) - before.database) / 1000).toFixed(1)} s`,
  );
  for (const [name, one] of Object.entries({ quiet, during }))
    say(
      `  others ${name}: p50 ${one.p50Ms.toFixed(1)} ms, p99 ${one.p99Ms.toFixed(1)} ms, ${one.perSecond.toFixed(0)} requests/s, ${one.failures} failed`,
    );
  say(
    `  p99 during / quiet: ${(during.p99Ms / quiet.p99Ms).toFixed(2)} (bar 2)${got.seconds < 11 ? '; it ended before the measurement did' : ''}`,
  );
}

async function prepare(env: NodeJS.ProcessEnv, dataDir: string): Promise<string> {
  await createAdmin(env, { account: 'operations', email: 'bench@operations.example', firstName: 'Bench', lastName: 'Operator' });
  const operator = await createToken(env, { account: 'operations', name: 'bench' });
  const headers = { authorization: `Bearer ${operator.secret}`, 'content-type': 'application/json' };
  const made = await fetch(`${url}/public/v1/accounts/accounts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Bench', type: 'Client' }),
  });
  const account = (await made.json()) as { id: string };
  const groups = await fetch(`${url}/public/v1/accounts/user-groups?eq(account.id,'${account.id}')`, { headers });
  const { data } = (await groups.json()) as { data: { id: string }[] };
  const database = { ...(await findEmbedded(dataDir))!, database: 'tenantry' };
  const began = performance.now();
  // As if the log had taken them long ago: a tree that grows is not what is measured here.
  await alter(database, `'3'::xid8`);
  await seed(database, account.id, data[0]!.id, Math.min(records, 1_000), records);
  await alter(database, 'pg_current_xact_id()');
  say(`${records} audit records by COPY: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return (await createToken(env, { account: account.id, name: 'bench client' })).secret;
}

async function alter(connection: pg.ClientConfig, xact: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`alter table tenantry.events alter column xact set default ${xact}`);
  await client.end();
}

const dataDir = await mkdtemp(join(tmpdir(), 'tenantry-bench-export-'));
const env = {
  ...process.env,
  TENANTRY_DATA_DIR: dataDir,
  PORT: port,
  TENANTRY_RATE_LIMIT: 'off',
  TENANTRY_LOG_LEVEL: 'silent',
  NODE_ENV: 'production',
  DATABASE_URL: '',
};
const server = spawn(process.execPath, [inFolder('bench/server.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
const ended = once(server, 'exit');
try {
  const isReady = () =>
    fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (server.exitCode !== null) throw new Error(`the server ended: is port ${port} in use?`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
  // Another server may have answered for ours.
  if (!(await findEmbedded(dataDir))) throw new Error(`something else listens on port ${port}`);
  const token = await prepare(env, dataDir);
  const pids = { server: server.pid!, database: (await findEmbedded(dataDir))!.pid };
  for (const path of ['/audit/records/export.jsonl', '/audit/records/export.csv']) await exportOnce({ url, token, pids }, path);
} finally {
  server.kill('SIGTERM');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
}
