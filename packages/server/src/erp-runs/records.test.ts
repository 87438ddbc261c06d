import { describe, expect, test } from 'vitest';
import { jsonLines, lineBytesMax } from './lines.ts';
import { readRecord } from './record.ts';
import type { Entry } from './source.ts';
import { address, line } from './testing.ts';

const collected = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('a record', () => {
  test('is what the ERP says, without what it does not know', () => {
    const given = line(1, {
      name: '  Harbour \t Group ',
      taxId: 'Unknown',
      accountExternalId: '',
      address: { ...address, addressLine2: 'unknown', country: 'ch' },
      extra: 1,
    });
    expect(readRecord(given)).toEqual({
      record: {
        contactKey: 'EX-CON-1',
        buyerKey: 'EX-SCU-1',
        sellerKey: 'EX_CH',
        accountKey: null,
        name: 'Harbour Group',
        taxNumber: null,
        address,
      },
    });
    const bare = readRecord({ ...line(1), address: { city: 'unknown', country: null }, taxId: undefined });
    expect(bare).toMatchObject({ record: { address: null, taxNumber: null } });
    expect(readRecord(line(1, { address: { city: 'Zug' } }))).toMatchObject({ record: { address: { city: 'Zug' } } });
  });

  test.each<[string, unknown, string]>([
    ['no object', [], 'is not a JSON object'],
    ['nothing', null, 'is not a JSON object'],
    ['no company contact', line(1, { companyContact: undefined }), 'companyContact must be given'],
    ['a customer that is a number', line(1, { customer: 4711 }), 'customer must be text'],
    ['an unknown seller', line(1, { seller: 'unknown' }), 'seller must be given'],
    ['no name', line(1, { name: 'UNKNOWN' }), 'name must be given'],
    ['a name too long', line(1, { name: 'x'.repeat(501) }), 'name has more than 500 characters'],
    ['half a character', line(1, { name: 'a\ud800' }), 'name contains characters that cannot be stored'],
    ['a zero', line(1, { taxId: 'a\u0000' }), 'taxId contains characters that cannot be stored'],
    ['a tax number too long', line(1, { taxId: '1234567890123456789' }), 'taxId has more than 18 characters'],
    ['an address that is text', line(1, { address: 'Zug' }), 'address must be an object'],
    [
      'a post code too long',
      line(1, { address: { ...address, postCode: '1'.repeat(21) } }),
      'address.postCode has more than 20 characters',
    ],
    ['a country by name', line(1, { address: { country: 'C1' } }), 'address.country must be two letters (ISO 3166-1)'],
    ['several faults', { companyContact: 'x', name: 1 }, 'customer must be given; seller must be given; name must be text'],
  ])('with %s is refused with what is wrong', (_, value, fault) => {
    expect(readRecord(value)).toMatchObject({ fault });
  });

  test('that is refused still tells its pair where that can be read', () => {
    expect(readRecord(line(1, { name: 5 }))).toMatchObject({ keys: { contactKey: 'EX-CON-1', buyerKey: 'EX-SCU-1', sellerKey: 'EX_CH' } });
    expect(readRecord(line(1, { customer: 5 }))).not.toHaveProperty('keys');
  });

  test('may be as long as characters allow, not bytes', () => {
    expect(readRecord(line(1, { name: '😀'.repeat(500) }))).toHaveProperty('record');
  });
});

describe('lines', () => {
  const read = async (...chunks: (string | Uint8Array)[]): Promise<Entry[]> => {
    async function* stream() {
      for (const chunk of chunks) yield Buffer.from(chunk);
    }
    return collected(jsonLines(stream()));
  };

  test('are found wherever the chunks are cut, also within a character', async () => {
    const bytes = Buffer.from('\ufeff{"a":"ü"}\r\n\n{"b":2}');
    const expected = [
      { line: 1, value: { a: 'ü' } },
      { line: 3, value: { b: 2 } },
    ];
    for (let at = 0; at <= bytes.length; at++) expect(await read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(expected);
  });

  test('that are no JSON, no UTF-8 or far too long are faults of their own', async () => {
    const long = `"${'x'.repeat(lineBytesMax)}"`;
    expect(await read('{', '\n', Buffer.from([0xff, 0x0a]), long.slice(0, 9), long.slice(9), '\n7\n')).toEqual([
      { line: 1, fault: 'is not JSON' },
      { line: 2, fault: 'is not UTF-8' },
      { line: 3, fault: 'is longer than 64 KiB' },
      { line: 4, value: 7 },
    ]);
  });
});
