import { type MonthHeader, monthFormat } from '@tenantry/tlog';
import type { Caller } from '../core/context.ts';
import { type Sql, sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { LongRead } from '../core/long-read.ts';
import { invalid } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import type { StreamAnswer } from '../core/stream-answer.ts';
import { type ProvingCheckpoint, proofsOf, provingCheckpoints, subtreesIn } from './evidence.ts';
import { recordColumns, type StoredRecord } from './record.ts';

interface Exported {
  tx: Transaction;
  caller: Caller;
  recorder: Recorder;
  services: Services;
  gone: AbortSignal;
}

/** Few, because the hashing between two reads holds up everybody else. */
const batch = 50;

/** What proves each record of a month that the caller sees, one line after the other. 400 for what is no month. */
export async function monthEvidence({ tx, caller, recorder, services, gone }: Exported, month: string): Promise<StreamAnswer> {
  const within = timesOf(month);
  return services.database.longRead(tx.context, gone, async (read) => {
    const { checkpoint, total } = await checkpointFor(read.tx, within);
    await recordEvent(
      tx,
      recorder,
      { type: 'AuditRecord', id: month, name: month, ...(caller.account ? { account: caller.account.id } : {}) },
      {
        event: 'platform.audit.record.evidence_exported',
        summary: 'Evidence of a month exported',
        details: `{{actor.name}} exported the evidence of ${total} audit records of {{object.id}}`,
        documents: { evidence: { month, records: total } },
      },
    );
    const header: MonthHeader = { format: monthFormat, month, records: total, checkpoint: checkpoint.note };
    return { stream: read.stream(pieces(read, header, checkpoint, within)), fileName: `evidence-${month}.jsonl`, total };
  });
}

/** SQL of the month's records; the bounds as constants, so that other months are not looked at. */
function timesOf(month: string): Sql {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || Number(year) < 1970) throw invalid({ month: ['Must be a month such as 2026-11.'] });
  const next =
    number === '12' ? `${String(Number(year) + 1).padStart(4, '0')}-01` : `${year}-${String(Number(number) + 1).padStart(2, '0')}`;
  return sql`t.at >= ${sql.lit(`${month}-01T00:00:00Z`)} and t.at < ${sql.lit(`${next}-01T00:00:00Z`)}`;
}

const isBeyond = ({ last_xact, last_seq }: ProvingCheckpoint): Sql => sql`(t.xact, t.seq) > (${last_xact}::xid8, ${last_seq}::bigint)`;

/** The checkpoint that all lines lead to, and how many there are. What is beyond the newest is not in the tree yet, and stays out. */
async function checkpointFor(tx: Transaction, within: Sql): Promise<{ checkpoint: ProvingCheckpoint; total: number }> {
  const checkpoints = await provingCheckpoints(tx);
  const count = async (condition: Sql): Promise<number> => {
    const [row] = await tx.query(sql<{ count: string }>`select count(*)::text as count from events t where ${condition}`);
    return Number(row!.count);
  };
  const all = await count(within);
  for (const checkpoint of checkpoints) {
    const beyond = await count(sql`${isBeyond(checkpoint)} and ${within}`);
    if (beyond === 0) return { checkpoint, total: all };
  }
  const newest = checkpoints.at(-1)!;
  return { checkpoint: newest, total: all - (await count(sql`${isBeyond(newest)} and ${within}`)) };
}

async function* pieces(read: LongRead, header: MonthHeader, checkpoint: ProvingCheckpoint, within: Sql): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  const subtrees = subtreesIn(read.tx);
  const records = sql<StoredRecord>`select ${recordColumns} from events t where ${within} and not ${isBeyond(checkpoint)} order by t.at, t.seq`;
  for await (const rows of read.rows(records, batch)) {
    const lines = await proofsOf(read.tx, rows, subtrees, checkpoint.size);
    yield lines
      .map((line, i) => {
        // The file breaks off here, rather than to leave out what cannot be proved.
        if (!line) throw new Error(`record ${rows[i]!.id} is not in the log: verify it`);
        return `${JSON.stringify(line)}\n`;
      })
      .join('');
  }
}
