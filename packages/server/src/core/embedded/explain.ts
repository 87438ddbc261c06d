/** Turns what PostgreSQL or the system said into one sentence for the operator; `about` names the folder concerned. */
export function explain(output: string, about: { dataDir: string; logFile: string }): string {
  const known = sentences.find(([pattern]) => pattern.test(output));
  if (known) return known[1](about);
  const last = output
    .split('\n')
    .map((line) => /(?:FATAL|PANIC|error|FEHLER):\s+(.+)$/.exec(line)?.[1])
    .filter((line) => line !== undefined)
    .pop();
  return `The embedded PostgreSQL did not start: ${last ?? 'it gave no reason'} (more in ${about.logFile}).`;
}

/** True when waiting helps: processes of a crashed server still hold its memory or its lock file. */
export function isPassing(output: string): boolean {
  return /shared memory block .* is still in use|lock file "postmaster.pid" already exists/.test(output);
}

/** Turns a failed file operation on the data folder into one sentence, or undefined when it is not about disk or permission. */
export function explainFileError(error: unknown, dataDir: string): string | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull({ dataDir });
  if (code === 'EROFS') return `The data folder ${dataDir} is on a read-only file system: choose another data folder.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `The data folder ${dataDir} cannot be written by this user: change its owner, or choose another data folder.`;
  if (code === 'ENOTDIR' || code === 'EEXIST') return `The data folder ${dataDir} is not a folder: choose another data folder.`;
  return undefined;
}

type About = { dataDir: string; logFile: string };

function diskFull({ dataDir }: { dataDir: string }): string {
  return `The disk that holds ${dataDir} is full: free some space and start again.`;
}

const sentences: [RegExp, (about: About) => string][] = [
  [/No space left on device|Disk quota exceeded/, diskFull],
  [/Read-only file system/, ({ dataDir }) => `The data folder ${dataDir} is on a read-only file system: choose another data folder.`],
  [
    /database files are incompatible/,
    ({ dataDir }) =>
      `The database in ${dataDir} was made by another version of PostgreSQL: move it with the version of Tenantry that made it.`,
  ],
  [
    /shared memory block .* is still in use/,
    ({ dataDir }) =>
      `Processes of a crashed PostgreSQL still use the database in ${dataDir}: end them, or restart the machine, and start again.`,
  ],
  [
    /lock file "postmaster.pid" already exists/,
    ({ dataDir }) => `Another PostgreSQL already runs on the database in ${dataDir}: stop it and start again.`,
  ],
  [
    /could not (?:create|resize|map|allocate).*shared memory|Cannot allocate memory/,
    () => 'There is not enough memory to start the embedded PostgreSQL.',
  ],
  [
    /could not look up effective user ID/,
    () => 'PostgreSQL needs a named user, but the user of this process has no entry in the list of users: add one, or set DATABASE_URL.',
  ],
  [
    /invalid locale (?:name|settings)/,
    () => 'This system lacks the locale C.UTF-8, which the embedded PostgreSQL needs: install it, or set DATABASE_URL.',
  ],
  [
    /PANIC:|incorrect checksum|could not locate a valid checkpoint|invalid page in block/,
    ({ dataDir, logFile }) => `The database in ${dataDir} is damaged (see ${logFile}): restore it from a backup.`,
  ],
  [
    /Permission denied/,
    ({ dataDir }) => `PostgreSQL may not read or write all of ${dataDir}: give its folder back to the user that created it.`,
  ],
];
