import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import type { Context, RoleKind } from './context.ts';
import { type Sql, sql } from './sql.ts';
import { Transaction } from './transaction.ts';

/** Who takes nothing for this long is given up: a transaction that stays open keeps the database from cleaning up. */
const idleMs = 5 * 60_000;

/**
 * A transaction that only reads and stays open while its rows are sent, as one caller and in one snapshot. It may take as long as its client
 * does, so it has a connection beside those of the requests.
 */
export class LongRead {
  readonly tx: Transaction;
  /** Resolves when the transaction is over, in whatever way. */
  readonly over: Promise<void>;
  readonly #isOver = Promise.withResolvers<void>();
  readonly #client: pg.PoolClient;
  readonly #stopQuery: (process: number) => Promise<unknown>;
  #stream: Readable | undefined;
  #ending: Promise<void> | undefined;

  constructor(client: pg.PoolClient, roles: Record<RoleKind, string>, context: Context, stopQuery: (process: number) => Promise<unknown>) {
    this.over = this.#isOver.promise;
    this.#client = client;
    this.#stopQuery = stopQuery;
    this.tx = new Transaction({ connect: async () => client }, roles, { ...context }, 'read');
  }

  /** Lets statements take as long as they need, in this transaction only. */
  async begin(): Promise<void> {
    await this.tx.query(
      sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', ${String(idleMs)}, true)`,
    );
  }

  /** The rows of a statement, some at a time: the next ones are on their way while these are worked on, and no more than those. */
  async *rows<Row>(statement: Sql<Row>, many = 100): AsyncGenerator<Row[], void, undefined> {
    await this.tx.query(sql`declare long_read no scroll cursor for ${statement}`);
    const fetch = () => {
      // Without a name: what a prepared FETCH answers would depend on the cursor of its day.
      const rows = this.tx.raw<Row>(`fetch ${many} from long_read`, []);
      // Whoever stops in between does not wait for it.
      rows.catch(() => undefined);
      return rows;
    };
    for (let next = fetch(); ; ) {
      const rows = await next;
      if (rows.length === many) next = fetch();
      if (rows.length > 0) yield rows;
      if (rows.length < many) return;
    }
  }

  /** The stream of these pieces. It ends when they do and fails when they fail; either way this transaction ends with it. */
  stream(pieces: AsyncIterable<string | Uint8Array>): Readable {
    const iterator = pieces[Symbol.asyncIterator]();
    const stream = new Readable({
      read: () => {
        iterator
          .next()
          .then(async ({ value, done }) => {
            if (done) await this.end();
            // Whoever else waits has her turn first: with pieces of a millisecond nobody notices that a million records leave.
            else await setImmediate();
            if (!stream.destroyed) stream.push(done ? null : value);
          })
          .catch((error: Error) => void stream.destroy(error));
      },
      destroy: (error, done) => void this.stop().then(() => done(error)),
    });
    this.#stream = stream;
    return stream;
  }

  /** Ends the transaction after all was read. */
  end(): Promise<void> {
    this.#ending ??= this.tx.commit().then(() => this.#release(undefined));
    return this.#ending;
  }

  /** Ends it at once, whatever the database is just doing for it. A stream that was not finished breaks, for this reason. */
  stop(reason?: Error): Promise<void> {
    this.#ending ??= this.#abandon();
    this.#stream?.destroy(reason);
    return this.#ending;
  }

  async #abandon(): Promise<void> {
    const { processID } = this.#client as unknown as { processID: number };
    // A closed connection alone is noticed only when the database has something to say.
    await this.#stopQuery(processID).catch(() => undefined);
    // Never used again: the cancellation may still be on its way.
    this.#release(new Error('a long read was given up'));
  }

  #release(broken: Error | undefined): void {
    this.tx.release(broken);
    this.#isOver.resolve();
  }
}
