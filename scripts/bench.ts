import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { type Bar, type BarName, bars } from '../bench/bars.ts';
import { importPeople } from '../bench/import.ts';
import { cpuMs, load, type Measured, memoryMb, type Target } from '../bench/measure.ts';
import { type SeededParties, seedParties } from '../bench/parties.ts';
import { seed } from '../bench/seed.ts';
import { untilProved } from '../bench/tree.ts';
import { findEmbedded } from '../packages/server/src/core/embedded/launch.ts';
import { createAdmin, createToken } from '../packages/server/src/operator.ts';

const args = process.argv.slice(2);
const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const people = Number(option('people') ?? 100_000);
const records = Number(option('records') ?? 10_000_000);
const seconds = Number(option('seconds') ?? 4);

const results = new Map<BarName, { value: number; note: string }>();
const ms = (measured: Measured) => measured.serverCpuMs + measured.databaseCpuMs;
const note = (measured: Measured) =>
  `${measured.perSecond.toFixed(0)} req/s, server ${measured.serverCpuMs.toFixed(2)} + database ${measured.databaseCpuMs.toFixed(2)} ms CPU, p50 ${measured.p50Ms.toFixed(1)} ms, p99 ${measured.p99Ms.toFixed(1)} ms${measured.failures > 0 ? `, ${measured.failures} FAILED` : ''}`;

interface Facts {
  account: string;
  group: string;
  busyActor: string;
  absentActor: string;
  object: string;
  objects: string[];
}

async function reads(target: Target, facts: Facts): Promise<void> {
  const one = async (name: BarName, path: string) => {
    const measured = await load(target, () => ({ path: `/public/v1${path}` }), seconds);
    results.set(name, { value: ms(measured), note: note(measured) });
    return measured;
  };
  const users = `/accounts/accounts/${facts.account}/users`;
  await one('whoAmI', '/me');
  const first = await one('usersFirst', `${users}?limit=50`);
  const last = await load(target, () => ({ path: `/public/v1${users}?limit=50&offset=${people - 50}` }), seconds);
  results.set('usersLast', { value: ms(last) / ms(first), note: note(last) });
  const words = ['okafor 7', 'person51', 'tanaka 3', 'mei lind 4'];
  const search = await load(
    target,
    (n) => ({
      path: `/public/v1${users}?limit=50&or(ilike(user.name,'*${words[n % 4]}${n % 90}*'),ilike(user.email,'*${words[n % 4]}${n % 90}*'))`,
    }),
    seconds,
  );
  results.set('usersSearch', { value: ms(search), note: `${note(search)}, new words each time` });
  const counting = performance.now();
  await fetch(`${target.url}/public/v1/audit/records?limit=0`, { headers: { authorization: `Bearer ${target.token}` } });
  results.set('auditCount', { value: (performance.now() - counting) / 1000, note: 'by the clock; later totals add what came since' });
  await one('auditLatest', '/audit/records?limit=50');
  await one('auditActor', `/audit/records?limit=50&eq(actor.id,'${facts.busyActor}')`);
  await one('auditAbsent', `/audit/records?limit=50&eq(actor.id,'${facts.absentActor}')`);
  await one('auditObject', `/audit/records?limit=50&eq(object.id,'${facts.object}')`);
  const { objects } = facts;
  const others = await load(
    target,
    (n) => ({ path: `/public/v1/audit/records?limit=50&eq(object.id,'${objects[n % objects.length]}')` }),
    seconds,
  );
  results.set('auditObjects', { value: ms(others), note: note(others) });
  await one('auditEvent', `/audit/records?limit=50&eq(event,'platform.accounts.account_user.invited')`);
  const names = ['okafor 9', 'fischer 27', 'meyer 31', 'patel 11'];
  const text = await load(target, (n) => ({ path: `/public/v1/audit/records?limit=50&ilike(text,'*${names[n % 4]}${n % 90}*')` }), seconds);
  results.set('auditText', { value: ms(text), note: `${note(text)}, new words each time` });
  await one('auditAddress', `/audit/records?limit=50&eq(request.api.ip,'10.5.44.123')`);
}

async function changes(target: Target, groups: string[], database: pg.ClientConfig): Promise<void> {
  const measured = await load(
    target,
    (n) => ({ method: 'PUT', path: `/public/v1/accounts/user-groups/${groups[n % groups.length]}`, body: { description: `Change ${n}` } }),
    seconds,
    32,
  );
  results.set('change', { value: measured.perSecond, note: note(measured) });
  const { records, seconds: later } = await untilProved(database);
  results.set('proved', { value: later, note: `the last ${records} of ${(measured.perSecond * seconds).toFixed(0)}` });
}

async function parties(target: Target, { buyer, pair }: SeededParties): Promise<void> {
  const listed = await load(target, () => ({ path: `/public/v1/accounts/licensees?limit=50&eq(buyer.id,'${buyer}')` }), seconds);
  results.set('licensees', { value: ms(listed), note: note(listed) });
  const made = await load(
    target,
    (n) => ({
      method: 'POST',
      path: '/public/v1/accounts/licensees',
      body: { name: `New ${n}`, buyer: { id: pair.buyer }, seller: { id: pair.seller }, useBuyerAddress: true },
    }),
    seconds,
    32,
  );
  results.set('licenseeCreate', { value: made.perSecond, note: note(made) });
}

async function own(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tenantry-bench-'));
  const env = {
    ...process.env,
    TENANTRY_DATA_DIR: dataDir,
    PORT: option('port') ?? '3977',
    TENANTRY_RATE_LIMIT: 'off',
    TENANTRY_LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
    DATABASE_URL: '',
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  try {
    let server = await start(env, url);
    await createAdmin(env, { account: 'operations', email: 'bench@operations.example', firstName: 'Bench', lastName: 'Operator' });
    const operator = await createToken(env, { account: 'operations', name: 'bench' });
    const api = <T>(method: string, path: string, token: string, body?: unknown): Promise<T> =>
      fetch(`${url}/public/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }).then(async (answer) => {
        const json = await answer.json();
        if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
        return json as T;
      });
    const account = await api<{ id: string }>('POST', '/accounts/accounts', operator.secret, { name: 'Bench', type: 'Client' });
    const client = await createToken(env, { account: account.id, name: 'bench client' });
    const [administrators] = (
      await api<{ data: { id: string }[] }>('GET', `/accounts/user-groups?eq(account.id,'${account.id}')`, operator.secret)
    ).data;
    const groups = await makeGroups((body) => api<{ id: string }>('POST', '/accounts/user-groups', client.secret, body));
    const database = (await findEmbedded(dataDir))!;
    const { seeded, seededParties } = await seedAll({ ...database, database: 'tenantry' }, account.id, administrators!.id);
    // What takes them in would be charged to the calls that are measured.
    const grown = await untilProved({ ...database, database: 'tenantry' });
    results.set('auditTree', { value: grown.records / grown.seconds, note: `the last ${grown.records} in ${grown.seconds.toFixed(1)} s` });
    await server.stop();
    server = await start(env, url, true);
    const superuser = { ...(await findEmbedded(dataDir))!, database: 'tenantry' };
    await new Promise((settle) => setTimeout(settle, 8_000));
    results.set('idleMemory', { value: memoryMb(server.pid), note: 'proportional set size, 8 s after the start, before any load' });
    const pids = { server: server.pid, database: (await findEmbedded(dataDir))!.pid };
    const target: Target = { url, token: client.secret, pids };
    await reads(target, { ...seeded, group: administrators!.id });
    await changes(target, groups, superuser);
    await parties(target, seededParties);
    const imported = await importPeople(env, { account: account.id, people: Math.min(people, 20_000), group: groups[0]! });
    results.set('import', {
      value: imported.perSecond,
      note: `${imported.people} people with argon2id hashes in ${imported.seconds.toFixed(2)} s, check of the file ${imported.checkSeconds.toFixed(2)} s not counted`,
    });
    await server.stop();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function seedAll(database: pg.ClientConfig, account: string, group: string) {
  console.log(`Seeding ${people} people and ${records} audit records by COPY …`);
  const began = performance.now();
  const seeded = await seed(database, account, group, people, records);
  const seededParties = await seedParties(database, account, people);
  console.log(`… ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return { seeded, seededParties };
}

async function makeGroups(make: (body: object) => Promise<{ id: string }>): Promise<string[]> {
  const groups: string[] = [];
  for (let n = 0; n < 40; n++) groups.push((await make({ name: `Group ${n}`, modules: [{ id: 'MOD-1239' }] })).id);
  return groups;
}

interface Server {
  pid: number;
  stop(): Promise<void>;
}

async function start(env: NodeJS.ProcessEnv, url: string, measure = false): Promise<Server> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../bench/server.mjs')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const began = performance.now();
  for (;;) {
    const ok = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) break;
    if (child.exitCode !== null) throw new Error('the server under measurement ended');
    await new Promise((wait) => setTimeout(wait, 5));
  }
  if (measure)
    results.set('coldStart', {
      value: cpuMs(child.pid!) / 1000,
      note: `${((performance.now() - began) / 1000).toFixed(2)} s by the clock, server and database processes`,
    });
  return {
    pid: child.pid!,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function print(): void {
  console.log(`\n${availableParallelism()} cores, Node ${process.version}, ${people} people, ${records} audit records\n`);
  for (const [name, bar] of Object.entries(bars) as [BarName, Bar][]) {
    const result = results.get(name);
    const met = result && bar.bar !== undefined ? (bar.more ? result.value >= bar.bar : result.value <= bar.bar) : undefined;
    const value = result ? `${result.value >= 100 ? result.value.toFixed(0) : result.value.toFixed(2)} ${bar.unit}` : 'not measured';
    console.log(
      `${met === undefined ? ' ' : met ? '✓' : '✗'} ${bar.what.padEnd(52)} ${value.padStart(12)}   ${bar.bar === undefined ? 'no bar' : `bar ${bar.more ? '≥' : '≤'} ${bar.bar} ${bar.unit}`}   elsewhere ${bar.elsewhere}`,
    );
    if (result) console.log(`    ${result.note}`);
  }
}

const url = option('url');
if (url) {
  const token = option('token') ?? process.env.TENANTRY_TOKEN ?? '';
  const who = (await (await fetch(`${url}/public/v1/me`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    account?: { id: string };
  };
  await reads(
    { url, token },
    {
      account: who.account?.id ?? '',
      group: '',
      busyActor: option('actor') ?? 'USR-0000-0001',
      absentActor: 'USR-0000-0000',
      object: option('object') ?? 'USR-0000-0001',
      objects: [option('object') ?? 'USR-0000-0001'],
    },
  );
} else await own();
print();
