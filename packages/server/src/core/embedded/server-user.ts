import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Who PostgreSQL runs as; `switched` when that is not the user of this process. */
export interface ServerUser {
  uid: number;
  gid: number;
  name: string;
  switched: boolean;
}

/**
 * Decides who PostgreSQL runs as: the user of this process, or, as root (which PostgreSQL refuses), the owner of an existing cluster,
 * else `asUser`, else `nobody`. Throws one sentence when that cannot work.
 */
export function serverUser(clusterDir: string, asUser: string | undefined): ServerUser {
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = ownerOf(clusterDir);
  if (self.uid !== 0) return unprivileged(self, clusterDir, owner, asUser);

  // Files that an ordinary user made stay that user's, so that starting once with sudo does not lock them out.
  if (owner !== undefined && owner.uid !== 0 && asUser === undefined) return { ...owner, name: `user ${owner.uid}`, switched: true };
  const wanted = lookUp(asUser);
  if (wanted.uid === 0) throw new Error('PostgreSQL refuses to run as root: set TENANTRY_POSTGRES_USER to an ordinary user.');
  if (owner === undefined || owner.uid === wanted.uid) return { ...wanted, switched: true };
  throw new Error(
    `The database in ${clusterDir} belongs to user ${owner.uid}, not to ${wanted.name}: run "chown -R ${wanted.name} ${clusterDir}" and start again.`,
  );
}

/** What `spawn` needs to run a program as this user: nothing when it is the user of this process. */
export function identityFor(user: ServerUser): { uid?: number; gid?: number } {
  // `spawn` wants them signed; macOS counts nobody as -2, which files show as 4294967294.
  return user.switched ? { uid: user.uid | 0, gid: user.gid | 0 } : {};
}

/** True when the server's user can enter the folder (or run the file) at `path`; asked of the system itself, so that ACLs count too. */
export function canReach(user: ServerUser, path: string): boolean {
  if (!user.switched) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], {
    ...identityFor(user),
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}

function unprivileged(
  self: { uid: number; gid: number },
  clusterDir: string,
  owner: { uid: number } | undefined,
  asUser: string | undefined,
): ServerUser {
  const name = nameOfSelf(self.uid);
  if (owner !== undefined && owner.uid !== self.uid) {
    throw new Error(
      `The database in ${clusterDir} belongs to user ${owner.uid} and this process runs as ${name}: start as the user that created it.`,
    );
  }
  if (asUser !== undefined && asUser !== name && asUser !== String(self.uid)) {
    throw new Error(
      `TENANTRY_POSTGRES_USER is ${asUser}, but only root can run PostgreSQL as another user: start as root or as ${asUser}.`,
    );
  }
  return { ...self, name, switched: false };
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

function nameOfSelf(uid: number): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${uid}`;
  }
}

// `id` knows users from directories as well as from /etc/passwd.
function lookUp(chosen: string | undefined): { uid: number; gid: number; name: string } {
  const name = chosen ?? 'nobody';
  const ask = (flag: string) => Number.parseInt(spawnSync('id', [flag, '--', name], { encoding: 'utf8' }).stdout ?? '', 10);
  const [uid, gid] = [ask('-u'), ask('-g')];
  if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid: uid >>> 0, gid: gid >>> 0, name };
  throw new Error(
    chosen === undefined
      ? 'PostgreSQL refuses to run as root and this system has no user "nobody": set TENANTRY_POSTGRES_USER to an ordinary user.'
      : `TENANTRY_POSTGRES_USER names the user ${name}, which this system does not know.`,
  );
}
