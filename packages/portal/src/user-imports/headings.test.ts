import { expect, it } from 'vitest';
import { readHeadings } from './headings.ts';

const file = (...parts: BlobPart[]) => new File(parts, 'people.csv');
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (character) => character.charCodeAt(0)).buffer);

it.each([
  ['UTF-8 with a mark and commas', file('\uFEFFEmail,"Name, first",Last\r\na,b,c'), ['Email', 'Name, first', 'Last']],
  ['what a German Excel saves', file(latin1('E-Mail;Straße;Größe\r\n')), ['E-Mail', 'Straße', 'Größe']],
  ['UTF-16 with tabs', file(utf16('Email\tFirst\tLast\n')), ['Email', 'First', 'Last']],
  ['an empty line before', file('\n\nEmail,Last\n'), ['Email', 'Last']],
  ['nothing', file(''), []],
])('reads the headings of %s', async (_name, given, headings) => {
  expect(await readHeadings(given)).toEqual(headings);
});
