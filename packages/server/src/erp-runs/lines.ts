import type { Entry } from './source.ts';

/** A customer record has a few hundred bytes; what is longer by far is no record, and must not fill the memory. */
export const lineBytesMax = 64 * 1024;

const newline = 0x0a;

/** The JSON values of JSON Lines, each with the number of its line. Holds one line at a time, however large the file is. */
export async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  let line = 0;
  let pieces: Uint8Array[] = [];
  let length = 0;
  const take = (piece: Uint8Array) => {
    length += piece.length;
    // Of a line that is too long nothing is kept but its length.
    if (length > lineBytesMax) pieces = [];
    else pieces.push(piece);
  };
  const end = (): Entry | undefined => {
    line++;
    const entry =
      length > lineBytesMax ? { line, fault: `is longer than ${lineBytesMax / 1024} KiB` } : entryOf(line, Buffer.concat(pieces));
    pieces = [];
    length = 0;
    return entry;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      take(chunk.subarray(from, at));
      from = at + 1;
      const entry = end();
      if (entry) yield entry;
    }
    take(chunk.subarray(from));
  }
  const last = length > 0 ? end() : undefined;
  if (last) yield last;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function entryOf(line: number, bytes: Uint8Array): Entry | undefined {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { line, fault: 'is not UTF-8' };
  }
  if (text.trim() === '') return undefined;
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, fault: 'is not JSON' };
  }
}
