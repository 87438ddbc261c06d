import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { packagedBinaries } from './binaries.ts';
import type { EmbeddedConnection, EmbeddedDatabase, LaunchOptions } from './launch.ts';
import { identityOf, signal } from './process-identity.ts';

export const isRoot = process.getuid?.() === 0;

/** What every launch of these tests has in common. */
export const quiet = { log: () => {} };

const scratch = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
chmodSync(scratch, 0o755);
let folders = 0;
const processes = new Set<number>();

afterAll(() => {
  for (const pid of processes) signal(pid, 'SIGKILL');
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

/** A new folder that is removed when the test file is done. */
export function scratchFolder(mode = 0o755): string {
  folders += 1;
  const folder = join(scratch, String(folders));
  mkdirSync(folder);
  chmodSync(folder, mode);
  return folder;
}

/** Runs one statement on a connection of its own. */
export async function query(connection: EmbeddedConnection, sql: string): Promise<Record<string, unknown>[]> {
  const { host, port, user, password, database } = connection;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** What a launch in another process came to. */
export type ChildLaunch = { child: ChildProcess } & ({ database: EmbeddedDatabase; error?: never } | { database?: never; error: string });

/** Launches in a process of its own, which then stays alive (or, with `thenExit`, exits without stopping the server). */
export async function launchInChild(
  options: Omit<LaunchOptions, 'log'>,
  how: { uid?: number; thenExit?: boolean } = {},
): Promise<ChildLaunch> {
  const child = startChild(options, how);
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (text.includes('\n')) resolve(text);
    });
    child.on('exit', (code) => reject(new Error(`The child ended with ${code} before it said anything.`)));
  });
  const said = JSON.parse(line) as { database: EmbeddedDatabase } | { error: string };
  if ('database' in said) processes.add(said.database.pid);
  return { child, ...said };
}

/** Starts a launching process without waiting for what comes of it. */
export function startChild(options: Omit<LaunchOptions, 'log'>, how: { uid?: number; thenExit?: boolean } = {}): ChildProcess {
  const source = `
    const { launchEmbedded } = await import(${JSON.stringify(new URL('./launch.ts', import.meta.url).href)});
    const said = await launchEmbedded({ ...${JSON.stringify(options)}, log() {} }).then((database) => ({ database }), (error) => ({ error: error.message }));
    process.stdout.write(JSON.stringify(said) + '\\n', () => { if (${how.thenExit === true}) process.exit(0); });
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
  });
  if (child.pid) processes.add(child.pid);
  return child;
}

/** Kills a process as a crash would, and waits until it is gone. */
export async function kill(pid: number): Promise<void> {
  signal(pid, 'SIGKILL');
  await gone(pid);
}

/** Waits until a process has ended. */
export async function gone(pid: number): Promise<void> {
  while (identityOf(pid) !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A copy of the packaged binaries as npm leaves it when install scripts are skipped: without the links between libraries. */
export function binariesWithoutLinks(parent: string, keepLinks = false): { folder: string; version: string } {
  const packaged = packagedBinaries();
  const folder = join(parent, 'native');
  copyTree(packaged.folder, folder, keepLinks);
  return { folder, version: packaged.version };
}

function copyTree(from: string, to: string, keepLinks: boolean): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target, keepLinks);
    else if (!entry.isSymbolicLink()) linkOrCopy(source, target);
    else if (keepLinks) symlinkSync(readlinkSync(source), target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
