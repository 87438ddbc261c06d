import { mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isStillRunning } from './process-identity.ts';

export interface DataLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or throws one sentence naming the process that has it.
 *
 * The lock is a row of numbered symbolic links `lock/1`, `lock/2`, … of which the highest counts. A symbolic link appears together with its
 * content in one step, and taking over from a dead holder is making the next number, which only one process can do. Deleting and re-making
 * one file would let two processes that both saw the dead holder succeed.
 */
export function takeDataLock(dataDir: string): DataLock {
  const folder = join(dataDir, 'lock');
  makeFolder(folder);
  const mine = `${process.pid} ${identityOf(process.pid) ?? ''} ${new Date().toISOString()}`;
  for (;;) {
    const highest = highestOf(folder);
    const holder = highest === 0 ? undefined : holderOf(folder, highest);
    if (holder === 'gone') continue;
    if (holder !== undefined) throw refusal(dataDir, holder);
    const number = highest + 1;
    if (!link(folder, number, mine)) continue;
    // Between the look and the link others may have taken and left higher numbers; then this one is worth nothing.
    if (highestOf(folder) !== number) {
      rmSync(join(folder, String(number)), { force: true });
      continue;
    }
    removeBelow(folder, number);
    return { release: () => release(folder, number, mine) };
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

interface Holder {
  pid: number;
  since: string;
}

const free = 'free';

function holderOf(folder: string, number: number): Holder | 'gone' | undefined {
  let content: string;
  try {
    content = readlinkSync(join(folder, String(number)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    throw error;
  }
  if (content === free) return undefined;
  const [pid = '', ...rest] = content.split(' ');
  const since = rest.pop() ?? '';
  return isStillRunning(Number(pid), rest.join(' ')) ? { pid: Number(pid), since } : undefined;
}

// The number never falls, or a slow starter could take a number that counts already behind it: letting go makes a next link that says so.
function release(folder: string, number: number, mine: string): void {
  try {
    if (readlinkSync(join(folder, String(number))) !== mine) return;
    link(folder, number + 1, free);
    removeBelow(folder, number + 1);
  } catch {
    // The data folder is gone, and the lock with it.
  }
}

function link(folder: string, number: number, content: string): boolean {
  try {
    symlinkSync(content, join(folder, String(number)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function highestOf(folder: string): number {
  return Math.max(0, ...numbersIn(folder));
}

function removeBelow(folder: string, number: number): void {
  for (const older of numbersIn(folder)) if (older < number) rmSync(join(folder, String(older)), { force: true });
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function refusal(dataDir: string, holder: Holder): Error {
  return new Error(
    `Tenantry already runs on the data folder ${dataDir} as process ${holder.pid} (since ${holder.since}): stop that process first, or choose another data folder.`,
  );
}
