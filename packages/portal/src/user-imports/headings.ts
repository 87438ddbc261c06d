const headBytes = 64 * 1024;

/** The cells of the first row of a file that the server refused, to choose columns by hand; empty when they cannot be told apart. */
export async function readHeadings(file: File): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const line = decode(bytes)
    .split(/\r\n|\n|\r/)
    .find((candidate) => candidate.trim() !== '');
  if (!line) return [];
  const delimiter = ['\t', ';', ','].toSorted((one, other) => line.split(other).length - line.split(one).length)[0] ?? ',';
  return splitLine(line, delimiter);
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // `stream`: the cut may go through a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}
