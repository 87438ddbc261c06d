import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { faultUnder, isEvidenceLine } from './evidence.ts';
import type { Verifier } from './note.ts';

export const monthFormat = 'tenantry-evidence-month-1';

/** The first line of a month's evidence (JSON Lines); after it comes an `EvidenceLine` for each record, in the order of their timestamps. */
export interface MonthHeader {
  format: typeof monthFormat;
  /** `2026-11`, UTC. */
  month: string;
  /** How many records follow. */
  records: number;
  /** The signed note that all of them lead to. */
  checkpoint: string;
}

export interface VerifiedMonth {
  header: MonthHeader;
  checkpoint: Checkpoint;
  /** The first fault with its line, in words, or nothing. */
  fault?: string;
}

/** Whether a line is the header of a month's evidence. */
export function monthHeaderOf(line: string): MonthHeader | undefined {
  const value = parsed(line) as Partial<MonthHeader> | undefined;
  const isHeader =
    value?.format === monthFormat &&
    /^\d{4}-\d{2}$/.test(String(value.month)) &&
    Number.isSafeInteger(value.records) &&
    typeof value.checkpoint === 'string';
  return isHeader ? (value as MonthHeader) : undefined;
}

/**
 * Reads a month's evidence line by line: each record must lead to the one checkpoint, belong to the month, stand after the one before it and
 * be there once, and there must be as many as the header says. Throws when there is no header, or a stranger signed its checkpoint.
 */
export async function verifyMonth(lines: AsyncIterable<string> | Iterable<string>, verifiers: readonly Verifier[]): Promise<VerifiedMonth> {
  let header: MonthHeader | undefined;
  let checkpoint: Checkpoint | undefined;
  const order = new Order();
  let number = 0;
  let records = 0;
  for await (const line of lines) {
    number++;
    if (!header || !checkpoint) {
      header = monthHeaderOf(line);
      if (!header) throw new Error('this is no evidence of a month: its first line is not the header');
      checkpoint = openCheckpoint(header.checkpoint, verifiers);
      continue;
    }
    if (line === '') continue;
    const value = parsed(line);
    if (!isEvidenceLine(value))
      return { header, checkpoint, fault: `line ${number} is no evidence of a record; the file may be cut off there` };
    const fault = faultUnder(checkpoint, value) ?? order.faultOf(value.record, value.index, header.month);
    if (fault) return { header, checkpoint, fault: `line ${number}: ${fault}` };
    records++;
  }
  if (!header || !checkpoint) throw new Error('this is no evidence of a month: it is empty');
  if (records === header.records) return { header, checkpoint };
  return { header, checkpoint, fault: `the header says ${header.records} records, and there are ${records}: the file is not whole` };
}

/** What has been read so far: where in time, and which entries. */
class Order {
  #last = '';
  /** A bit for each entry, in pages, so that ten million of them are little. */
  readonly #seen = new Map<number, Uint8Array>();

  faultOf(record: Record<string, unknown>, index: number, month: string): string | undefined {
    const { id, timestamp } = record as { id: unknown; timestamp: unknown };
    if (typeof timestamp !== 'string' || !timestamp.startsWith(`${month}-`)) return `record ${String(id)} is not of ${month}`;
    if (this.#take(index)) return `record ${String(id)} is there twice`;
    if (timestamp < this.#last) return `record ${String(id)} stands after a later one: lines were swapped`;
    this.#last = timestamp;
    return undefined;
  }

  /** Notes an entry; true when it was there before. */
  #take(index: number): boolean {
    const pageBits = 65_536;
    const at = index % pageBits;
    const number = (index - at) / pageBits;
    const page = this.#seen.get(number) ?? new Uint8Array(pageBits / 8);
    this.#seen.set(number, page);
    const bit = 1 << (at % 8);
    const before = (page[at >> 3]! & bit) !== 0;
    page[at >> 3]! |= bit;
    return before;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
