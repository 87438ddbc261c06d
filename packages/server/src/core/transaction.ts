import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { Context, RoleKind } from './context.ts';
import { preparedName } from './prepared-name.ts';
import { compileSql, type Sql } from './sql.ts';

/** `recorded`: a read of one snapshot that leaves a record. */
export type Mode = 'read' | 'write' | 'recorded';

const beginnings: Readonly<Record<Mode, string>> = {
  read: 'begin isolation level repeatable read read only',
  recorded: 'begin isolation level repeatable read',
  write: 'begin',
};

/** Where a transaction gets its connection from. */
export interface Connections {
  connect(): Promise<pg.PoolClient>;
}

/** One transaction, run as one caller. Queries never name the account: the policies do. */
export class Transaction {
  readonly context: Context;
  readonly #pool: Connections;
  /** Checked out by the first statement: what needs no database, or hashes a password first, holds no connection. */
  #client: pg.PoolClient | undefined;
  #connecting: Promise<pg.PoolClient> | undefined;
  readonly #roles: Record<RoleKind, string>;
  readonly mode: Mode;
  #begun: Promise<unknown>[] | undefined;
  #done = false;
  /** Set by the first recorded change: lets a lost COMMIT be looked up. */
  xact: string | undefined;
  /** What this transaction changed, for the caches of this process (`account type`). */
  readonly touched = new Set<string>();
  /** Kinds of events that the catalogue has for certain. */
  readonly knownEvents: ReadonlySet<string>;

  constructor(
    pool: Connections,
    roles: Record<RoleKind, string>,
    context: Context,
    mode: Mode,
    knownEvents: ReadonlySet<string> = new Set(),
  ) {
    this.#pool = pool;
    this.#roles = roles;
    this.context = context;
    this.mode = mode;
    this.knownEvents = knownEvents;
  }

  /** The rows of one statement. The first statement carries BEGIN and the context along in the same flush. */
  async query<T>(statement: Sql<T>): Promise<T[]> {
    const compiled = compileSql(statement);
    return this.raw<T>(compiled.sql, compiled.parameters, preparedName(compiled.sql));
  }

  /** The same for SQL written out, on hot paths; `name` makes it a prepared statement. */
  raw<T>(text: string, values: unknown[], name?: string): Promise<T[]> {
    return this.#run<T>({ text, values, ...(name ? { name } : {}) }, false);
  }

  /** The last statement of a read: COMMIT goes out with it. */
  last<T>(statement: Sql<T>): Promise<T[]> {
    const { sql: text, parameters: values } = compileSql(statement);
    const name = preparedName(text);
    return this.#run<T>({ text, values, ...(name ? { name } : {}) }, true);
  }

  async #run<T>(statement: pg.QueryConfig, isLast: boolean): Promise<T[]> {
    const client = await this.#ready();
    gather(client);
    const opening = this.#open(client);
    const sent = client.query(statement);
    const closes = isLast && this.mode === 'read';
    const closing = closes ? [client.query('commit')] : [];
    this.#done ||= closes;
    const [result] = await settle([sent, ...opening, ...closing]);
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
    const committed = this.#client.query('commit');
    // Nothing hangs on the end of a read: whoever gets the connection next queues up behind it.
    if (this.mode === 'read') return void committed.catch(() => undefined);
    const result = await committed;
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
    // Also one that is still on its way: what failed beside the statement that asked for it did not wait.
    void this.#connecting?.then(
      (client) => client.release(broken),
      () => undefined,
    );
    this.#connecting = undefined;
    this.#client = undefined;
  }

  async #ready(): Promise<pg.PoolClient> {
    if (this.#done) throw new Error('this transaction has ended');
    // One connection, also for statements sent side by side.
    this.#connecting ??= this.#pool.connect();
    const client = await this.#connecting;
    if (this.#done) throw new Error('this transaction has ended');
    this.#client = client;
    return client;
  }

  #open(client: pg.PoolClient): Promise<unknown>[] {
    if (this.#begun) return [];
    // Repeatable read: a page and its total are counted in one snapshot.
    const begin = client.query(beginnings[this.mode]);
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

/** What is sent in one turn of the loop leaves in one packet: each packet wakes the database's process once more. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The first value, once all have ended; otherwise the first error in the order of sending, because later ones only follow from it. */
async function settle(sent: Promise<unknown>[]): Promise<unknown[]> {
  const ended = await Promise.allSettled(sent);
  const inOrder = [...ended.slice(1), ended[0]!];
  for (const one of inOrder) if (one.status === 'rejected') throw one.reason;
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value);
}
