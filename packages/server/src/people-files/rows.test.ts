import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PeopleFileError } from './people-file-error.ts';
import { type ReadPeopleOptions, readPeople } from './rows.ts';

const head = 'Email,First name,Last name,Phone,Groups,Note';
const file = (lines: string[], options?: ReadPeopleOptions) => readPeople(Buffer.from([head, ...lines].join('\r\n')), options).rows;
const only = (line: string, options?: ReadPeopleOptions) => {
  const rows = file([line], options);
  expect(rows).toHaveLength(1);
  return rows[0];
};

test('a good row gives the person, trimmed of white space and no-break spaces', () => {
  expect(only('\u00a0 Pat@X.example , Pat ," Padded\t", ,Finance | read only|finance,"line one\r\nline two"')).toEqual({
    line: 2,
    raw: ['\u00a0 Pat@X.example ', ' Pat ', ' Padded\t', ' ', 'Finance | read only|finance', 'line one\r\nline two'],
    outcome: 'ok',
    email: 'Pat@X.example',
    key: 'pat@x.example',
    firstName: 'Pat',
    lastName: 'Padded',
    groups: ['Finance', 'read only'],
    warnings: [],
  });
});

test('names in any script, with apostrophes and like formulas are data', () => {
  for (const name of ['丽', 'يوسف', "L'Hôte", '𠮷田', '=HYPERLINK(1)', '-2+3', '+1+1', '@SUM(A1)', 'Ğ'.repeat(100)]) {
    expect(only(`a@x.example,${name},${name},,,`)).toMatchObject({ outcome: 'ok', firstName: name, lastName: name });
  }
});

test('the apostrophe that an export puts before a formula is not part of the value, other apostrophes are', () => {
  expect(only("a@x.example,'=1+1,'t Hooft,'+49 89 54769200,,")).toMatchObject({
    firstName: '=1+1',
    lastName: "'t Hooft",
    phone: { prefix: '+49' },
  });
});

test.each([
  [',No,Mail,,,', 'email-missing', 'email'],
  ['no-at-sign.example,A,B,,,', 'email-invalid', 'email'],
  ['a@x.example,,B,,,', 'first-name-missing', 'firstName'],
  ['a@x.example,\u00a0,B,,,', 'first-name-missing', 'firstName'],
  ['a@x.example,Cher,,,,', 'last-name-missing', 'lastName'],
  [`a@x.example,${'Ğ'.repeat(101)},B,,,`, 'first-name-too-long', 'firstName'],
  [`a@x.example,A,${'x'.repeat(300)},,,`, 'last-name-too-long', 'lastName'],
  ['a@x.example,Nu\0l,B,,,', 'control-character', 'firstName'],
  ['a@x.example,A,Be\u0007ll,,,', 'control-character', 'lastName'],
  ['a@x.example,A,B\u202egnp,,,', 'control-character', 'lastName'],
  ['a@x.example,"A\r\nB",C,,,', 'control-character', 'firstName'],
  ['a@x.example,A,B,,Fin\u0085ance,', 'control-character', 'groups'],
  ['a\u200b@x.example,A,B,,,', 'control-character', 'email'],
  ['a@x.example,A,M\ufffdller,,,', 'unreadable-character', 'lastName'],
  ['a@x.example,A,B,,,a\u0000b', 'control-character', undefined],
  ['a@x.example,A', 'too-few-cells', undefined],
  ['a@x.example,A,B,,,,more', 'too-many-cells', undefined],
  ['"a@x.example" ,A,B,,,', 'broken-quote', undefined],
  ['"a@x.example,A,B,,,', 'broken-quote', undefined],
])('%j is one error: %s', (line, reason, field) => {
  const row = only(line);
  expect(row).toMatchObject({ line: 2, outcome: 'error', reason, message: expect.stringMatching(/\.$/u) });
  expect(row && 'field' in row ? row.field : undefined).toBe(field);
});

test('the message of a control character names it, and the row kept for later cannot break a database or a file', () => {
  expect(only('a@x.example,Nu\0l,B,,,')).toMatchObject({
    message: 'First name contains the control character U+0000.',
    raw: ['a@x.example', 'Nu\ufffdl', 'B', '', '', ''],
  });
});

test('blank rows and surplus empty cells are no errors', () => {
  expect(file(['', ',,,,,', ' \t', 'a@x.example,A,B,,,,,'])).toMatchObject([{ line: 5, outcome: 'ok' }]);
});

test.each([
  ['first.last+tag@sub.x.example', undefined],
  ["o'neil_#1@x-y.example", undefined],
  ['st..john@x.example', undefined],
  ['jürgen@müller.example', undefined],
  ['user@例え.テスト', undefined],
  [`${'a'.repeat(64)}@x.example`, undefined],
  [`${'a'.repeat(65)}@x.example`, '64 bytes'],
  [`a@${'x.'.repeat(160)}example`, '320'],
  [`a@${'x'.repeat(64)}.example`, 'domain'],
  ['a@b@c.example', 'more than one @'],
  ['x@localhost', 'no dot'],
  ['semi;colon@x.example', 'before the @'],
  ['ünïcode@', 'nothing after'],
  ['@nobody.example', 'nothing before'],
  ['white space@x.example', 'white space'],
  ['"quoted"@x.example', 'before the @'],
  ['Pat <pat@x.example>', 'white space'],
  ['trailing.dot.@x.example', 'dot'],
  ['.leading@x.example', 'dot'],
  ['x@-bad-.example', 'domain'],
  ['x@a..example', 'domain'],
  ['x@x.example.', 'domain'],
  ['x@127.0.0.1', 'domain'],
  ['x@[127.0.0.1]', 'domain'],
  ['ａ@x.example', 'look-alike'],
])('the address %s: %s', (address, fault) => {
  const row = only(`"${address.replaceAll('"', '""')}",A,B,,,`);
  if (fault === undefined) expect(row).toMatchObject({ outcome: 'ok', email: address });
  else expect(row).toMatchObject({ reason: 'email-invalid', message: expect.stringContaining(fault) });
});

test('the first good row of an address wins, in whatever case and composition the others are', () => {
  const rows = file([
    'jürgen@x.example,,Lost,,,',
    'jürgen@x.example,First,One,,,',
    'JÜRGEN@X.example,Second,One,,,',
    'ju\u0308rgen@x.example,Third,One,,,',
  ]);
  expect(rows.map((row) => row.outcome)).toEqual(['error', 'ok', 'duplicate', 'duplicate']);
  expect(rows[1]).toMatchObject({ firstName: 'First' });
  expect(rows[2]).toMatchObject({ line: 4, email: 'JÜRGEN@X.example', firstLine: 3 });
});

test.each([
  ['+49 89 54769200', undefined, { prefix: '+49', number: '8954769200' }],
  ['0049 89 54769200', undefined, { prefix: '+49', number: '8954769200' }],
  ['(020) 87 20 53', undefined, { number: '020872053' }],
  ['010-69 53 49', undefined, { number: '010695349' }],
  ['089/54769200', 'de', { prefix: '+49', number: '8954769200' }],
  ['12 34', 'DE', { number: '1234' }],
])('the phone number %s in %s is kept as %j', (phone, defaultCountry, kept) => {
  expect(only(`a@x.example,A,B,${phone},,`, defaultCountry ? { defaultCountry } : {})).toMatchObject({
    outcome: 'ok',
    phone: kept,
    warnings: [],
  });
});

test.each(['n/a', '4.91724E+11', '+', '089 / 123456 / 789012 / 345', '1-800-FLOWERS', '٠٢ ٧٢'.repeat(20)])(
  'the unreadable phone number %s is left out with a warning, and the person stays',
  (phone) => {
    const row = only(`a@x.example,A,B,${phone},,`);
    expect(row).toMatchObject({ outcome: 'ok', warnings: [{ code: 'phone-left-out' }] });
    expect(row).not.toHaveProperty('phone');
  },
);

test('a dropped extension is a warning', () => {
  expect(only('a@x.example,A,B,+1 213 373 4253 ext. 12,,')).toMatchObject({
    phone: { prefix: '+1', number: '2133734253' },
    warnings: [{ code: 'phone-extension-left-out' }],
  });
});

test('an unknown country is refused', () => {
  expect(() => file([], { defaultCountry: 'Germany' })).toThrow(expect.objectContaining({ code: 'country-unknown' }));
});

const hash = `$argon2id$v=19$m=19456,t=2,p=1$${'c2FsdHNhbHRzYWx0c2FsdA'}$${'A'.repeat(43)}`;
const withHash = (value: string, active = true) =>
  readPeople(Buffer.from(`Email;First name;Last name;Password hash\na@x.example;A;B;${value}`), { active }).rows[0];

test('active people carry the hash of their row; otherwise the column is not read', () => {
  expect(withHash(hash)).toMatchObject({ outcome: 'ok', passwordHash: hash });
  expect(withHash(hash, false)).not.toHaveProperty('passwordHash');
});

test.each([
  ['', 'hash-missing'],
  ['correct horse battery', 'hash-invalid'],
  [hash.replace('argon2id', 'argon2i'), 'hash-invalid'],
  [hash.replace('v=19', 'v=16'), 'hash-invalid'],
  [hash.replace('m=19456', 'm=9999999'), 'hash-invalid'],
  [hash.replace('m=19456', 'm=4'), 'hash-invalid'],
  [hash.replace('t=2', 't=99'), 'hash-invalid'],
  [hash.replace('t=2', 't=0'), 'hash-invalid'],
  [hash.slice(0, -40), 'hash-invalid'],
  [`${hash}=`, 'hash-invalid'],
  [`${hash}AA`, 'hash-invalid'],
])('the hash %j is refused without being repeated', (value, reason) => {
  const row = withHash(value);
  expect(row).toMatchObject({ outcome: 'error', reason, field: 'passwordHash' });
  if (value && row && 'message' in row) expect(row.message).not.toContain(value);
});

test.each([
  ['"Email,First name,Last name\na@x.example,A,B\n', 'heading-broken'],
  [`${','.repeat(600)}\n`, 'heading-broken'],
  ['a@x.example,A,B\n', 'column-missing'],
])('without readable headings the file is refused: %s', (text, code) => {
  expect(() => readPeople(Buffer.from(text))).toThrow(expect.objectContaining({ code }));
});

const bytes = fc.uint8Array({ maxLength: 40 });
const pieces = ['"', ',', ',', '\n', '\r\n', '\0', '|', '@', "'=", '\ufeff', '\ud800', 'é', 'a@x.example,A,B', '+49 89 1', '$argon2id$'];

test.each([
  ['bytes', fc.array(bytes, { maxLength: 5 })],
  [
    'text',
    fc.array(
      fc.constantFrom(...pieces).map((text) => Buffer.from(text)),
      { maxLength: 40 },
    ),
  ],
  [
    'UTF-16',
    fc.array(
      fc.constantFrom(...pieces).map((text) => Buffer.from(text, 'utf16le')),
      { maxLength: 40 },
    ),
  ],
])('no %s whatever raise anything but a PeopleFileError', (_name, parts) => {
  const starts = fc.constantFrom('', `${head}\n`, '\ufeffE-Mail,Vorname,Name,Password hash\n');
  fc.assert(
    fc.property(parts, starts, fc.boolean(), (some, start, active) => {
      try {
        const { rows } = readPeople(Buffer.concat([Buffer.from(start), ...some]), { active });
        expect(JSON.stringify(rows)).not.toContain('\\u0000');
      } catch (error) {
        if (!(error instanceof PeopleFileError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});
