import { isUtf8 } from 'node:buffer';
import { PeopleFileError } from './people-file-error.ts';

export type PeopleFileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedPeopleFile {
  text: string;
  encoding: PeopleFileEncoding;
  bom: boolean;
}

/** The text of an uploaded file and the encoding it was found to be in; throws PeopleFileError for workbooks, pictures and other files that are not text. */
export function decodePeopleFile(bytes: Uint8Array): DecodedPeopleFile {
  refuseKnownBinaries(bytes);
  const encoding = bomEncoding(bytes) ?? utf16Encoding(bytes);
  const decoded = encoding ? { text: new TextDecoder(encoding).decode(bytes), encoding } : decodeBytes(bytes);
  if (decoded.text.trim() === '') throw new PeopleFileError('empty', 'The file is empty.');
  refuseControlNoise(decoded.text);
  return { ...decoded, bom: bomEncoding(bytes) !== undefined };
}

// Latin-1 strings of the first bytes. Only what people really pick by mistake beside a CSV.
const binaries: [signature: string, code: 'excel-workbook' | 'not-text', message: string][] = [
  ['\xd0\xcf\x11\xe0', 'excel-workbook', 'This is an Excel workbook; save it as CSV.'],
  ['\x89PNG', 'not-text', 'This is a picture, not a list of people.'],
  ['\xff\xd8\xff', 'not-text', 'This is a picture, not a list of people.'],
  ['GIF8', 'not-text', 'This is a picture, not a list of people.'],
  ['%PDF-', 'not-text', 'This is a PDF document; export the list as CSV.'],
  ['{\\rtf', 'not-text', 'This is a text document; export the list as CSV.'],
  ['\x1f\x8b', 'not-text', 'This is a compressed file; unpack it first.'],
  ['\x00\x00\xfe\xff', 'not-text', 'This file is UTF-32; save it as UTF-8.'],
  ['\xff\xfe\x00\x00', 'not-text', 'This file is UTF-32; save it as UTF-8.'],
];

function refuseKnownBinaries(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (head.startsWith('PK\x03\x04')) {
    if (head.includes('opendocument')) throw new PeopleFileError('excel-workbook', 'This is an OpenDocument spreadsheet; save it as CSV.');
    // A workbook names its parts, but not always within the first bytes; of all archives it is the one people pick by mistake.
    throw new PeopleFileError('excel-workbook', 'This is an Excel workbook; save it as CSV.');
  }
  const found = binaries.find(([signature]) => head.startsWith(signature));
  if (found) throw new PeopleFileError(found[1], found[2]);
}

function bomEncoding(bytes: Uint8Array): PeopleFileEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

// Addresses and delimiters are ASCII, so in UTF-16 much of every other byte is zero whatever language the names are in.
function utf16Encoding(bytes: Uint8Array): PeopleFileEncoding | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (bytes[index] === 0) evenZeros += 1;
    if (bytes[index + 1] === 0) oddZeros += 1;
  }
  if (oddZeros > pairs * 0.3 && evenZeros < pairs * 0.05) return 'utf-16le';
  if (evenZeros > pairs * 0.3 && oddZeros < pairs * 0.05) return 'utf-16be';
  return undefined;
}

function decodeBytes(bytes: Uint8Array): { text: string; encoding: PeopleFileEncoding } {
  const text = new TextDecoder('utf-8').decode(bytes);
  // Accented letters of Windows-1252 almost never form a valid UTF-8 sequence. A file with more valid sequences than broken ones is UTF-8 with a
  // few damaged rows: those become errors of their own instead of garbling every other name.
  const intact = countMatches(text, /[^\p{ASCII}\ufffd]/gu) > countMatches(text, /\ufffd/gu);
  if (intact || isUtf8(bytes)) return { text, encoding: 'utf-8' };

  const western = new TextDecoder('windows-1252').decode(bytes);
  // The five bytes that Windows-1252 leaves undefined are frequent in Shift_JIS, GBK and DOS code pages.
  const undefinedBytes = countMatches(western, /[\u0080-\u009f]/gu);
  if (undefinedBytes >= 3 && undefinedBytes > countMatches(western, /\P{ASCII}/gu) * 0.05) {
    throw new PeopleFileError('encoding', 'The file is neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8.');
  }
  return { text: western, encoding: 'windows-1252' };
}

// A few stray control characters, U+0000 included, are errors of their rows; many of them mean that this was never text.
function refuseControlNoise(text: string): void {
  const controls = countMatches(text, /(?![\t\n\v\f\r])\p{Cc}/gu);
  if (controls > 16 && controls > text.length * 0.05) {
    throw new PeopleFileError(
      'not-text',
      'This is not a text file: it is full of control characters (U+0000 and the like). Save the list as CSV.',
    );
  }
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _match of text.matchAll(pattern)) count += 1;
  return count;
}
