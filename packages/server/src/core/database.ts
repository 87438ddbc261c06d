import pg from 'pg';
import type { Context, RoleKind } from './context.ts';
import { Problem } from './problem.ts';
import { compileSql, type Sql, sql } from './sql.ts';

export { type Sql, sql } from './sql.ts';

export interface DatabaseOptions {
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  poolSize?: number;
  statementTimeoutMs?: number;
}

type Mode = 'read' | 'write';

/** One transaction, run as one caller. Queries never name the account: the policies do. */
export class Transaction {
  readonly context: Context;
  readonly #pool: pg.Pool;
  /** Checked out by the first statement: what needs no database, or hashes a password first, holds no connection. */
  #client: pg.PoolClient | undefined;
  #connecting: Promise<pg.PoolClient> | undefined;
  readonly #roles: Record<RoleKind, string>;
  readonly #mode: Mode;
  #begun: Promise<unknown>[] | undefined;
  #done = false;
  /** Set by the first recorded change: lets a lost COMMIT be looked up. */
  xact: string | undefined;
  /** What this transaction changed, for the caches of this process (`account type`). */
  readonly touched = new Set<string>();

  constructor(pool: pg.Pool, roles: Record<RoleKind, string>, context: Context, mode: Mode) {
    this.#pool = pool;
    this.#roles = roles;
    this.context = context;
    this.#mode = mode;
  }

  /** The rows of one statement. The first statement carries BEGIN and the context along in the same flush. */
  async query<T>(statement: Sql<T>): Promise<T[]> {
    const compiled = compileSql(statement);
    return this.raw<T>(compiled.sql, compiled.parameters, preparedName(compiled.sql));
  }

  /** The same for SQL written out, on hot paths; `name` makes it a prepared statement. */
  async raw<T>(text: string, values: unknown[], name?: string): Promise<T[]> {
    const client = await this.#ready();
    const opening = this.#open(client);
    const sent = client.query({ text, values, ...(name ? { name } : {}) });
    const [result] = await settle([sent, ...opening]);
    return (result as pg.QueryResult).rows as T[];
  }

  /** The last statement of a read: COMMIT goes out with it. */
  async last<T>(statement: Sql<T>): Promise<T[]> {
    const compiled = compileSql(statement);
    const client = await this.#ready();
    const opening = this.#open(client);
    const name = preparedName(compiled.sql);
    const sent = client.query({ text: compiled.sql, values: compiled.parameters, ...(name ? { name } : {}) });
    this.#done = true;
    const [result] = await settle([sent, ...opening, client.query('commit')]);
    return (result as pg.QueryResult).rows as T[];
  }

  /** Goes on as somebody else in the same transaction: after a look-up has found out who it is. */
  async become(context: Partial<Context>): Promise<void> {
    Object.assign(this.context, context);
    if (!this.#begun || !this.#client) return;
    await this.#client.query(this.#settings());
  }

  async commit(): Promise<void> {
    if (this.#done || !this.#begun || !this.#client) return;
    this.#done = true;
    const result = await this.#client.query('commit');
    // A COMMIT of a failed transaction resolves too, as ROLLBACK.
    if (result.command !== 'COMMIT') throw new Error('the transaction had failed before its COMMIT');
  }

  async rollback(): Promise<void> {
    if (this.#done || !this.#begun || !this.#client) return;
    this.#done = true;
    await this.#client.query('rollback').catch(() => undefined);
  }

  /** Gives the connection back; a broken one is thrown away. */
  release(broken: Error | undefined): void {
    this.#done = true;
    this.#client?.release(broken);
    this.#client = undefined;
  }

  async #ready(): Promise<pg.PoolClient> {
    if (this.#done) throw new Error('this transaction has ended');
    // One connection, also for statements sent side by side.
    this.#connecting ??= this.#pool.connect();
    this.#client = await this.#connecting;
    return this.#client;
  }

  #open(client: pg.PoolClient): Promise<unknown>[] {
    if (this.#begun) return [];
    // Repeatable read: a page and its total are counted in one snapshot.
    const begin = client.query(this.#mode === 'read' ? 'begin isolation level repeatable read read only' : 'begin');
    this.#begun = [begin, client.query(this.#settings())];
    return this.#begun;
  }

  #settings() {
    const { role, account, user, actor, buyers = '' } = this.context;
    return {
      name: 'context',
      text: `select set_config('role', $1, true), set_config('app.account', $2, true), set_config('app.user', $3, true), set_config('app.actor', $4, true), set_config('app.buyers', $5, true)`,
      values: [this.#roles[role], account, user, actor, buyers],
    };
  }
}

const timesSeen = new Map<string, number | string>();
const preparedMax = 200;
let prepared = 0;

/**
 * A name for a statement that comes again: it is then planned once for each connection, not each time, which is most of a small query's cost.
 * Bounded, because connections keep what they prepared.
 */
function preparedName(text: string): string | undefined {
  const seen = timesSeen.get(text);
  if (typeof seen === 'string') return seen;
  if (prepared >= preparedMax) return undefined;
  if (timesSeen.size > 5_000) for (const [known, value] of timesSeen) if (typeof value === 'number') timesSeen.delete(known);
  const times = (seen ?? 0) + 1;
  if (times < 3) {
    timesSeen.set(text, times);
    return undefined;
  }
  const name = `s${prepared++}`;
  timesSeen.set(text, name);
  return name;
}

/** The first value, once all have ended; otherwise the first error in the order of sending, because later ones only follow from it. */
async function settle(sent: Promise<unknown>[]): Promise<unknown[]> {
  const ended = await Promise.allSettled(sent);
  const inOrder = [...ended.slice(1), ended[0]!];
  for (const one of inOrder) if (one.status === 'rejected') throw one.reason;
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value);
}

export class Database {
  readonly pool: pg.Pool;
  #roles: Record<RoleKind, string> | undefined;
  /** Told after each commit what was changed, so that this process's caches are never behind its own writes. */
  onCommit: (touched: ReadonlySet<string>) => void = () => undefined;

  constructor(options: DatabaseOptions) {
    const { poolSize = 10, statementTimeoutMs = 20_000, ...connection } = options;
    this.pool = new pg.Pool({
      ...connection,
      max: poolSize,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      options: `-c search_path=tenantry,public -c statement_timeout=${statementTimeoutMs} -c timezone=UTC -c jit=off`,
    } as pg.PoolConfig);
    // A connection that breaks is replaced by the pool; without a listener it would end the process. The pool listens to the idle ones only.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** The names of the roles, as the migrations made them for this database. */
  async roles(): Promise<Record<RoleKind, string>> {
    if (this.#roles) return this.#roles;
    const { rows } = await this.pool.query('select role_prefix from tenantry.installation');
    const prefix: string = rows[0].role_prefix;
    this.#roles = {
      tenant: `${prefix}tenant`,
      operations: `${prefix}operations`,
      person: `${prefix}person`,
      auth: `${prefix}auth`,
      worker: `${prefix}worker`,
    };
    return this.#roles;
  }

  read<T>(context: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#transact(context, 'read', work);
  }

  /** Deadlocks and serialization failures are tried once more: `work` has no effect but through its transaction. */
  async write<T>(context: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#transact({ ...context }, 'write', work);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      // What makes a change slow is waiting for another one: there is no filter to narrow, and the same again may well succeed.
      if (code === '57014') throw unavailable();
      if (!['40001', '40P01'].includes(code)) throw error;
      return this.#transact({ ...context }, 'write', work);
    }
  }

  async ping(): Promise<boolean> {
    await this.pool.query('select 1');
    return true;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  async #transact<T>(context: Context, mode: Mode, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const roles = await this.roles();
    const tx = new Transaction(this.pool, roles, { ...context }, mode);
    let broken: Error | undefined;
    try {
      const result = await work(tx);
      try {
        await tx.commit();
      } catch (error) {
        broken = error as Error;
        if (!isConnectionLoss(error) || !tx.xact || !(await this.#committed(tx.xact))) throw error;
      }
      if (tx.touched.size > 0) this.onCommit(tx.touched);
      return result;
    } catch (error) {
      if (isConnectionLoss(error)) broken = error as Error;
      else await tx.rollback();
      throw error;
    } finally {
      tx.release(broken);
    }
  }

  /** Whether a transaction whose COMMIT got no answer was committed after all: a client must not be told to try again then. */
  async #committed(xact: string): Promise<boolean> {
    for (let attempt = 0; attempt < 40; attempt++) {
      try {
        const { rows } = await this.pool.query('select pg_xact_status($1::xid8) as status', [xact]);
        if (rows[0].status !== 'in progress') return rows[0].status === 'committed';
      } catch (error) {
        if (!isConnectionLoss(error)) return false;
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return false;
  }
}

const lossCodes = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;

/** Whether the database went away, as opposed to having refused something. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    lossCodes.test(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
      message ?? '',
    )
  );
}

const unavailable = () =>
  new Problem('temporarily-unavailable', 'The database is not available just now; nothing was changed. Try again.', {
    retryAfterSeconds: 1,
  });

/** The problem behind a database error that is nobody's fault in the code, or nothing. */
export function problemOfDatabase(error: unknown): Problem | undefined {
  const { code } = error as { code?: string };
  if (isConnectionLoss(error) || code?.startsWith('53') || code === '40P01' || code === '40001' || code === '25006') return unavailable();
  if (code === '57014')
    return new Problem('invalid-query', 'The query took too long. Narrow the filter.', { errors: { query: ['Took too long.'] } });
  if (code === '22021' || code === '22P05') return new Problem('invalid-request', 'The request contains characters that cannot be stored.');
  if (code === '2200H') return new Problem('conflict', 'No number is left for another object of this kind. The operator has been told.');
  if (code === '23505') return new Problem('conflict', 'Something with the same identity exists already.');
  if (code === '23503') return new Problem('conflict', 'Something else still refers to it, or what it refers to has just gone.');
  return undefined;
}

/** SQL with `$n` placeholders (of the query language) as part of a statement. */
export function embed<T = unknown>(compiled: { sql: string; parameters: readonly unknown[] }): Sql<T> {
  const pieces: string[] = [];
  const values: unknown[] = [];
  let rest = 0;
  for (const match of compiled.sql.matchAll(/\$(\d+)/g)) {
    pieces.push(compiled.sql.slice(rest, match.index));
    values.push(compiled.parameters[Number(match[1]) - 1]);
    rest = match.index + match[0].length;
  }
  pieces.push(compiled.sql.slice(rest));
  return sql<T>(pieces, ...values);
}
