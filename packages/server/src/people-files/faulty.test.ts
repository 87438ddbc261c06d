import { expect, test } from 'vitest';
import { planDigest } from './digest.ts';
import { faultyRowsCsv } from './faulty.ts';
import { readPeople } from './rows.ts';

const list = [
  'E-Mail;Vorname;Nachname',
  'good@x.example;A;B',
  'good@x.example;A;B',
  '=cmd()@x;A;B',
  '"broken;C;D',
  'short@x.example',
  'late@x.example;E;F',
];

test('the faulty rows come with line and reason, guarded, in the delimiter of the upload; good rows and duplicates do not', () => {
  const file = readPeople(Buffer.from(list.join('\r\n')));
  expect(faultyRowsCsv(file, [{ line: 7, message: 'There is no group “X”.' }])).toBe(
    [
      '\ufeffLine;Reason;E-Mail;Vorname;Nachname',
      "4;The e-mail address “=cmd()@x” has a character before the @ that a login cannot have.;'=cmd()@x;A;B",
      '5;A quote is opened and never closed.;"""broken;C;D";;',
      '6;The row has 1 cell, the headings 3.;short@x.example;;',
      '7;There is no group “X”.;late@x.example;E;F',
      '',
    ].join('\r\n'),
  );
});

test('password hashes do not leave in the file of faulty rows', () => {
  const hash = `$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$${'A'.repeat(43)}`;
  const text = ['Email;First name;Last name;Hash', `a@x;A;B;${hash}`, `"b@x.example;A;B;${hash}`, `${hash};A`].join('\n');
  const out = faultyRowsCsv(readPeople(Buffer.from(text), { active: true }));
  expect(out.split('\r\n')).toHaveLength(5);
  expect(out).not.toContain('$argon2id');
  expect(out).not.toContain('AAAA');
  expect(out).not.toContain('c2Fsd');
});

test('a digest follows the content of a plan, not the order of its properties', () => {
  const plan = { rows: [{ email: 'a@x.example', groups: ['UGR-1'] }], active: false };
  expect(planDigest(plan)).toMatch(/^[0-9a-f]{64}$/u);
  expect(planDigest({ active: false, map: undefined, rows: [{ groups: ['UGR-1'], email: 'a@x.example' }] })).toBe(planDigest(plan));
  for (const other of [
    { ...plan, active: true },
    { ...plan, rows: [] },
    { ...plan, rows: [{ email: 'a@x.example', groups: 'UGR-1' }] },
    [plan],
  ]) {
    expect(planDigest(other)).not.toBe(planDigest(plan));
  }
});

test('the order of rows is content', () => {
  expect(planDigest([1, 2])).not.toBe(planDigest([2, 1]));
});
