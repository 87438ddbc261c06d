import { RqlError } from './error.ts';

/**
 * Percent-decodes a whole query once and leniently: an invalid escape stays as it is and `+` stays `+`.
 * Throws RqlError where the result is not UTF-8 or holds U+0000.
 */
export function decodeQuery(raw: string): string {
  const text = raw.includes('%') ? decodeBytes(unescapeBytes(new TextEncoder().encode(raw))) : raw;
  const zero = text.indexOf('\0');
  if (zero !== -1) throw new RqlError('The character U+0000 is not allowed.', zero);
  return text;
}

function unescapeBytes(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const high = bytes[at] === 0x25 ? hexDigit(bytes[at + 1]) : -1;
    const low = high === -1 ? -1 : hexDigit(bytes[at + 2]);
    decoded[length] = low === -1 ? bytes[at]! : high * 16 + low;
    length += 1;
    if (low !== -1) at += 2;
  }
  return decoded.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    throw new RqlError('The query is not valid UTF-8.', lenient.indexOf('\uFFFD'));
  }
}
