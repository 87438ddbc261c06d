import { expect, test } from 'vitest';
import { findColumns } from './columns.ts';
import { detectDelimiter } from './delimiter.ts';

const indexes = (headings: string[], options?: Parameters<typeof findColumns>[1]) =>
  Object.fromEntries(Object.entries(findColumns(headings, options)).map(([field, column]) => [field, column.index]));

test.each([
  ['English', ['Email', 'First name', 'Last name', 'Phone', 'Groups', 'Note']],
  ['English in capitals with underscores', ['E_MAIL ADDRESS', 'FIRST_NAME', 'LAST_NAME', 'PHONE_NUMBER', 'GROUP']],
  ['a directory export', ['Email Address [Required]', 'First Name [Required]', 'Last Name [Required]', 'Work Phone', 'Groups']],
  ['German', ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Telefon', 'Gruppe(n)', 'Bemerkung']],
  ['German with Name for the family name', ['Mail', 'Vorname', 'Name', 'Tel.-Nr.', 'Gruppen']],
  ['French', ['Adresse électronique', 'Prénom', 'Nom', 'Téléphone', 'Groupes']],
  ['French without accents', ['COURRIEL', 'PRENOM', 'NOM DE FAMILLE', 'NUMERO DE TELEPHONE', 'GROUPE']],
  ['Spanish', ['Correo electrónico', 'Nombre', 'Apellidos', 'Teléfono', 'Grupos']],
  ['decomposed accents', ['E-mail', 'Prénom'.normalize('NFD'), 'Nom', 'Téléphone'.normalize('NFD'), 'Groupes']],
])('%s headings are understood', (_language, headings) => {
  expect(indexes(headings)).toEqual({ email: 0, firstName: 1, lastName: 2, phone: 3, groups: 4 });
});

test('a mobile number or a user name is taken only where there is no better column', () => {
  expect(indexes(['User name', 'Email', 'First name', 'Last name', 'Mobile', 'Phone'])).toMatchObject({ email: 1, phone: 5 });
  expect(indexes(['User name', 'First name', 'Last name', 'Mobile'])).toMatchObject({ email: 0, phone: 3 });
});

test('columns chosen by hand, by heading or position, win over what headings say, and null leaves a field out', () => {
  const headings = ['Email', 'Private e-mail', 'First name', 'Last name', 'Groups'];
  expect(indexes(headings, { mapping: { email: 'private E-Mail', lastName: 2, firstName: 3, groups: null } })).toEqual({
    email: 1,
    firstName: 3,
    lastName: 2,
  });
});

test('a column chosen by hand is not also found by its heading', () => {
  expect(indexes(['Email', 'First name', 'Name', 'Phone', 'Phone number'], { mapping: { firstName: 'Phone', lastName: 'Name' } })).toEqual({
    email: 0,
    firstName: 3,
    lastName: 2,
    phone: 4,
  });
});

test('password hashes are looked for only when people are to be active, and are then needed', () => {
  const headings = ['Email', 'First name', 'Last name', 'Password hash'];
  expect(indexes(headings)).not.toHaveProperty('passwordHash');
  expect(indexes(headings, { active: true })).toMatchObject({ passwordHash: 3 });
  expect(() => indexes(headings.slice(0, 3), { active: true })).toThrow(expect.objectContaining({ code: 'column-missing' }));
});

test.each([
  [
    ['Address', 'Given name', 'Surname'],
    {},
    'column-missing',
    'No column was found for E-mail. The first row holds “Address”, “Given name”, “Surname”.',
  ],
  [['Email', 'Name'], {}, 'column-missing', 'No column was found for First name.'],
  [
    ['E-Mail', 'Vorname', 'Nachname', 'Email address'],
    {},
    'column-duplicate',
    'E-mail: “E-Mail” (column 1) and “Email address” (column 4)',
  ],
  [['Email', 'First name', 'Last name'], { groups: 'Teams' }, 'column-unknown', 'no column “Teams” for Groups'],
  [['Email', 'First name', 'Last name'], { groups: 7 }, 'column-unknown', 'no column 8 for Groups'],
  [['Email', 'First name', 'Last name'], { groups: -1 }, 'column-unknown', 'no column 0 for Groups'],
  [['Email', 'First name', 'Last name'], { firstName: 1, lastName: 'First name' }, 'column-duplicate', 'both First name and Last name'],
  [['Email', 'x', 'First name', 'Last name', 'X'], { groups: '!x!' }, 'column-duplicate', '“x” (column 2) and “X” (column 5)'],
] as const)('%j with %j is refused and says what was found', (headings, mapping, code, words) => {
  expect(() => findColumns([...headings], { mapping })).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
});

test.each([
  ['Email,First name,Last name\n', ',', 1],
  ['\r\n\r\nE-Mail;Vorname;Nachname\r\n', ';', 3],
  ['Email\tFirst name\tLast name', '\t', 1],
  ['"E-Mail";"Name, first, middle, maiden";Nachname;Vorname', ';', 1],
  ['E-Mail;Name, first, middle, maiden, other;Vorname', ';', 1],
  ['x;y;z\n1,5;2,5;3,5', ';', 1],
  ['sep=;\r\nx,y,z;Email', ';', 2],
  ['Email', ',', 1],
])('the delimiter of %j is %j', (text, delimiter, line) => {
  expect(detectDelimiter(text)).toMatchObject({ delimiter, from: { line } });
});

test.each(['Email|First name|Last name\n', 'sep=|\nEmail|First name'])(
  'a pipe cannot separate columns, since it separates groups: %j',
  (text) => {
    expect(() => detectDelimiter(text)).toThrow(expect.objectContaining({ code: 'delimiter' }));
  },
);
