import { readFile, stat } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import type { CityResponse, Reader } from 'mmdb-lib';
import type { Logger } from 'pino';
import { ConfigError } from './config.ts';

/** Where an address is, as far as the file knows. Names are English; the portal has those of the reader's language. */
export interface Place {
  countryCode: string;
  countryName?: string;
  region?: string;
}

const checkEveryMs = 60_000;

/** Addresses that are nowhere in the world: a file that says otherwise is wrong. */
const nowhere = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  nowhere.addSubnet(net, prefix, 'ipv4');
nowhere.addAddress('::1', 'ipv6');
nowhere.addSubnet('fc00::', 7, 'ipv6');
nowhere.addSubnet('fe80::', 10, 'ipv6');

/** Countries and regions of network addresses, from an MMDB file that is held in memory and read again when it changes. */
export class Geolocation {
  readonly #path: string;
  readonly #log: Logger;
  #reader: Reader<CityResponse>;
  #version: string;
  #checkedAt = performance.now();

  private constructor(path: string, log: Logger, { reader, version }: Loaded) {
    this.#path = path;
    this.#log = log;
    this.#reader = reader;
    this.#version = version;
  }

  /** Reads the file once. Throws {@link ConfigError} for one that cannot be read or is of another kind. */
  static async open(path: string, log: Logger): Promise<Geolocation> {
    return new Geolocation(path, log, await load(path));
  }

  /** The place of an address; nothing for private ones, and for what the file does not know. */
  find(address: string | undefined): Place | undefined {
    if (performance.now() - this.#checkedAt > checkEveryMs) void this.refresh();
    const ip = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
    const family = isIP(ip);
    if (family === 0 || nowhere.check(ip, family === 6 ? 'ipv6' : 'ipv4')) return undefined;
    // A file of the one family answers something for addresses of the other, and it is not true.
    if (family === 6 && this.#reader.metadata.ipVersion === 4) return undefined;
    try {
      return placeOf(this.#reader.get(ip));
    } catch {
      return undefined;
    }
  }

  /** Takes the file again if it is another one than before. While it cannot be read, what is in memory goes on. */
  async refresh(): Promise<void> {
    this.#checkedAt = performance.now();
    try {
      if ((await versionOf(this.#path)) === this.#version) return;
      const { reader, version } = await load(this.#path);
      this.#reader = reader;
      this.#version = version;
    } catch (error) {
      this.#log.warn({ err: error }, 'the changed TENANTRY_GEOIP_FILE was not taken');
    }
  }
}

interface Loaded {
  reader: Reader<CityResponse>;
  version: string;
}

async function load(path: string): Promise<Loaded> {
  const version = await versionOf(path);
  const bytes = await readFile(path).catch((error) => unreadable(path, error));
  const { Reader } = await import('mmdb-lib');
  try {
    const reader = new Reader<CityResponse>(bytes);
    // Half a file shows when it is asked.
    reader.get('203.0.113.1');
    return { reader, version };
  } catch {
    throw new ConfigError(`TENANTRY_GEOIP_FILE must be an MMDB file such as GeoLite2-City.mmdb; ${path} is none, or is damaged.`);
  }
}

async function versionOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path).catch((error) => unreadable(path, error));
  return `${mtimeMs} ${size} ${ino}`;
}

function unreadable(path: string, error: Error): never {
  throw new ConfigError(`TENANTRY_GEOIP_FILE cannot be read: ${path} (${(error as NodeJS.ErrnoException).code}).`);
}

function placeOf(found: CityResponse | null): Place | undefined {
  const countryCode = found?.country?.iso_code;
  if (!countryCode) return undefined;
  const countryName = found.country?.names?.en;
  const region = found.subdivisions?.[0]?.names?.en;
  return { countryCode, ...(countryName ? { countryName } : {}), ...(region ? { region } : {}) };
}
