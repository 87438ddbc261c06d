import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { layoutOf, nameOfCluster, serverEnvironment, unrunnable } from './cluster.ts';
import { explain, isPassing } from './explain.ts';
import { identityOf, isStillRunning, signal, worksInside } from './process-identity.ts';
import { identityFor, type ServerUser } from './server-user.ts';

/** A running server as its `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  identity: string;
  socketFolder: string;
  port: number;
  ready: boolean;
}

/** Finds the server that runs on this cluster, if any; a leftover file whose pid now belongs to another program does not count. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  // A server in single-user mode writes its pid negative.
  const pid = Math.abs(Number(lines[0]));
  const identity = identityOf(pid);
  if (identity === undefined || !worksInside(pid, cluster)) return undefined;
  return { pid, identity, port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

export interface StartOptions {
  dataDir: string;
  binaries: Binaries;
  user: ServerUser;
  settings: Readonly<Record<string, string>>;
}

/** Starts the server and waits until it accepts connections; waits longer while processes of a crashed predecessor still hold its memory. */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  const files = layoutOf(options.dataDir);
  removeMisleadingPidFile(files.cluster);
  const patienceMs = 60_000;
  const startedAt = Date.now();
  for (;;) {
    const attempt = await tryToStart(options, files.log);
    if (typeof attempt !== 'string') return attempt;
    if (!isPassing(attempt) || Date.now() - startedAt > patienceMs)
      throw new Error(explain(attempt, { dataDir: options.dataDir, logFile: files.log }));
    await sleep(200);
  }
}

/** Ends the server: its connections are closed, everything is written. Falls back to an immediate stop, which the next start repairs. */
export async function stopPostmaster({ pid, identity }: Postmaster): Promise<void> {
  for (const [name, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 15_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isStillRunning(pid, identity)) return;
    signal(pid, name);
    const sentAt = Date.now();
    while (isStillRunning(pid, identity) && Date.now() - sentAt < patienceMs) await sleep(15);
  }
}

// PostgreSQL refuses to start while any process has the pid that a crashed server left behind, as happens at once in a restarted container.
// Where that pid is free the file stays: PostgreSQL reads from it which memory an orphan may still hold.
function removeMisleadingPidFile(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  if (!statSync(file, { throwIfNoEntry: false })) return;
  const pid = Math.abs(Number.parseInt(readFileSync(file, 'utf8'), 10));
  if (identityOf(pid) !== undefined && !worksInside(pid, cluster)) rmSync(file);
}

// Answers the running server, or what it wrote before it gave up.
async function tryToStart(options: StartOptions, logFile: string): Promise<Postmaster | string> {
  const { cluster } = layoutOf(options.dataDir);
  const program = join(options.binaries.folder, 'bin', 'postgres');
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(logFile);
  const offset = fstatSync(log).size;
  // Detached: Ctrl-C in a terminal reaches Node alone, which then stops the server in order. No pipe: it must survive the death of Node.
  const child = spawn(program, ['-D', nameOfCluster(cluster, options.user), ...settings], {
    ...identityFor(options.user),
    cwd: cluster,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const failure = new Promise<string>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(unrunnable(program, error))));
    child.once('exit', () => resolve(textSince(logFile, offset)));
  });
  return await Promise.race([failure, becomesReady(cluster, child)]);
}

async function becomesReady(
  cluster: string,
  child: { pid?: number | undefined; exitCode: number | null; signalCode: string | null },
): Promise<Postmaster> {
  for (;;) {
    // Recovery after a crash takes as long as it takes; only the end of the process ends the wait.
    await sleep(15);
    if (child.exitCode !== null || child.signalCode !== null) return await new Promise<never>(() => {});
    const found = findPostmaster(cluster);
    if (found?.ready && found.pid === child.pid) return found;
  }
}

const logBytesMax = 10 * 2 ** 20;

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function textSince(file: string, offset: number): string {
  // The whole data folder may be gone by the time that PostgreSQL ends.
  if (!existsSync(file)) return '';
  const handle = openSync(file, 'r');
  try {
    const text = Buffer.alloc(Math.min(64 * 1024, Math.max(0, fstatSync(handle).size - offset)));
    readSync(handle, text, 0, text.length, offset);
    return text.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
