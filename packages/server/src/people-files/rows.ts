import { type CellDelimiter, type CellRecord, readCells } from './cells.ts';
import { storable } from './characters.ts';
import { type ColumnMapping, findColumns, type PeopleColumns } from './columns.ts';
import { decodePeopleFile, type PeopleFileEncoding } from './decode.ts';
import { detectDelimiter } from './delimiter.ts';
import { PeopleFileError } from './people-file-error.ts';
import { readPerson } from './person.ts';
import type { PersonRow } from './person-row.ts';
import { phoneCountry } from './phone-number.ts';

export interface ReadPeopleOptions {
  mapping?: ColumnMapping;
  /** People are created ready to sign in: a column of argon2id hashes is needed. Without it such a column is not read. */
  active?: boolean;
  /** ISO 3166-1 alpha-2 code for phone numbers in local form; without it they are kept as digits. */
  defaultCountry?: string;
}

export interface PeopleFile {
  encoding: PeopleFileEncoding;
  delimiter: CellDelimiter;
  headings: string[];
  columns: PeopleColumns;
  rows: PersonRow[];
}

const headingsMax = 500;

/**
 * Reads a list of people: one outcome per row that is not blank, in file order. Of the good rows with one address (in any case) the first is 'ok', the
 * others are duplicates; a faulty row does not hold its address, so a later good row is not lost. Throws only PeopleFileError, for the file as a whole.
 * Groups stay names here: planGroups decides about them.
 */
export function readPeople(bytes: Uint8Array, options: ReadPeopleOptions = {}): PeopleFile {
  const country = phoneCountry(options.defaultCountry);
  const { text, encoding } = decodePeopleFile(bytes);
  const { delimiter, from } = detectDelimiter(text);
  const records = readCells(text, delimiter, from);
  const headings = readHeadings(records);
  const columns = findColumns(headings, options);

  const rows: PersonRow[] = [];
  const firstLines = new Map<string, number>();
  for (const record of records) {
    if ('cells' in record && record.cells.every((cell) => cell.trim() === '')) continue;
    const { line } = record;
    const raw = ('cells' in record ? record.cells : [record.raw]).map(storable);
    if ('fault' in record) {
      rows.push({ line, raw, outcome: 'error', reason: 'broken-quote', message: brokenQuote(record.fault) });
      continue;
    }
    const person = readPerson(record.cells, { columns, columnCount: headings.length, country });
    if ('reason' in person) {
      rows.push({ line, raw, outcome: 'error', ...person });
      continue;
    }
    const firstLine = firstLines.get(person.key);
    if (firstLine === undefined) {
      firstLines.set(person.key, line);
      rows.push({ line, raw, outcome: 'ok', ...person });
    } else rows.push({ line, raw, outcome: 'duplicate', email: person.email, firstLine });
  }
  return { encoding, delimiter, headings, columns, rows };
}

function readHeadings(records: Generator<CellRecord>): string[] {
  const first = records.next();
  if (first.done) throw new PeopleFileError('empty', 'The file is empty.');
  if ('fault' in first.value) {
    throw new PeopleFileError(
      'heading-broken',
      `The headings in line ${first.value.line} cannot be read. ${brokenQuote(first.value.fault)}`,
    );
  }
  const headings = first.value.cells.map(storable);
  if (headings.length > headingsMax) {
    throw new PeopleFileError('heading-broken', `Line ${first.value.line} has ${headings.length} cells; this is not a list of people.`);
  }
  return headings;
}

function brokenQuote(fault: 'unclosed-quote' | 'text-after-quote'): string {
  return fault === 'unclosed-quote' ? 'A quote is opened and never closed.' : 'A closing quote is followed by more text.';
}
