import { api, type CallOptions } from '../api.ts';

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

/** Reads a file that the server streams, and says how far it is. Throws `ApiError` like every call; one that ends in the middle throws too. */
export async function streamFile(
  path: string,
  { onProgress, ...options }: CallOptions & { onProgress: (progress: StreamProgress) => void },
): Promise<StreamedFile> {
  const answer = await api.file(path, options);
  const total = Number(answer.headers.get('tenantry-total') ?? Number.NaN);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [lines, bytes] = [0, 0];
  const reader = answer.body?.getReader();
  for (let told = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    lines += value.reduce((count, byte) => count + (byte === newline ? 1 : 0), 0);
    // Often enough to look alive, and not for each of thousands of small pieces.
    if (Date.now() - told > 100) {
      told = Date.now();
      onProgress({ lines, bytes, total: Number.isNaN(total) ? undefined : total });
    }
  }
  const blob = new Blob(parts, { type: answer.headers.get('content-type') ?? 'application/octet-stream' });
  return { name: fileName(answer.headers.get('content-disposition')), blob, lines };
}

const newline = 0x0a;

const fileName = (disposition: string | null): string | undefined => /filename="([^"]+)"/.exec(disposition ?? '')?.[1];
