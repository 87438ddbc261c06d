import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { explain } from './explain.ts';
import { canReach, identityFor, type ServerUser } from './server-user.ts';

/** The name of the superuser; the installation's own roles are made by migrations. */
export const superuser = 'postgres';

/** Where the files of a data folder lie. */
export function layoutOf(dataDir: string) {
  return { cluster: join(dataDir, 'postgres'), password: join(dataDir, 'postgres-password'), log: join(dataDir, 'postgres.log') };
}

/**
 * How a program of the server's user names its cluster. Below a folder that this user may not enter (a checkout under /root), the absolute
 * path is of no use to it; but it inherits the working folder, and Linux leads there without walking the path.
 */
export function nameOfCluster(cluster: string, user: ServerUser): string {
  if (canReach(user, cluster)) return cluster;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new Error(
    `PostgreSQL cannot run as root, and the user "${user.name}" cannot enter ${cluster}: choose another data folder, or start as an ordinary user.`,
  );
}

/** Makes the cluster unless it exists, and answers the superuser's password. A cluster gets its name only when it is complete. */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser,
  log: (message: string) => void,
): Promise<string> {
  const files = layoutOf(dataDir);
  removeUnfinished(dataDir);
  if (statSync(files.cluster, { throwIfNoEntry: false }) === undefined) {
    log(`Creating the database in ${files.cluster}`);
    const password = ensurePassword(files.password);
    await initialise(dataDir, binaries, user, password);
    return password;
  }
  refuseOtherVersion(files.cluster, binaries);
  return readPassword(files.password, files.cluster);
}

/** The superuser's password of an existing cluster. */
export function readPassword(file: string, cluster: string): string {
  const password = statSync(file, { throwIfNoEntry: false }) && readFileSync(file, 'utf8').trim();
  if (!password)
    throw new Error(
      `The file ${file} with the password for the database in ${cluster} is missing: restore it from a backup of the data folder.`,
    );
  return password;
}

const unfinishedPrefix = 'postgres.new-';

function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // An initdb that outlived its killed parent may still be writing there; the next start removes the rest.
    }
  }
}

function ensurePassword(file: string): string {
  if (statSync(file, { throwIfNoEntry: false })) {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept) return kept;
  }
  const password = randomBytes(24).toString('base64url');
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, 'wx', 0o600);
  writeSync(handle, `${password}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(unfinished, file);
  return password;
}

async function initialise(dataDir: string, binaries: Binaries, user: ServerUser, password: string): Promise<void> {
  const files = layoutOf(dataDir);
  const workshop = join(dataDir, `${unfinishedPrefix}${randomBytes(4).toString('hex')}`);
  const unfinished = join(workshop, 'cluster');
  const passwordFile = join(workshop, 'password');
  mkdirSync(workshop, { mode: 0o700 });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { flag: 'wx', mode: 0o600 });
  if (user.switched) for (const path of [workshop, unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const { code, output } = await run(
      join(binaries.folder, 'bin', 'initdb'),
      initdbArguments(nameOfCluster(unfinished, user)),
      unfinished,
      user,
    );
    if (code !== 0) throw new Error(explain(output, { dataDir, logFile: files.log }));
    renameSync(unfinished, files.cluster);
    const folder = openSync(dataDir, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true, maxRetries: 3 });
  }
}

function initdbArguments(pgdata: string): string[] {
  // The locale built into PostgreSQL 17 and later sorts by code point everywhere; the system's own differs between machines and upgrades, and
  // macOS has no C.UTF-8. There, only the classes of characters come from the system.
  const locale =
    process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=en_US.UTF-8', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--username=${superuser}`, '--pwfile=../password'];
  return [`--pgdata=${pgdata}`, '--locale-provider=builtin', ...locale, '--encoding=UTF8', '--data-checksums', ...access];
}

function refuseOtherVersion(cluster: string, binaries: Binaries): void {
  const file = join(cluster, 'PG_VERSION');
  const made = statSync(file, { throwIfNoEntry: false }) && readFileSync(file, 'utf8').trim();
  if (!made) throw new Error(`The folder ${cluster} is not a PostgreSQL database: move it away, or choose another data folder.`);
  const ours = binaries.version.split('.')[0];
  if (made === ours) return;
  throw new Error(
    `The database in ${cluster} was made by PostgreSQL ${made}, and this Tenantry brings PostgreSQL ${ours}: back it up with the version of Tenantry that made it and restore it here.`,
  );
}

/** Runs a program as the server's user to its end and answers its exit code with what it said on standard error. */
function run(program: string, args: string[], cwd: string, user: ServerUser): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...identityFor(user), cwd, env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', (error) => reject(new Error(unrunnable(program, error))));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The sentence for a program that the system could not even start. */
export function unrunnable(program: string, error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT')
    return `The program ${program} cannot run here (it needs the GNU C library): set DATABASE_URL to a PostgreSQL 15 or later.`;
  return `The program ${program} could not be started (${code ?? error.message}): set DATABASE_URL, or make it executable.`;
}

/** The environment of the server's programs: no PG* variable of the caller may point them elsewhere. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    ...(process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {}),
  };
}
