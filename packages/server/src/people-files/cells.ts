// Our own reader, because csv-parse 7 recovers at the wrong place: with `skip_records_with_error` it drops everything between an opening quote and the
// place where the fault shows (five good people, in the sample that made us try), and after a quote that never closes it reads nothing more.
// Here a broken quote costs one physical line.

export type CellDelimiter = ',' | ';' | '\t';

export type CellRecord = { line: number; cells: string[] } | { line: number; fault: 'unclosed-quote' | 'text-after-quote'; raw: string };

/**
 * Rows of delimited text in file order, `line` being the 1-based physical line where a row starts (CRLF, LF and CR each end one). Empty lines are passed
 * over. A quoted cell whose closing quote is not followed by a delimiter, a line end or the end of the text makes its first line faulty, and reading
 * resumes at the next physical line; so does a quote that never closes. Linear time.
 */
export function* readCells(text: string, delimiter: CellDelimiter, from = { offset: 0, line: 1 }): Generator<CellRecord> {
  const dead: DeadCells = new Map();
  let offset = from.offset;
  let line = from.line;
  let columns: number | undefined;
  let rereadBefore = 0;
  while (offset < text.length) {
    const lineEnd = endOfLine(text, offset);
    if (lineEnd > offset) {
      const record = readRecord(text, offset, lineEnd, delimiter, dead);
      const swallowed =
        'cells' in record && offset >= rereadBefore && columns !== undefined && swallowsRows(text, lineEnd, record, delimiter, columns);
      // Each stretch is read a second time at most once, or a hostile file could make every line read all that follow.
      if (swallowed) rereadBefore = record.end;
      if ('cells' in record && !swallowed) {
        columns ??= record.cells.length;
        yield { line, cells: record.cells };
        line += countLineEnds(text, lineEnd, record.end) + 1;
        offset = afterLineEnd(text, record.end);
        continue;
      }
      yield { line, fault: 'fault' in record ? record.fault : 'unclosed-quote', raw: text.slice(offset, lineEnd) };
    }
    line += 1;
    offset = afterLineEnd(text, lineEnd);
  }
}

/** Where the physical line that contains `offset` ends: the offset of its line end, or the length of the text. */
export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text, end)) end += 1;
  return end;
}

/** The first offset after the line end at `offset`; CRLF is one line end. */
export function afterLineEnd(text: string, offset: number): number {
  return text[offset] === '\r' && text[offset + 1] === '\n' ? offset + 2 : offset + 1;
}

// Where a cell starts → where the row through it failed. A row is read the same way from a given cell on, so a later row that arrives at such a cell
// fails there too and need not read on: without this memory a file of unclosed quotes takes quadratic time.
type DeadCells = Map<number, number>;

type ReadRecord = { cells: string[]; end: number } | { fault: 'unclosed-quote' | 'text-after-quote' };

function readRecord(text: string, offset: number, lineEnd: number, delimiter: CellDelimiter, dead: DeadCells): ReadRecord {
  const cells: string[] = [];
  const laterStarts: number[] = [];
  let start = offset;
  for (;;) {
    if (start > lineEnd) laterStarts.push(start);
    const known = dead.get(start);
    const cell = known === undefined ? readCell(text, start, delimiter) : { failedAt: known };
    if ('failedAt' in cell) {
      for (const later of laterStarts) dead.set(later, cell.failedAt);
      return { fault: cell.failedAt > lineEnd ? 'unclosed-quote' : 'text-after-quote' };
    }
    cells.push(cell.value);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end };
    start = cell.end + 1;
  }
}

function readCell(text: string, start: number, delimiter: CellDelimiter): { value: string; end: number } | { failedAt: number } {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== delimiter && !isLineEnd(text, end)) end += 1;
    return { value: text.slice(start, end), end };
  }
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return { failedAt: Number.POSITIVE_INFINITY };
  const end = close + 1;
  if (end < text.length && text[end] !== delimiter && !isLineEnd(text, end)) return { failedAt: end };
  return { value: text.slice(start + 1, close).replaceAll('""', '"'), end };
}

// A quote left open can close by accident at a later row's opening quote (`…,", then more"`). Signs of it: the wrong number of cells and a swallowed line
// that could be a whole row; or the right number, and a cell that ends in a delimiter and has such a line well inside. A note may look like one of them.
function swallowsRows(
  text: string,
  firstEnd: number,
  record: { cells: string[]; end: number },
  delimiter: CellDelimiter,
  columns: number,
): boolean {
  if (record.end === firstEnd || columns < 2) return false;
  if (record.cells.length !== columns) return rowLike(text.slice(firstEnd, record.end).split(/[\r\n]/u), delimiter, columns);
  return record.cells.some((cell) => cell.endsWith(delimiter) && rowLike(cell.split(/[\r\n]/u).slice(1, -1), delimiter, columns));
}

function rowLike(lines: string[], delimiter: CellDelimiter, columns: number): boolean {
  return lines.some((line) => line.split(delimiter).length >= columns);
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let offset = from; offset < to; offset = isLineEnd(text, offset) ? afterLineEnd(text, offset) : offset + 1) {
    if (isLineEnd(text, offset)) count += 1;
  }
  return count;
}

function isLineEnd(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 10 || code === 13;
}
