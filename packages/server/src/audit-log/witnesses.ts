import { cachedSubtreesOf, NoteError, parseVerifierKey } from '@tenantry/tlog';
import type { WitnessConfig } from '../core/config.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { addCheckpoint, type Cosigned, WitnessError } from './add-checkpoint.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

/** A witness is asked no more often than this, by whichever server; after it failed, than that. */
const pauseSeconds = 3;
const failurePauseSeconds = 30;

type Needs = Pick<Services, 'config' | 'database' | 'log'>;

/**
 * Has the witnesses cosign the newest checkpoint while the server runs. Apart from the records: a witness that is slow or away delays
 * nothing but its own signature.
 */
export class Witnesses {
  readonly #services: Needs;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(services: Needs) {
    this.#services = services;
  }

  /** Told when there may be a new checkpoint. */
  wake(): void {
    if (this.#services.config.witnesses.length === 0 || this.#stopping.signal.aborted) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      if (await haveCosigned(this.#services, this.#stopping.signal)) return;
    } catch (error) {
      this.#services.log.warn({ err: error }, 'the witnesses were not asked');
    }
    // What came in between, or failed, is looked at again.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), pauseSeconds * 1000).unref();
  }
}

interface Lacking {
  verifier: string;
  /** What it has cosigned, as far as we know. */
  size: string;
  /** Whether this server asks it now. */
  claimed: boolean;
}

/**
 * One round: every witness that lacks the newest checkpoint and is due is asked for its cosignature, all at once. Answers whether there is
 * nothing left to ask for.
 */
export async function haveCosigned(services: Needs, signal: AbortSignal): Promise<boolean> {
  const { config, database } = services;
  const { head, lacking } = await database.write(worker, async (tx) => {
    const [row] = await tx.query(sql<HeadRow>`select size::text, root, note, at, last_xact::text, last_seq::text
      from audit_log_checkpoints order by audit_log_checkpoints.size desc limit 1`);
    return { head: row, lacking: row ? await claim(tx, config.witnesses, row.size) : [] };
  });
  if (!head) return false;
  const due = lacking.filter(({ claimed }) => claimed);
  await Promise.all(due.map((one) => askOne(services, config.witnesses.find(({ key }) => key === one.verifier)!, one, head, signal)));
  return lacking.length === 0;
}

async function askOne({ database, log }: Needs, witness: WitnessConfig, { verifier, size }: Lacking, head: HeadRow, signal: AbortSignal) {
  try {
    const cosigned = await addCheckpoint(
      witness.url,
      parseVerifierKey(witness.key),
      Number(size),
      { size: Number(head.size), note: head.note },
      tilesIn(database),
      signal,
    );
    await database.write(worker, (tx) => keep(tx, verifier, head, cosigned));
  } catch (error) {
    if (signal.aborted) return;
    log.warn({ err: error, witness: witness.url }, 'a witness did not cosign the audit log');
    const isAnswer = error instanceof WitnessError || error instanceof NoteError;
    const words = isAnswer ? error.message : 'It could not be asked; the log of the server says why.';
    await database.write(worker, (tx) => tx.query(sql`update audit_log_witnesses set error = ${words} where verifier = ${verifier}`));
  }
}

interface HeadRow {
  size: string;
  root: Buffer;
  note: string;
  at: Date;
  last_xact: string | null;
  last_seq: string | null;
}

/** The witnesses that lack a checkpoint; of several servers one gets each to ask, when it is due. */
async function claim(tx: Transaction, witnesses: readonly WitnessConfig[], size: string): Promise<Lacking[]> {
  const keys = witnesses.map(({ key }) => key);
  const lacking = await tx.query(
    sql<Lacking>`select key as verifier, coalesce(w.size, 0)::text as size,
        coalesce(w.tried_at < now() - interval '1 second' * (case when w.error is null then ${pauseSeconds}::int else ${failurePauseSeconds}::int end), true) as claimed
      from unnest(${keys}::text[]) key left join audit_log_witnesses w on w.verifier = key
      where not exists (select from audit_log_cosignatures k where k.verifier = key and k.size = ${size}::bigint)`,
  );
  const due = lacking.flatMap(({ verifier, claimed }) => (claimed ? verifier : []));
  if (due.length === 0) return lacking;
  const got = await tx.query(
    sql<{ verifier: string }>`insert into audit_log_witnesses as w (verifier, tried_at) select unnest(${due}::text[]), now()
      on conflict (verifier) do update set tried_at = now()
        where w.tried_at < now() - interval '1 second' * (case when w.error is null then ${pauseSeconds}::int else ${failurePauseSeconds}::int end)
      returning w.verifier`,
  );
  return lacking.map((one) => ({ ...one, claimed: got.some(({ verifier }) => verifier === one.verifier) }));
}

/** Tiles in transactions of their own: none stays open while somebody else's server thinks. */
const tilesIn = (database: Services['database']) =>
  cachedSubtreesOf((level, number) =>
    database.read(worker, async (tx) => {
      const [row] = await tx.query(
        sql<{ hashes: Buffer }>`select hashes from audit_log_tiles where level = ${level} and number = ${number}`,
      );
      return row?.hashes ?? Buffer.alloc(0);
    }),
  );

/** Keeps a cosignature, and the checkpoint that it is of, which a newer one may have taken away meanwhile. */
async function keep(tx: Transaction, verifier: string, head: HeadRow, { line, at }: Cosigned): Promise<void> {
  await tx.query(sql`insert into audit_log_checkpoints (size, root, note, at, last_xact, last_seq)
    values (${head.size}::bigint, ${head.root}, ${head.note}, ${head.at}, ${head.last_xact}::xid8, ${head.last_seq}::bigint) on conflict do nothing`);
  await tx.query(sql`insert into audit_log_cosignatures (size, verifier, line) values (${head.size}::bigint, ${verifier}, ${line})
    on conflict (size, verifier) do update set line = excluded.line, at = now()`);
  await tx.query(
    sql`update audit_log_witnesses set size = greatest(size, ${head.size}::bigint), cosigned_at = ${at}, error = null where verifier = ${verifier}`,
  );
}

export interface WitnessState {
  name: string;
  verifier: string;
  url: string;
  size?: number;
  lastCosignedAt?: string;
  lastError?: string;
}

/** The configured witnesses, with what the log knows of each. */
export function witnessStates(
  witnesses: readonly WitnessConfig[],
  rows: readonly { verifier: string; size: number; cosigned_at: string | null; error: string | null }[],
  isOperator: boolean,
): WitnessState[] {
  return witnesses.map(({ url, key }) => {
    const row = rows.find(({ verifier }) => verifier === key);
    return {
      name: parseVerifierKey(key).name,
      verifier: key,
      url,
      ...(row && row.size > 0 ? { size: row.size } : {}),
      ...(row?.cosigned_at ? { lastCosignedAt: new Date(row.cosigned_at).toISOString() } : {}),
      // What went wrong may name machines of the operators' network.
      ...(row?.error ? { lastError: isOperator ? row.error : 'It did not cosign when it was asked last.' } : {}),
    };
  });
}
