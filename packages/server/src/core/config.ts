import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cosignature, parseVerifierKey } from '@tenantry/tlog';

export interface Config {
  host: string;
  port: number;
  publicUrl: string;
  insecureHttp: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  postgresUser: string | undefined;
  edition: 'saas' | 'self-managed';
  masterKey: Buffer;
  passwordPolicy: 'modern' | 'classic';
  smtp: { url: string; from: string } | undefined;
  rateLimit: { perSecond: number; burst: number } | undefined;
  /** Whether anybody may read the hashes of the audit log below /audit/log/. */
  tileLogPublic: boolean;
  /** Who is asked to cosign the checkpoints of the audit log. */
  witnesses: readonly WitnessConfig[];
  /** Where streams of audit records into files go; unless set, a folder in the data folder that is made when it is needed. */
  auditStreamDir: string | undefined;
  sessionIdleMs: number;
  sessionAbsoluteMs: number;
  showTokensOnce: boolean;
  /** Where the installation's own terms of use and privacy notice stand. */
  termsUrl: string | undefined;
  privacyUrl: string | undefined;
  /** Where the ERP's customer records come from, and how often they are read. */
  erp: ErpConfig | undefined;
  /** An MMDB file that tells where network addresses are. */
  geoipFile: string | undefined;
  trustProxy: boolean;
  logLevel: string;
  /** Checks every answer against the contract; off in production, where it would cost without telling anybody. */
  checkAnswers: boolean;
  /** The built portal is served beside the API. */
  servePortal: boolean;
}

export type ErpConfig = ({ kind: 'file'; path: string } | { kind: 'feed'; url: string; token: string }) & { intervalMinutes: number };

export interface WitnessConfig {
  /** Below it stands `add-checkpoint`. */
  url: string;
  /** Verifier key of its cosignatures in signed-note form. */
  key: string;
}

type Environment = Record<string, string | undefined>;

const root = resolve(import.meta.dirname, '../../../..');

/** A bad value stops the process; the message is one sentence that names the variable. */
export class ConfigError extends Error {}

/** Reads the environment once. Makes the master key file at first start (0600). Throws {@link ConfigError}. */
export async function readConfig(env: Environment): Promise<Config> {
  const port = integer(env, 'PORT', 3000, 0, 65535);
  const host = env.HOST || '127.0.0.1';
  const publicUrl = url(env, 'TENANTRY_PUBLIC_URL', `http://localhost:${port}`);
  const dataDir = resolve(env.TENANTRY_DATA_DIR || join(root, 'data'));
  const insecureHttp = checkTransport(publicUrl, env);
  return {
    host,
    port,
    publicUrl,
    insecureHttp,
    dataDir,
    databaseUrl: databaseUrl(env),
    postgresUser: env.TENANTRY_POSTGRES_USER || undefined,
    edition: choice(env, 'TENANTRY_EDITION', ['self-managed', 'saas']),
    masterKey: await masterKey(env, dataDir),
    passwordPolicy: choice(env, 'TENANTRY_PASSWORD_POLICY', ['modern', 'classic']),
    smtp: smtp(env),
    rateLimit:
      env.TENANTRY_RATE_LIMIT === 'off'
        ? undefined
        : {
            perSecond: integer(env, 'TENANTRY_RATE_LIMIT', 50, 1, 1_000_000),
            burst: integer(env, 'TENANTRY_RATE_BURST', 500, 1, 10_000_000),
          },
    witnesses: await witnesses(env),
    sessionIdleMs: integer(env, 'TENANTRY_SESSION_IDLE_HOURS', 12, 1, 720) * 3_600_000,
    sessionAbsoluteMs: integer(env, 'TENANTRY_SESSION_DAYS', 30, 1, 365) * 86_400_000,
    tileLogPublic: choice(env, 'TENANTRY_AUDIT_LOG', ['public', 'off']) === 'public',
    auditStreamDir: env.TENANTRY_AUDIT_STREAM_DIR ? resolve(env.TENANTRY_AUDIT_STREAM_DIR) : undefined,
    showTokensOnce: flag(env, 'TENANTRY_TOKENS_SHOW_ONCE'),
    termsUrl: document(env, 'TENANTRY_TERMS_URL'),
    privacyUrl: document(env, 'TENANTRY_PRIVACY_URL'),
    erp: erp(env),
    geoipFile: env.TENANTRY_GEOIP_FILE ? resolve(env.TENANTRY_GEOIP_FILE) : undefined,
    trustProxy: flag(env, 'TENANTRY_TRUST_PROXY'),
    logLevel: choice(env, 'TENANTRY_LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent']),
    checkAnswers: env.NODE_ENV !== 'production',
    servePortal: true,
  };
}

/** The configuration for people: secrets hidden. */
export function describeConfig(config: Config): Record<string, unknown> {
  const { masterKey: _, databaseUrl: target, smtp: mail, erp: source, ...rest } = config;
  return {
    ...rest,
    databaseUrl: target ? withoutSecrets(target) : 'embedded',
    smtp: mail ? `${withoutSecrets(mail.url)} from ${mail.from}` : 'none',
    erp: source ? `${source.kind === 'file' ? source.path : new URL(source.url).origin} every ${source.intervalMinutes} min` : 'none',
  };
}

/** An address for people: whatever opens something is hidden, in its user part and in its query. */
function withoutSecrets(address: string): string {
  const shown = new URL(address);
  if (shown.password) shown.password = '…';
  for (const name of [...shown.searchParams.keys()]) if (/pass|secret|token|key/i.test(name)) shown.searchParams.set(name, '…');
  return decodeURI(shown.href);
}

/** The public address of a server on this machine. */
export const isLoopback = (address: string): boolean => ['localhost', '127.0.0.1', '[::1]', '::1'].includes(new URL(address).hostname);

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const given = env[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (!/^\d+$/.test(given) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}; it is "${given}".`);
  return value;
}

function choice<const T extends string>(env: Environment, name: string, values: readonly [T, ...T[]]): T {
  const given = env[name];
  if (!given) return values[0];
  const found = values.find((value) => value === given);
  if (!found) throw new ConfigError(`${name} must be one of ${values.join(', ')}; it is "${given}".`);
  return found;
}

function flag(env: Environment, name: string): boolean {
  return choice(env, name, ['0', '1', 'true', 'false']) === '1' || env[name] === 'true';
}

function url(env: Environment, name: string, fallback: string): string {
  const given = env[name] || fallback;
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search || parsed.hash)
    throw new ConfigError(`${name} must be an http(s) address such as https://settings.example.com; it is "${given}".`);
  return given.replace(/\/+$/, '');
}

function document(env: Environment, name: string): string | undefined {
  const given = env[name];
  if (!given) return undefined;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new ConfigError(`${name} must be an http(s) address such as https://www.example.com/terms; it is "${given}".`);
  return given;
}

function databaseUrl(env: Environment): string | undefined {
  const given = env.DATABASE_URL;
  if (!given) return undefined;
  if (!URL.canParse(given) || !/^postgres(ql)?:$/.test(new URL(given).protocol))
    throw new ConfigError('DATABASE_URL must begin with postgres:// and name a host and a database.');
  return given;
}

// Browsers drop Secure cookies on plain http beyond this machine: sign-in would loop, so it takes a deliberate word.
function checkTransport(publicUrl: string, env: Environment): boolean {
  const insecure = publicUrl.startsWith('http:') && !isLoopback(publicUrl);
  if (insecure && env.TENANTRY_INSECURE_HTTP !== '1')
    throw new ConfigError(
      `TENANTRY_PUBLIC_URL is ${publicUrl}: put a TLS proxy in front and use https, or set TENANTRY_INSECURE_HTTP=1 for a trial.`,
    );
  return insecure;
}

function smtp(env: Environment): Config['smtp'] {
  const given = env.TENANTRY_SMTP_URL;
  if (!given) return undefined;
  if (!URL.canParse(given) || !/^smtps?:$/.test(new URL(given).protocol))
    throw new ConfigError('TENANTRY_SMTP_URL must look like smtps://user:password@mail.example.com:465.');
  const from = env.TENANTRY_MAIL_FROM;
  if (!from || !/^[^@\s]+.*@[^@\s]+$/.test(from))
    throw new ConfigError('TENANTRY_MAIL_FROM must be the sender address when TENANTRY_SMTP_URL is set.');
  return { url: given, from };
}

function erp(env: Environment): Config['erp'] {
  const { TENANTRY_ERP_FILE: path, TENANTRY_ERP_URL: address, TENANTRY_ERP_TOKEN: token } = env;
  const intervalMinutes = integer(env, 'TENANTRY_ERP_INTERVAL', 60, 1, 10_080);
  if (path && address) throw new ConfigError('Set TENANTRY_ERP_FILE or TENANTRY_ERP_URL, not both: the ERP has one source.');
  if (token && !address) throw new ConfigError('TENANTRY_ERP_TOKEN is set, but TENANTRY_ERP_URL is not.');
  if (path) return { kind: 'file', path: resolve(path), intervalMinutes };
  if (!address) return undefined;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  // The address is left out of the sentence: whoever wrote a password into it should not find it in a log.
  if (
    !parsed ||
    parsed.username ||
    parsed.password ||
    !(parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(address)))
  )
    throw new ConfigError(
      'TENANTRY_ERP_URL must be an https address without user name and password, such as https://erp.example.com/customers.',
    );
  if (!token || !/^[\x21-\x7e]{1,4000}$/.test(token))
    throw new ConfigError('TENANTRY_ERP_TOKEN must be the token for TENANTRY_ERP_URL: visible ASCII characters without spaces.');
  return { kind: 'feed', url: parsed.href, token, intervalMinutes };
}

/** A JSON file, or `address key` with commas between. */
async function witnesses(env: Environment): Promise<WitnessConfig[]> {
  const given = env.TENANTRY_AUDIT_WITNESSES?.trim();
  if (!given) return [];
  const list = /^\S+\.json$/.test(given) ? await witnessFile(given) : given.split(',').map((one) => one.trim().split(/\s+/));
  const found = list.map(([url = '', key = '', more]) => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(url));
    if (
      !parsed ||
      !isSafe ||
      parsed.username ||
      parsed.password ||
      parsed.search ||
      parsed.hash ||
      more !== undefined ||
      !isWitnessKey(key)
    )
      throw new ConfigError(
        'TENANTRY_AUDIT_WITNESSES must list witnesses as "https://address name+hash+key" with commas between, or name a .json file of {"url", "key"}; the key is that of its cosignatures (type 4).',
      );
    return { url: url.replace(/\/+$/, ''), key };
  });
  if (new Set(found.map(({ key }) => key)).size < found.length) throw new ConfigError('TENANTRY_AUDIT_WITNESSES names a witness twice.');
  return found;
}

async function witnessFile(path: string): Promise<string[][]> {
  try {
    const list = JSON.parse(await readFile(path, 'utf8')) as { url: unknown; key: unknown }[];
    return list.map(({ url, key }) => [String(url), String(key)]);
  } catch (error) {
    throw new ConfigError(`The file ${path} of TENANTRY_AUDIT_WITNESSES cannot be read: ${(error as Error).message}.`);
  }
}

function isWitnessKey(key: string): boolean {
  try {
    return parseVerifierKey(key).type === cosignature;
  } catch {
    return false;
  }
}

async function masterKey(env: Environment, dataDir: string): Promise<Buffer> {
  if (env.TENANTRY_MASTER_KEY) {
    const key = Buffer.from(env.TENANTRY_MASTER_KEY, 'base64');
    if (key.length !== 32) throw new ConfigError('TENANTRY_MASTER_KEY must be 32 bytes in base64 (openssl rand -base64 32).');
    return key;
  }
  await mkdir(dataDir, { recursive: true }).catch((error) => {
    throw new ConfigError(`The data folder ${dataDir} cannot be made: ${(error as Error).message}.`);
  });
  const file = join(dataDir, 'master.key');
  try {
    // Written whole, then linked: of two first starts one wins and the other reads the winner's.
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    await link(fresh, file).finally(() => unlink(fresh));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new ConfigError(`The master key cannot be written to ${file}: ${(error as Error).message}.`);
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (key.length !== 32) throw new ConfigError(`${file} does not hold a master key; restore it from your backup.`);
  return key;
}
