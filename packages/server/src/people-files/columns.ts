import { fieldNames, fieldOfHeading, headingKey, type PersonField } from './headings.ts';
import { PeopleFileError, quote } from './people-file-error.ts';

/** Columns chosen by hand: a heading, a 0-based position, or null for "leave this field out". Overrides what the headings say. */
export type ColumnMapping = Partial<Record<PersonField, string | number | null>>;

export interface PeopleColumn {
  index: number;
  heading: string;
}

export type PeopleColumns = Partial<Record<PersonField, PeopleColumn>>;

const fields = Object.keys(fieldNames) as PersonField[];

/**
 * Which column holds which field. Throws PeopleFileError when a needed column is missing, a heading chosen by hand is not there, or two headings mean
 * the same field. Needed: e-mail, first and last name, and with `active` the password hash, which is otherwise never read.
 */
export function findColumns(headings: string[], options: { mapping?: ColumnMapping; active?: boolean } = {}): PeopleColumns {
  const mapping = options.mapping ?? {};
  const columns: PeopleColumns = {};
  for (const field of fields) {
    const choice = mapping[field];
    if (choice !== undefined && choice !== null) columns[field] = chosenColumn(headings, field, choice);
  }
  refuseSharedColumns(columns);
  const taken = new Set(Object.values(columns).map((column) => column.index));
  for (const field of fields) {
    if (mapping[field] !== undefined) continue;
    const column = headedColumn(headings, field, taken);
    if (column) columns[field] = column;
  }
  if (!options.active) delete columns.passwordHash;
  for (const field of needed(options.active ?? false)) {
    if (!columns[field]) throw missingColumn(headings, field);
  }
  return columns;
}

function needed(active: boolean): PersonField[] {
  return active ? ['email', 'firstName', 'lastName', 'passwordHash'] : ['email', 'firstName', 'lastName'];
}

function headedColumn(headings: string[], field: PersonField, taken: Set<number>): PeopleColumn | undefined {
  for (const wanted of [false, true]) {
    const found = headings
      .map((heading, index) => ({ heading: heading.trim(), index }))
      .filter((column) => {
        const meaning = fieldOfHeading(column.heading);
        return meaning?.field === field && meaning.fallback === wanted && !taken.has(column.index);
      });
    const [first, second] = found;
    if (first && second) {
      throw new PeopleFileError(
        'column-duplicate',
        `Two columns look like ${fieldNames[field]}: ${named(first)} and ${named(second)}. Choose one by hand or rename the other.`,
      );
    }
    if (first) return first;
  }
  return undefined;
}

function chosenColumn(headings: string[], field: PersonField, choice: string | number): PeopleColumn {
  const matches = (test: (heading: string) => boolean) => headings.flatMap((heading, index) => (test(heading) ? [index] : []));
  let found: number[];
  if (typeof choice === 'number') found = headings[choice] === undefined ? [] : [choice];
  else {
    found = matches((heading) => heading.trim() === choice.trim());
    if (found.length === 0 && headingKey(choice) !== '') found = matches((heading) => headingKey(heading) === headingKey(choice));
  }
  const [index, second] = found;
  if (index === undefined) {
    const wanted = typeof choice === 'number' ? `column ${choice + 1}` : `a column ${quote(choice)}`;
    throw new PeopleFileError(
      'column-unknown',
      `The file has no ${wanted.replace(/^a /u, '')} for ${fieldNames[field]}. ${listed(headings)}`,
    );
  }
  if (second !== undefined) {
    const [one, two] = [index, second].map((at) => named({ index: at, heading: headings[at] ?? '' }));
    throw new PeopleFileError(
      'column-duplicate',
      `The heading chosen for ${fieldNames[field]} is there twice: ${one} and ${two}. Choose by position.`,
    );
  }
  return { index, heading: (headings[index] ?? '').trim() };
}

function refuseSharedColumns(columns: PeopleColumns): void {
  const owner = new Map<number, PersonField>();
  for (const field of fields) {
    const column = columns[field];
    if (!column) continue;
    const other = owner.get(column.index);
    if (other) {
      throw new PeopleFileError('column-duplicate', `${named(column)} was chosen for both ${fieldNames[other]} and ${fieldNames[field]}.`);
    }
    owner.set(column.index, field);
  }
}

function missingColumn(headings: string[], field: PersonField): PeopleFileError {
  return new PeopleFileError(
    'column-missing',
    `No column was found for ${fieldNames[field]}. ${listed(headings)} Choose the column by hand.`,
  );
}

function listed(headings: string[]): string {
  const shown = headings.slice(0, 30).map((heading) => quote(heading.trim(), 40));
  return `The first row holds ${shown.join(', ')}${headings.length > shown.length ? ' and more' : ''}.`;
}

function named(column: PeopleColumn): string {
  return `${quote(column.heading.trim(), 40)} (column ${column.index + 1})`;
}
