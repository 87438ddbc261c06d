import { randomBytes } from 'node:crypto';
import type { AccountType } from '@tenantry/contract';
import { furtherEvents } from '@tenantry/contract/further-events';
import { type ModuleCode, moduleFacts } from '@tenantry/contract/modules';
import pg from 'pg';
import { inject } from 'vitest';
import { addActiveMember } from '../src/account-users/index.ts';
import { createAccount } from '../src/accounts/index.ts';
import { type App, createApp } from '../src/app.ts';
import { type Config, readConfig } from '../src/core/config.ts';
import { nobody } from '../src/core/context.ts';
import { type DatabaseOptions, sql, type Transaction } from '../src/core/database.ts';
import type { Recorder } from '../src/core/events.ts';
import { newSecret, sha256 } from '../src/core/secrets.ts';
import { cloneDatabase } from './database.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface Send {
  token?: string;
  /** A session's cookie. */
  session?: string;
  account?: string;
  body?: unknown;
  payload?: string | Buffer;
  headers?: Record<string, string>;
}

export interface TestApp {
  app: App;
  /** The test's own database, for a second server on it. */
  connection: DatabaseOptions;
  /** One request below `/public/v1`, answer parsed. */
  send(method: string, path: string, options?: Send): Promise<Answer>;
  /** Rows of the database as its superuser: what is really stored. */
  rows<T = Record<string, unknown>>(statement: string, values?: unknown[]): Promise<T[]>;
  /**
   * Changes of tables below the running server, all or none. They wait for whatever its requests and jobs hold, partition by partition, which
   * may end in a deadlock: then they are tried again.
   */
  alter(...statements: string[]): Promise<void>;
  /**
   * The events recorded since the last call (or the start), oldest first, as keys. Refused requests are left out unless asked for: whether
   * one has a record of its own or is counted depends on what was refused before.
   */
  newEvents(which?: 'all'): Promise<string[]>;
  world: World;
  close(): Promise<void>;
}

export interface Party {
  account: string;
  administrators: string;
  /** A group with Billing only. */
  limited: string;
  admin: Person;
  /** An active member of `limited` alone. */
  member: Person;
  /** All modules of the account. */
  token: string;
  tokenId: string;
  /** No module at all. */
  weakToken: string;
  weakTokenId: string;
}

export interface Person {
  user: string;
  membership: string;
  email: string;
  session: string;
}

export interface World {
  operations: Party;
  client: Party;
  other: Party;
  vendor: Party;
}

export const testPassword = 'correct horse battery staple';

/** The whole product on a database of its own. Each test file makes one. */
export async function createTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const database = await cloneDatabase(inject('server'), inject('template'), inject('superuser'));
  const config = {
    ...(await readConfig({
      TENANTRY_MASTER_KEY: randomBytes(32).toString('base64'),
      TENANTRY_LOG_LEVEL: 'silent',
      TENANTRY_RATE_LIMIT: 'off',
    })),
    ...overrides,
  };
  const app = await createApp(config, database);
  await app.http.ready();
  const world = await createWorld(app);
  const inspector = new pg.Pool({
    ...inject('superuser'),
    database: database.database,
    max: 2,
    options: '-c search_path=tenantry,public',
  } as pg.PoolConfig);
  inspector.on('error', () => undefined);
  let seen = await lastEvent(inspector);
  return {
    app,
    connection: database,
    world,
    send: (method, path, options = {}) => inject_(app, method, path, options),
    async rows<T>(statement: string, values: unknown[] = []) {
      return (await inspector.query(statement, values)).rows as T[];
    },
    alter: (...statements) => alter(inspector, statements.join(';\n')),
    async newEvents(which) {
      const { rows } = await inspector.query('select event, seq from events where seq > $1 and not is_copy order by seq', [seen]);
      seen = rows.at(-1)?.seq ?? seen;
      return rows.map((row) => row.event as string).filter((key) => which === 'all' || key !== furtherEvents.refused.key);
    },
    async close() {
      await app.close();
      await inspector.end();
      await database.drop();
    },
  };
}

async function alter(pool: pg.Pool, statements: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Several statements in one message are one transaction.
      await pool.query(statements);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01' || attempt === 10) throw error;
    }
  }
}

const lastEvent = async (pool: pg.Pool): Promise<string> =>
  (await pool.query('select coalesce(max(seq), 0) as seq from events')).rows[0].seq;

async function inject_(app: App, method: string, path: string, options: Send): Promise<Answer> {
  const response = await app.http.inject({
    method: method as 'GET',
    url: path.startsWith('/public/') || path.startsWith('/v1/') ? path : `/public/v1${path}`,
    headers: {
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.session ? { cookie: `tenantry=${options.session}`, 'sec-fetch-site': 'same-origin' } : {}),
      ...(options.account ? { 'tenantry-account': options.account } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? options.payload === undefined
        ? {}
        : { payload: options.payload }
      : { payload: JSON.stringify(options.body) }),
  });
  const isJson = /\bjson\b/.test(String(response.headers['content-type'] ?? ''));
  return {
    status: response.statusCode,
    headers: response.headers as Answer['headers'],
    body: isJson ? JSON.parse(response.body) : response.body,
  };
}

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
export const asSystem: Recorder = { caller: { ...nobody, name: 'System' }, origin: { correlationId: 'test', workerName: 'test' } };

/** Four accounts, each with an administrator, a limited member and two tokens, all made through the product's own functions. */
async function createWorld(app: App): Promise<World> {
  const party = (type: AccountType, name: string) => app.services.database.write(worker, (tx) => createParty(app, tx, type, name));
  return {
    operations: await party('Operations', 'Platform Operations'),
    client: await party('Client', 'Harbour Group'),
    other: await party('Client', 'Muster Werke'),
    vendor: await party('Vendor', 'Nordwind Software'),
  };
}

async function createParty(app: App, tx: Transaction, type: AccountType, name: string): Promise<Party> {
  const { account, administrators } = await createAccount(tx, asSystem, app.services.vault, { name, type });
  const [limited] = await tx.query(
    sql<{
      id: string;
      name: string;
    }>`insert into user_groups (account_id, name, module_ids) values (${account.id}, 'Billing only', ${[moduleFacts.billing.id]}) returning id, name`,
  );
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return {
    account: account.id,
    administrators: administrators.id,
    limited: limited!.id,
    admin: await createPerson(tx, account.id, `admin@${slug}.example`, administrators),
    member: await createPerson(tx, account.id, `member@${slug}.example`, limited!),
    ...(await createTokens(tx, account.id, administrators.module_ids)),
  };
}

/** An active person with a session that was confirmed just now. */
export async function createPerson(tx: Transaction, account: string, email: string, group: { id: string; name: string }): Promise<Person> {
  const [first, rest = 'x'] = email.split('@');
  const [user] = await tx.query(
    sql<{
      id: string;
    }>`insert into users (email, first_name, last_name, status, registered_at) values (${email}, ${first}, ${rest.split('.')[0]}, 'Invited', now()) returning id`,
  );
  const membership = await addActiveMember(tx, asSystem, { account, user: user!.id, groups: [group] });
  const session = newSecret();
  await tx.query(sql`insert into sessions (user_id, hash) values (${user!.id}, ${sha256(session)})`);
  return { user: user!.id, membership: membership.id, email, session };
}

async function createTokens(
  tx: Transaction,
  account: string,
  modules: string[],
): Promise<Pick<Party, 'token' | 'tokenId' | 'weakToken' | 'weakTokenId'>> {
  const make = async (name: string, ids: string[]) => {
    const token = `idt:TKN-TEST:${newSecret()}`;
    const [row] = await tx.query(
      sql<{
        id: string;
      }>`insert into api_tokens (account_id, name, module_ids, secret_hash) values (${account}, ${name}, ${ids}, ${sha256(token)}) returning id`,
    );
    return { token, id: row!.id };
  };
  const strong = await make('All modules', modules);
  const weak = await make('No module', []);
  return { token: strong.token, tokenId: strong.id, weakToken: weak.token, weakTokenId: weak.id };
}

export const moduleId = (code: ModuleCode): string => moduleFacts[code].id;
