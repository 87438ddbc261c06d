import { expect, test } from 'vitest';
import { decodePeopleFile } from './decode.ts';
import { PeopleFileError } from './people-file-error.ts';

const text = 'Email,First name,Last name\r\ngotz@a.example,Götz,Jäger\r\n';

function utf16(value: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(value, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

test.each([
  ['UTF-8', Buffer.from(text), 'utf-8', false],
  ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`), 'utf-8', true],
  ['UTF-16 little endian with BOM', utf16(`\ufeff${text}`, 'le'), 'utf-16le', true],
  ['UTF-16 big endian with BOM', utf16(`\ufeff${text}`, 'be'), 'utf-16be', true],
  ['UTF-16 little endian without BOM', utf16(text, 'le'), 'utf-16le', false],
  ['UTF-16 big endian without BOM', utf16(text, 'be'), 'utf-16be', false],
  ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252', false],
] as const)('%s is recognised and its mark is no part of the text', (_name, bytes, encoding, bom) => {
  expect(decodePeopleFile(bytes)).toEqual({ text, encoding, bom });
});

test('UTF-16 without BOM is recognised although the names are Chinese', () => {
  const chinese = `Email;First;Last\n${'wang@huaxin.example;丽;王\n'.repeat(5)}`;
  expect(decodePeopleFile(utf16(chinese, 'le'))).toMatchObject({ text: chinese, encoding: 'utf-16le' });
});

test('the typographic characters of Windows-1252 are read as such', () => {
  expect(decodePeopleFile(Buffer.from([0x4f, 0x92, 0x4e, 0xe9, 0x80])).text).toBe('O’Né€');
});

test('a UTF-8 file with one damaged byte stays UTF-8, so that the other names are not garbled', () => {
  const bytes = Buffer.concat([Buffer.from('Götz,Jäger,Ñandú\n'), Buffer.from([0x4d, 0xfc]), Buffer.from('ller\n')]);
  expect(decodePeopleFile(bytes)).toMatchObject({ encoding: 'utf-8', text: 'Götz,Jäger,Ñandú\nM\ufffdller\n' });
});

test('a replacement character that the file itself holds does not make it Windows-1252', () => {
  expect(decodePeopleFile(Buffer.from('Email\na\ufffd\n'))).toMatchObject({ encoding: 'utf-8', text: 'Email\na\ufffd\n' });
});

test('a few control characters, U+0000 included, do not make a file unreadable', () => {
  expect(decodePeopleFile(Buffer.from('Email,First\na@x.example,Nu\0l\n')).text).toContain('Nu\0l');
});

test.each([
  [
    'an Excel workbook',
    Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml'),
    'excel-workbook',
    'This is an Excel workbook; save it as CSV.',
  ],
  [
    'an old Excel workbook',
    Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
    'excel-workbook',
    'This is an Excel workbook; save it as CSV.',
  ],
  [
    'an OpenDocument sheet',
    Buffer.from('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    'excel-workbook',
    'OpenDocument',
  ],
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'not-text', 'picture'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'not-text', 'PDF'],
  ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), 'not-text', 'compressed'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x45, 0, 0, 0]), 'not-text', 'UTF-32'],
  ['zeros', new Uint8Array(500), 'not-text', 'U+0000'],
  ['machine code', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * index * 31) % 251)), 'not-text', 'not a text file'],
  ['Shift_JIS', Buffer.from('8dc1932393638f8990ec8d918db2939d8ea18f74967b'.repeat(3), 'hex'), 'encoding', 'save it as UTF-8'],
  ['nothing', new Uint8Array(), 'empty', 'empty'],
  ['only a BOM and line ends', Buffer.from('\ufeff\r\n\n'), 'empty', 'empty'],
] as const)('%s is refused with a sentence that says what to do', (_name, bytes, code, words) => {
  let thrown: unknown;
  try {
    decodePeopleFile(bytes);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(PeopleFileError);
  expect(thrown).toMatchObject({ code, message: expect.stringContaining(words) });
});
