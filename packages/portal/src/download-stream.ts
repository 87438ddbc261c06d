import { api, type CallOptions } from './api.ts';

export interface StreamProgress {
  lines: number;
  bytes: number;
  /** Records in all, when the server says so. */
  total: number | undefined;
}

export interface StreamedFile {
  /** As the server calls it. */
  name: string | undefined;
  blob: Blob;
  lines: number;
}

/** The file stopped before its end. */
export class BrokenFile extends Error {}

export interface StreamOptions extends CallOptions {
  onProgress: (progress: StreamProgress) => void;
  /** Line ends in quoted cells are part of their cell. */
  isCsv?: boolean;
}

/** Reads a file that the server streams, and says how far it is. Throws `ApiError` like every call, and `BrokenFile` when it ends in the middle. */
export async function streamFile(path: string, { onProgress, isCsv = false, ...options }: StreamOptions): Promise<StreamedFile> {
  const answer = await api.file(path, options);
  const total = Number(answer.headers.get('tenantry-total') ?? Number.NaN);
  const count = lineCounter(isCsv);
  const pieces = new Pieces(answer.headers.get('content-type') ?? 'application/octet-stream');
  let lines = 0;
  let told = 0;
  for await (const piece of piecesOf(answer, options.signal)) {
    pieces.add(piece);
    lines += count(piece);
    // Often enough to look alive, and not for each of thousands of small pieces.
    if (Date.now() - told <= 100) continue;
    told = Date.now();
    onProgress({ lines, bytes: pieces.bytes, total: Number.isNaN(total) ? undefined : total });
  }
  options.signal?.throwIfAborted();
  return { name: fileName(answer.headers.get('content-disposition')), blob: pieces.whole(), lines };
}

// By the reader: not every browser can iterate over a body.
async function* piecesOf({ body }: Response, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  // The server is told at once that nobody reads on.
  signal?.addEventListener('abort', () => void reader?.cancel().catch(() => undefined), { once: true });
  for (;;) {
    const next = await reader?.read().catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new BrokenFile();
    });
    if (!next || next.done) return;
    yield next.value;
  }
}

const foldedBytes = 32 * 1024 * 1024;

/** What has come so far. Folded into one Blob now and then, which a browser may keep outside of its memory. */
class Pieces {
  bytes = 0;
  readonly #type: string;
  #loose: BlobPart[] = [];
  #looseBytes = 0;

  constructor(type: string) {
    this.#type = type;
  }

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.bytes += piece.length;
    this.#looseBytes += piece.length;
    this.#loose.push(piece);
    if (this.#looseBytes < foldedBytes) return;
    this.#loose = [this.whole()];
    this.#looseBytes = 0;
  }

  whole(): Blob {
    return new Blob(this.#loose, { type: this.#type });
  }
}

/** Counts the lines of the pieces that it is given one after the other. */
export function lineCounter(isCsv: boolean): (piece: Uint8Array) => number {
  let quoted = false;
  return (piece) => {
    let lines = 0;
    for (const byte of piece) {
      if (byte === 0x22) quoted = isCsv && !quoted;
      else if (byte === 0x0a && !quoted) lines += 1;
    }
    return lines;
  };
}

const fileName = (disposition: string | null): string | undefined => /filename="([^"]+)"/.exec(disposition ?? '')?.[1];
