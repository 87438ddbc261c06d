import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp } from '../../test/harness.ts';
import { mmdbOf } from '../../test/mmdb.ts';
import { ConfigError } from './config.ts';
import { Geolocation } from './geolocation.ts';

const place = (code: string, name: string, region?: string) => ({
  country: { iso_code: code, names: { en: name } },
  ...(region ? { subdivisions: [{ names: { en: region } }] } : {}),
});
const networks = {
  '198.51.100.0/24': place('CH', 'Switzerland', 'Zurich'),
  '203.0.113.0/25': place('DE', 'Germany'),
  '10.0.0.0/8': place('US', 'A file that is wrong'),
  '2001:db8::/32': place('NZ', 'New Zealand', 'Otago'),
  '192.0.2.0/24': { continent: { code: 'EU' } },
};
const log = pino({ level: 'silent' });

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'geo-'));
  path = join(folder, 'places.mmdb');
  await writeFile(path, mmdbOf(networks));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the place of an address', () => {
  test.each([
    ['198.51.100.7', { countryCode: 'CH', countryName: 'Switzerland', region: 'Zurich' }],
    ['::ffff:198.51.100.7', { countryCode: 'CH', countryName: 'Switzerland', region: 'Zurich' }],
    ['203.0.113.9', { countryCode: 'DE', countryName: 'Germany' }],
    ['203.0.113.200', undefined],
    ['2001:db8:1:2::3', { countryCode: 'NZ', countryName: 'New Zealand', region: 'Otago' }],
    ['2001:db9::1', undefined],
    ['192.0.2.1', undefined],
    ['10.1.2.3', undefined],
    ['192.168.1.1', undefined],
    ['127.0.0.1', undefined],
    ['::1', undefined],
    ['fe80::1%eth0', undefined],
    ['fd00::1', undefined],
    ['no address', undefined],
    [undefined, undefined],
  ])('%s', async (address, expected) => {
    expect((await Geolocation.open(path, log)).find(address)).toEqual(expected);
  });

  test('of IPv6 is unknown to a file of IPv4 alone', async () => {
    const old = join(folder, 'four.mmdb');
    await writeFile(old, mmdbOf({ '198.51.100.0/24': place('CH', 'Switzerland'), '32.0.0.0/8': place('US', 'United States') }, 4));
    const found = await Geolocation.open(old, log);
    expect(found.find('198.51.100.1')).toMatchObject({ countryCode: 'CH' });
    // Its first bits are those of 32.1.13.184.
    expect(found.find('2001:db8::1')).toBeUndefined();
  });

  test('is that of the file as it is now; a damaged one changes nothing', async () => {
    const own = join(folder, 'changing.mmdb');
    const replace = async (bytes: Buffer) => {
      await writeFile(`${own}.new`, bytes);
      await rename(`${own}.new`, own);
    };
    await replace(mmdbOf({ '198.51.100.0/24': place('CH', 'Switzerland') }));
    const places = await Geolocation.open(own, log);
    await replace(mmdbOf({ '198.51.100.0/24': place('LI', 'Liechtenstein') }));
    expect(places.find('198.51.100.1')).toMatchObject({ countryCode: 'CH' });
    await places.refresh();
    expect(places.find('198.51.100.1')).toMatchObject({ countryCode: 'LI' });
    await replace(Buffer.from('half a file'));
    await places.refresh();
    expect(places.find('198.51.100.1')).toMatchObject({ countryCode: 'LI' });
    await rm(own);
    await places.refresh();
    expect(places.find('198.51.100.1')).toMatchObject({ countryCode: 'LI' });
    await replace(mmdbOf({ '198.51.100.0/24': place('AT', 'Austria') }));
    await places.refresh();
    expect(places.find('198.51.100.1')).toMatchObject({ countryCode: 'AT' });
  });
});

describe('TENANTRY_GEOIP_FILE', () => {
  test('that is absent, or no MMDB file, stops the start with one sentence', async () => {
    const open = (file: string) => Geolocation.open(file, log);
    await expect(open(join(folder, 'absent.mmdb'))).rejects.toThrow(
      new ConfigError(`TENANTRY_GEOIP_FILE cannot be read: ${join(folder, 'absent.mmdb')} (ENOENT).`),
    );
    await expect(open(folder)).rejects.toThrow(/^TENANTRY_GEOIP_FILE cannot be read/);
    const text = join(folder, 'places.csv');
    await writeFile(text, 'network,country\n');
    const sentence = `TENANTRY_GEOIP_FILE must be an MMDB file such as GeoLite2-City.mmdb; ${text} is none, or is damaged.`;
    await expect(open(text)).rejects.toThrow(new ConfigError(sentence));
  });

  test('tells each record where its request came from, and finds records by it', async () => {
    const app = await createTestApp({ geoipFile: path, trustProxy: true });
    try {
      const { token, limited } = app.world.client;
      const change = (from: string, description: string) =>
        app.send('PUT', `/accounts/user-groups/${limited}`, { token, body: { description }, headers: { 'x-forwarded-for': from } });
      expect((await change('198.51.100.7', 'from Zurich')).status).toBe(200);
      expect((await change('192.168.1.7', 'from the office')).status).toBe(200);
      const found = await app.send('GET', `/audit/records?eq(request.api.geolocation.countryCode,'CH')`, { token });
      expect(found.body.data.map((record: { request: object }) => record.request)).toMatchObject([
        { api: { ip: '198.51.100.7', geolocation: { countryCode: 'CH', countryName: 'Switzerland', region: 'Zurich' } } },
      ]);
      const [office] = (await app.send('GET', `/audit/records?eq(request.api.ip,'192.168.1.7')`, { token })).body.data;
      expect(office.request.api).not.toHaveProperty('geolocation');
      // Refusals are told apart by it too.
      await app.send('GET', '/me', { token: 'unknown', headers: { 'x-forwarded-for': '2001:db8::9' } });
      const [refused] = await app.rows<{ request: object }>(`select request from events where event = 'platform.security.request.refused'`);
      expect(refused!.request).toMatchObject({ api: { geolocation: { countryCode: 'NZ' } } });
    } finally {
      await app.close();
    }
  });
});
