import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lchownSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, type ServerUser } from './server-user.ts';

/** The number in the socket's name; nothing listens on a network port. */
export const socketPort = 5432;

/** Makes the private folder (0700, owned by the server's user) for the socket of this data folder and answers its path. */
export function makeSocketFolder(dataDir: string, user: ServerUser): string {
  const name = `tenantry-${createHash('sha256')
    .update(`${realpathSync(dataDir)}\0${user.uid}`)
    .digest('hex')
    .slice(0, 16)}`;
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    if (!fits(join(parent, `${name}-00000000`)) || !canReach(user, parent)) continue;
    // A stranger may have made the folder first; then ours gets a name that nobody can guess.
    for (const path of [join(parent, name), join(parent, `${name}-${randomBytes(4).toString('hex')}`)]) {
      if (makeOwn(path, user)) return path;
    }
  }
  throw new Error(
    `PostgreSQL needs a folder for its socket, but neither ${tmpdir()} nor /tmp can hold one: set TMPDIR to a short path that you may write to.`,
  );
}

/** True when only the server's user (and root) can have put a socket there; anything else could be a stranger's server asking for our password. */
export function isPrivateTo(path: string, user: ServerUser): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === user.uid && (found.mode & 0o077) === 0;
}

/** Removes the socket folder of a stopped server. */
export function removeSocketFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

// sun_path holds 107 bytes on Linux and 103 on macOS.
function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}.lock`)) <= 103;
}

function makeOwn(path: string, user: ServerUser): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    if (user.switched) lchownSync(path, user.uid, user.gid);
    else chmodSync(path, 0o700);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    return isPrivateTo(path, user);
  }
}
