import { expect, test } from 'vitest';
import { faultyRowsCsv } from './faulty.ts';
import { type PeopleFile, readPeople } from './rows.ts';

// The shapes in which lists of people arrive, each with the same strewn-in faults; every count below follows from how the list is built.
const names: [first: string, last: string, phone: string][] = [
  ['Mary Ann', 'Fernández-Jones', '(020) 87 20 53'],
  ['Götz', 'Weiß', '+49 89 54 76 92'],
  ['Côme', "L'Hôte", '01 44 89 89 57'],
  ['Íñigo', 'Güell', '91 19 70 20'],
];
const notes = ['', 'since 2019', 'works Mon–Wed, "mornings"', 'line one\nline two'];

function people(): string[][] {
  const base = Array.from({ length: 240 }, (_, index) => {
    const [first, last, phone] = names[index % names.length] ?? ['', '', ''];
    return [`user${index}@x.example`, first, last, phone, index % 6 === 0 ? '' : 'Finance|Approvers', notes[index % notes.length] ?? ''];
  });
  const faults = [
    ...base.slice(10, 16).map(([email = '', ...rest]) => [email.toUpperCase(), ...rest]),
    ...base.slice(20, 24),
    ...['a@b@c.example', 'x@localhost', '"quoted"@x.example, extra'].map((email) => [email, 'Ann', 'Body', '', 'Finance', '']),
    ...Array.from({ length: 2 }, () => ['', 'No', 'Mail', '', '', '']),
    ['solo@x.example', 'Cher', '', '', 'Finance', ''],
    ['  padded@x.example ', ' Pat ', ' Padded\t', '', 'Finance ', ''],
    ['formula@x.example', '=1+1', 'Formula', '', 'Finance', ''],
    ['FORMULA@x.example', '-2+3', 'Formula', '', 'Finance', ''],
    ['nul@x.example', 'Nu\0l', 'Ctrl', '', '', ''],
    ['bell@x.example', 'Bell\u0007', 'Ctrl', '', '', ''],
  ];
  return [...base, ...faults];
}

const expected = { ok: 242, duplicate: 11, 'email-invalid': 3, 'email-missing': 2, 'last-name-missing': 1, 'control-character': 2 };

function csv(rows: string[][], delimiter: string): string {
  const cell = (value: string) => (/[",;\t\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('');
}

function counts(file: PeopleFile): Record<string, number> {
  const counted = Map.groupBy(file.rows, (row) => (row.outcome === 'error' ? row.reason : row.outcome));
  return Object.fromEntries([...counted].map(([key, rows]) => [key, rows.length]));
}

const english = ['Email', 'First name', 'Last name', 'Phone', 'Groups', 'Note'];

test('UTF-8 with commas: every row has its outcome', () => {
  const file = readPeople(Buffer.from(csv([english, ...people()], ',')));
  expect(file).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
  expect(counts(file)).toEqual(expected);
  expect(file.rows.filter((row) => row.outcome === 'ok' && row.groups.length === 0)).toHaveLength(40);
  expect(file.rows.filter((row) => row.outcome === 'ok' && row.warnings.length > 0)).toEqual([]);
});

test('what a German Excel saves: the same outcomes', () => {
  const german = ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Telefon', 'Gruppe(n)', 'Bemerkung'];
  const file = readPeople(Buffer.from(csv([german, ...people()], ';').replaceAll('–', '\u0096'), 'latin1'));
  expect(file).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(counts(file)).toEqual(expected);
  expect(file.rows[1]).toMatchObject({ firstName: 'Götz', lastName: 'Weiß', phone: { prefix: '+49' } });
});

test('UTF-16 with tabs: the same outcomes', () => {
  const file = readPeople(Buffer.from(`\ufeff${csv([english, ...people()], '\t')}`, 'utf16le'));
  expect(file).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' });
  expect(counts(file)).toEqual(expected);
});

test('a short row and a quote that never closes are named by line and cost no good row', () => {
  const lines = people().map((row) => csv([row], ','));
  lines.splice(200, 0, '"unclosed@x.example,Quote,Never,ends,,\r\n');
  lines.splice(100, 0, 'half a row@x.example,Only\r\n');
  const text = csv([english], ',') + lines.join('');
  const file = readPeople(Buffer.from(text));
  expect(counts(file)).toEqual({ ...expected, 'too-few-cells': 1, 'broken-quote': 1 });
  const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length;
  const found = file.rows.filter((row) => row.outcome === 'error' && ['too-few-cells', 'broken-quote'].includes(row.reason));
  expect(found.map((row) => row.line)).toEqual([lineOf('half a row'), lineOf('"unclosed')]);
});

test('the faulty rows, uploaded again unmended, are the same faults and create nobody', () => {
  const again = readPeople(Buffer.from(faultyRowsCsv(readPeople(Buffer.from(csv([english, ...people()], ','))))));
  expect(again.rows.filter((row) => row.outcome !== 'error')).toEqual([]);
  expect(again.rows).toHaveLength(8);
});
