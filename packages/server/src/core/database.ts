import { constants, setPriority } from 'node:os';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { Context, RoleKind } from './context.ts';
import { LongRead } from './long-read.ts';
import { Problem } from './problem.ts';
import { type Sql, sql } from './sql.ts';
import { type Mode, Transaction } from './transaction.ts';

export { type Sql, sql } from './sql.ts';
export { Transaction } from './transaction.ts';

export interface DatabaseOptions {
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  poolSize?: number;
  statementTimeoutMs?: number;
  /** Its processes are on this machine and may be slowed down by this one: the embedded PostgreSQL, whose process ids mean something here. */
  isEmbedded?: boolean;
}

/** How many reads of any length may go on at once in one process; each holds a connection beside the pool's. */
const longReadsMax = 4;

export class Database {
  readonly pool: pg.Pool;
  /** Opens nothing before the first long read. */
  readonly #longPool: pg.Pool;
  readonly #longReads = new Set<LongRead>();
  readonly #isEmbedded: boolean;
  #isEnding = false;
  #roles: Record<RoleKind, string> | undefined;
  /** Kinds of events of our own that the tailer has seen: committed, and so in the catalogue. */
  readonly knownEvents = new Set<string>();
  /** Told after each commit what was changed, so that this process's caches are never behind its own writes. */
  onCommit: (touched: ReadonlySet<string>) => void = () => undefined;

  constructor(options: DatabaseOptions) {
    const { poolSize = 10, statementTimeoutMs = 20_000, isEmbedded = false, ...connection } = options;
    this.#isEmbedded = isEmbedded;
    const settings = {
      ...connection,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      types: columnTypes,
      // A search reads what an index has not sorted in yet from end to end, and the usual 4 MB of it cost more than all the rest.
      options: `-c search_path=tenantry,public -c statement_timeout=${statementTimeoutMs} -c timezone=UTC -c jit=off -c gin_pending_list_limit=512kB`,
    };
    this.pool = patientPool({ ...settings, max: poolSize } as pg.PoolConfig);
    this.#longPool = patientPool({ ...settings, max: longReadsMax } as pg.PoolConfig);
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
  async write<T>(context: Context, work: (tx: Transaction) => Promise<T>, mode: 'write' | 'recorded' = 'write'): Promise<T> {
    try {
      return await this.#transact({ ...context }, mode, work);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      // What makes a change slow is waiting for another one: there is no filter to narrow, and the same again may well succeed.
      if (code === '57014' && mode === 'write') throw unavailable();
      if (!['40001', '40P01'].includes(code)) throw error;
      return this.#transact({ ...context }, mode, work);
    }
  }

  /**
   * A read that may take any time, for what is sent piece by piece. `work` answers what holds its stream; the read ends with the stream,
   * or at once when `work` fails or the client is gone.
   */
  async longRead<T>(context: Context, gone: AbortSignal, work: (read: LongRead) => Promise<T>): Promise<T> {
    const roles = await this.roles();
    // Nobody is kept waiting for something that may take minutes.
    if (this.#longReads.size >= longReadsMax) throw tooManyLongReads();
    const client = await this.#longPool.connect();
    if (this.#isEmbedded) yieldToOthers(client);
    const read = new LongRead(client, roles, context, (id) => this.pool.query('select pg_cancel_backend($1)', [id]));
    const giveUp = () => void read.stop();
    this.#longReads.add(read);
    void read.over.then(() => {
      this.#longReads.delete(read);
      gone.removeEventListener('abort', giveUp);
    });
    gone.addEventListener('abort', giveUp, { once: true });
    try {
      await read.begin();
      if (gone.aborted || this.#isEnding) throw unavailable();
      return await work(read);
    } catch (error) {
      await read.stop();
      throw error;
    }
  }

  /** Breaks off what is still being sent, so that a server that stops need not wait for slow clients. */
  async endLongReads(): Promise<void> {
    this.#isEnding = true;
    await Promise.all([...this.#longReads].map((read) => read.stop(new Error('the server stops'))));
  }

  async ping(): Promise<boolean> {
    await this.pool.query('select 1');
    return true;
  }

  async close(): Promise<void> {
    await this.endLongReads();
    await Promise.all([this.pool.end(), this.#longPool.end()]);
  }

  async #transact<T>(context: Context, mode: Mode, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const roles = await this.roles();
    const tx = new Transaction(this.pool, roles, { ...context }, mode, this.knownEvents);
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

/** A connection of long reads does nothing else, and goes on when whoever waits for an answer has it. */
function yieldToOthers(client: pg.PoolClient): void {
  const { processID } = client as unknown as { processID: number };
  try {
    setPriority(processID, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not ours to slow down, as on some systems: then it runs as all do.
  }
}

function patientPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  // A connection that breaks is replaced by the pool; without a listener it would end the process. The pool listens to the idle ones only.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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

const tooManyLongReads = () =>
  new Problem('temporarily-unavailable', 'Several exports are running on this server already. Try again when one has ended.', {
    retryAfterSeconds: 20,
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
