import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWitness } from '../../test/witness.ts';
import { readConfig } from '../core/config.ts';

let first: Awaited<ReturnType<typeof startWitness>>;
let second: typeof first;
beforeAll(async () => {
  first = await startWitness('witness.example/w1');
  second = await startWitness('witness.example/w2');
});
afterAll(() => Promise.all([first.close(), second.close()]));

describe('TENANTRY_AUDIT_WITNESSES', () => {
  const read = async (given: string) =>
    (await readConfig({ TENANTRY_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'), TENANTRY_AUDIT_WITNESSES: given })).witnesses;

  test('is a list of addresses and keys, or a file of them', async () => {
    const two = [
      { url: 'https://witness.example/w', key: first.key },
      { url: second.url, key: second.key },
    ];
    expect(await read('')).toEqual([]);
    expect(await read(`https://witness.example/w/ ${first.key}, ${second.url} ${second.key}`)).toEqual(two);
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-witnesses-'));
    await writeFile(join(folder, 'witnesses.json'), JSON.stringify(two));
    expect(await read(join(folder, 'witnesses.json'))).toEqual(two);
    await writeFile(join(folder, 'witnesses.json'), '{}');
    await expect(read(join(folder, 'witnesses.json'))).rejects.toThrow(/^The file .* of TENANTRY_AUDIT_WITNESSES cannot be read/);
    await expect(read(join(folder, 'none.json'))).rejects.toThrow(/^The file .* of TENANTRY_AUDIT_WITNESSES cannot be read/);
    await rm(folder, { recursive: true });
  });

  test.each([
    ['an address without a key', () => 'https://witness.example/w'],
    ['plain http', () => `http://witness.example/w ${first.key}`],
    ['a password in the address', () => `https://a:b@witness.example/w ${first.key}`],
    ['too many words', () => `https://witness.example/w https://more.example ${first.key}`],
    ['a broken key', () => `https://witness.example/w ${first.key.replace('+', '-')}`],
    [
      'a key that signs no cosignatures',
      () => 'https://witness.example/w PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ],
    ['a witness twice', () => `https://a.example ${first.key},https://b.example ${first.key}`],
  ])('refuses %s, in one sentence that names it', async (_, given) => {
    await expect(read(given())).rejects.toThrow(/^TENANTRY_AUDIT_WITNESSES [^\n]*$/);
  });
});
