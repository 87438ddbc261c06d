import { afterLineEnd, type CellDelimiter, endOfLine, readCells } from './cells.ts';
import { fieldOfHeading } from './headings.ts';
import { PeopleFileError } from './people-file-error.ts';

// No pipe: it separates the groups within a cell.
const delimiters: CellDelimiter[] = [',', ';', '\t'];

/** The delimiter of a file and where its heading row starts: found by the headings it yields, or told by the `sep=` line that spreadsheets write. */
export function detectDelimiter(text: string): { delimiter: CellDelimiter; from: { offset: number; line: number } } {
  const from = { offset: 0, line: 1 };
  while (from.offset < text.length && endOfLine(text, from.offset) === from.offset) {
    from.offset = afterLineEnd(text, from.offset);
    from.line += 1;
  }
  const lineEnd = endOfLine(text, from.offset);
  const told = /^"?sep=(.)"?$/iu.exec(text.slice(from.offset, Math.min(lineEnd, from.offset + 10)))?.[1];
  if (told !== undefined) {
    const delimiter = delimiters.find((candidate) => candidate === told);
    if (!delimiter) throw notADelimiter(told);
    return { delimiter, from: { offset: afterLineEnd(text, lineEnd), line: from.line + 1 } };
  }
  const ranked = delimiters.map((delimiter) => ({ delimiter, ...scoreOf(headingCells(text, delimiter, from)) }));
  // Recognised headings first, since a heading may itself hold a comma ("Name, first"); the number of columns where no heading is known.
  ranked.sort((one, other) => other.recognised - one.recognised || other.columns - one.columns);
  const winner = ranked[0] ?? { delimiter: ',', recognised: 0, columns: 0 };
  if (winner.columns < 2 && scoreOf(text.slice(from.offset, Math.min(lineEnd, from.offset + 2000)).split('|')).recognised > 1)
    throw notADelimiter('|');
  return { delimiter: winner.delimiter, from };
}

function headingCells(text: string, delimiter: CellDelimiter, from: { offset: number; line: number }): string[] {
  const first = readCells(text, delimiter, from).next().value;
  return first && 'cells' in first ? first.cells : [];
}

function scoreOf(cells: string[]): { recognised: number; columns: number } {
  return {
    recognised: new Set(
      cells
        .slice(0, 500)
        .map((cell) => fieldOfHeading(cell)?.field)
        .filter(Boolean),
    ).size,
    columns: cells.length,
  };
}

function notADelimiter(found: string): PeopleFileError {
  return new PeopleFileError(
    'delimiter',
    `The columns are separated by “${found}”; use a comma, a semicolon or a tab (“|” separates groups).`,
  );
}
