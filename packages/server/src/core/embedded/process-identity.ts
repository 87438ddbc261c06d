import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, statSync } from 'node:fs';

/** Answers an opaque text that tells this process from a later one with the same pid, or undefined when no such process runs. */
export function identityOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    const identity = linuxIdentity(pid);
    if (identity !== undefined) return identity.zombie ? undefined : identity.text;
    return signalReaches(pid) ? hidden : undefined;
  }
  const listed = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (listed.error) return signalReaches(pid) ? hidden : undefined;
  const [state = '', ...started] = (listed.stdout ?? '').trim().split(/\s+/);
  return state === '' || state.startsWith('Z') ? undefined : started.join(' ');
}

/** True while the very process that had this identity is running; a recycled pid or a zombie is not that process. */
export function isStillRunning(pid: number, identity: string): boolean {
  const now = identityOf(pid);
  return now !== undefined && (now === identity || now === hidden || identity === hidden);
}

/** True when the process works inside `folder`, as a postmaster does in its cluster; the pid in a leftover file may long belong to somebody else. */
export function worksInside(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
      return (
        there.dev === here.dev && there.ino === here.ino && /postgres$/.test(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''))
      );
    }
    return /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  } catch {
    return false;
  }
}

/** Sends a signal if the process is still there; a process that has just ended is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// A process of another user on a system that hides those: it runs, but nothing more can be told.
const hidden = 'hidden';

function linuxIdentity(pid: number): { text: string; zombie: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields after it do not. State is the 3rd field, start time in ticks the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { text: `${boot}:${fields[19]}`, zombie: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
