import { open } from '../api.ts';
import { download } from '../ui/data-table/csv.ts';

export type ExportFormat = 'csv' | 'jsonl';
export type Delimiter = ',' | ';' | 'tab';

export interface ExportView {
  /** RQL; absent for everything. */
  filter: string | undefined;
  /** `timestamp` or `-timestamp`. */
  order: string;
}

export interface ExportProgress {
  records: number;
  total: number;
  bytes: number;
}

export interface ExportOptions extends ExportView {
  format: ExportFormat;
  delimiter: Delimiter;
  /** Of the file, without its end. */
  name: string;
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

/** The file stopped before its end; nothing of it was saved. */
export class BrokenExport extends Error {}

/** Reads an export piece by piece, then saves it as a file. Answers how many records it holds. */
export async function saveExport({ format, delimiter, filter, order, name, signal, onProgress }: ExportOptions): Promise<number> {
  // The byte order mark is what makes spreadsheets on Windows read the file as UTF-8.
  const query = { order, ...(format === 'csv' ? { delimiter, bom: 1 } : {}) };
  const answer = await open('GET', `/public/v1/audit/records/export.${format}`, { query, filter, signal });
  const total = Number(answer.headers.get('tenantry-total'));
  const count = lineCounter(format === 'csv');
  const header = format === 'csv' ? 1 : 0;
  const pieces = new Pieces();
  let lines = 0;
  for await (const piece of piecesOf(answer, signal)) {
    lines += count(piece);
    pieces.add(piece);
    onProgress({ records: Math.max(0, lines - header), total, bytes: pieces.bytes });
  }
  const records = lines - header;
  signal.throwIfAborted();
  if (records !== total) throw new BrokenExport(`${records} of ${total}`);
  download(`${name}.${format}`, pieces.whole(), answer.headers.get('content-type') ?? '');
  return records;
}

// By the reader: not every browser can iterate over a body.
async function* piecesOf(answer: Response, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = answer.body?.getReader();
  // The server is told at once that nobody reads on.
  signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined), { once: true });
  for (;;) {
    const next = await reader?.read().catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new BrokenExport();
    });
    if (!next || next.done) return;
    yield next.value;
  }
}

const foldedBytes = 32 * 1024 * 1024;

/** What has come so far. Folded into one Blob now and then, which a browser may keep outside of its memory. */
class Pieces {
  bytes = 0;
  #loose: BlobPart[] = [];
  #looseBytes = 0;

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.bytes += piece.length;
    this.#looseBytes += piece.length;
    this.#loose.push(piece);
    if (this.#looseBytes < foldedBytes) return;
    this.#loose = [this.whole()];
    this.#looseBytes = 0;
  }

  whole(): Blob {
    return new Blob(this.#loose);
  }
}

/** Counts the lines of the pieces that it is given; with `quotes` those inside of quoted cells are part of their cell. */
export function lineCounter(quotes: boolean): (piece: Uint8Array) => number {
  let quoted = false;
  return (piece) => {
    let lines = 0;
    for (const byte of piece) {
      if (byte === 0x22) quoted = quotes && !quoted;
      else if (byte === 0x0a && !quoted) lines += 1;
    }
    return lines;
  };
}
