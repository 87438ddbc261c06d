import type { PersonField } from './headings.ts';
import type { FilePhone } from './phone-number.ts';

export type RowReason =
  | 'broken-quote'
  | 'too-few-cells'
  | 'too-many-cells'
  | 'control-character'
  | 'unreadable-character'
  | 'email-missing'
  | 'email-invalid'
  | 'first-name-missing'
  | 'first-name-too-long'
  | 'last-name-missing'
  | 'last-name-too-long'
  | 'hash-missing'
  | 'hash-invalid';

export interface PersonWarning {
  code: 'phone-left-out' | 'phone-extension-left-out';
  message: string;
}

/** A person as the file describes her. `email` as typed, trimmed; `key` is its form for comparing; `groups` are names as typed, none twice. */
export interface FilePerson {
  email: string;
  key: string;
  firstName: string;
  lastName: string;
  phone?: FilePhone;
  groups: string[];
  passwordHash?: string;
  warnings: PersonWarning[];
}

/**
 * What became of one row. `line` is the 1-based physical line where it starts; `raw` its cells as they stood (a broken line as one cell), control
 * characters replaced by U+FFFD. A duplicate names the line of the good row that has the address.
 */
export type PersonRow =
  | ({ line: number; raw: string[]; outcome: 'ok' } & FilePerson)
  | { line: number; raw: string[]; outcome: 'duplicate'; email: string; firstLine: number }
  | { line: number; raw: string[]; outcome: 'error'; reason: RowReason; field?: PersonField; message: string };
