import type { PhoneCountry } from '@tenantry/addresses/phones';
import { forbiddenCharacter, forbiddenNoteCharacter } from './characters.ts';
import type { PeopleColumns } from './columns.ts';
import { addressFault, addressKey } from './email-address.ts';
import { groupKey } from './group-key.ts';
import { fieldNames, type PersonField } from './headings.ts';
import { isArgon2idHash } from './password-hash.ts';
import { quote } from './people-file-error.ts';
import type { FilePerson, RowReason } from './person-row.ts';
import { readPhone } from './phone-number.ts';

export interface PersonError {
  reason: RowReason;
  field?: PersonField;
  message: string;
}

interface Reading {
  columns: PeopleColumns;
  columnCount: number;
  country: PhoneCountry | undefined;
}

/** The person in one row, or the first reason why there is none. */
export function readPerson(cells: string[], reading: Reading): FilePerson | PersonError {
  const fault = countFault(cells, reading.columnCount) ?? characterFault(cells, reading.columns);
  if (fault) return fault;

  const value = (field: PersonField) => cellValue(cells, reading.columns, field);
  const email = value('email');
  if (email === '') return { reason: 'email-missing', field: 'email', message: 'The e-mail address is missing.' };
  const emailFault = addressFault(email);
  if (emailFault) return { reason: 'email-invalid', field: 'email', message: `The e-mail address ${quote(email)} ${emailFault}.` };

  const [firstName, lastName] = [value('firstName'), value('lastName')];
  const nameError =
    nameFault('firstName', firstName) ?? nameFault('lastName', lastName) ?? hashFault(reading.columns, value('passwordHash'));
  if (nameError) return nameError;

  const person: FilePerson = { email, key: addressKey(email), firstName, lastName, groups: groupNames(value('groups')), warnings: [] };
  if (reading.columns.passwordHash) person.passwordHash = value('passwordHash');
  if (value('phone') !== '') {
    const { phone, warning } = readPhone(value('phone'), reading.country);
    if (phone) person.phone = phone;
    if (warning) person.warnings.push({ code: phone ? 'phone-extension-left-out' : 'phone-left-out', message: warning });
  }
  return person;
}

// Trimming takes no-break spaces and byte order marks too. An apostrophe before a formula character is the guard that exports put there (ours too), not
// part of the value.
function cellValue(cells: string[], columns: PeopleColumns, field: PersonField): string {
  const column = columns[field];
  return column ? (cells[column.index] ?? '').trim().replace(/^'(?=[=+\-@])/u, '') : '';
}

function countFault(cells: string[], columnCount: number): PersonError | undefined {
  const counted = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the headings ${columnCount}.`;
  if (cells.length < columnCount) return { reason: 'too-few-cells', message: `The row has ${counted}` };
  // Spreadsheets leave empty cells behind where a column was deleted.
  if (cells.slice(columnCount).some((cell) => cell.trim() !== '')) return { reason: 'too-many-cells', message: `The row has ${counted}` };
  return undefined;
}

function characterFault(cells: string[], columns: PeopleColumns): PersonError | undefined {
  const fields = Object.keys(columns) as PersonField[];
  for (const field of fields) {
    const name = fieldNames[field];
    const parts = field === 'groups' ? cellValue(cells, columns, field).split('|') : [cellValue(cells, columns, field)];
    for (const part of parts) {
      const found = forbiddenCharacter(part.trim());
      if (found) return { reason: 'control-character', field, message: `${name} contains ${found}.` };
      if (part.includes('\ufffd')) {
        return { reason: 'unreadable-character', field, message: `${name} contains a character that could not be read (U+FFFD).` };
      }
    }
  }
  const used = new Set(Object.values(columns).map((column) => column.index));
  for (const [index, cell] of cells.entries()) {
    const found = used.has(index) ? undefined : forbiddenNoteCharacter(cell);
    if (found) return { reason: 'control-character', message: `Column ${index + 1} contains ${found}.` };
  }
  return undefined;
}

// Names are data: one that looks like a formula is as good as any other.
function nameFault(field: 'firstName' | 'lastName', name: string): PersonError | undefined {
  const reason = field === 'firstName' ? 'first-name' : 'last-name';
  if (name === '') return { reason: `${reason}-missing`, field, message: `The ${fieldNames[field].toLowerCase()} is missing.` };
  if (name.length > 100 && (name.length > 200 || [...name].length > 100)) {
    return { reason: `${reason}-too-long`, field, message: `The ${fieldNames[field].toLowerCase()} is longer than 100 characters.` };
  }
  return undefined;
}

function hashFault(columns: PeopleColumns, hash: string): PersonError | undefined {
  if (!columns.passwordHash) return undefined;
  if (hash === '') return { reason: 'hash-missing', field: 'passwordHash', message: 'The password hash is missing.' };
  if (isArgon2idHash(hash)) return undefined;
  // The value stays out of the message: it may be a password.
  return {
    reason: 'hash-invalid',
    field: 'passwordHash',
    message: 'The password hash is not an argon2id hash ($argon2id$v=19$m=…,t=…,p=…$salt$hash).',
  };
}

function groupNames(cell: string): string[] {
  const names = new Map<string, string>();
  for (const part of cell.split('|')) {
    const name = part.trim();
    if (name !== '' && !names.has(groupKey(name))) names.set(groupKey(name), name);
  }
  return [...names.values()];
}
