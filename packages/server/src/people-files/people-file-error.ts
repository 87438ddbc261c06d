export type PeopleFileFault =
  | 'empty'
  | 'excel-workbook'
  | 'not-text'
  | 'encoding'
  | 'delimiter'
  | 'heading-broken'
  | 'column-missing'
  | 'column-duplicate'
  | 'column-unknown'
  | 'group-unknown'
  | 'country-unknown';

/** The file as a whole, or a choice made for it, cannot be used. Its message is one sentence for the person who uploaded it; rows never throw. */
export class PeopleFileError extends Error {
  readonly code: PeopleFileFault;

  constructor(code: PeopleFileFault, message: string) {
    super(message);
    this.name = 'PeopleFileError';
    this.code = code;
  }
}

/** A value from the file, quoted for a message and cut so that a file of one huge cell cannot make a huge answer. */
export function quote(value: string, lengthMax = 60): string {
  const characters = [...value.slice(0, lengthMax * 2 + 2)];
  return characters.length > lengthMax ? `“${characters.slice(0, lengthMax).join('')}…”` : `“${value}”`;
}
