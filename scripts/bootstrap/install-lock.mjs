import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileSentence, stop } from './stop.mjs';

/** Waits until no other process installs into `root`, then holds that right; `add` names a child process that must have ended, too. */
export async function takeInstallLock(root) {
  const folder = join(root, '.tenantry-install.lock');
  let told = false;
  while (!make(folder, root)) {
    const holder = holderOf(folder);
    if (holder === 'unknown') {
      // Made a moment ago, its pid not yet written; or left by a process that died in that moment.
      if (ageMs(folder) > 10_000) discard(folder);
    } else if (!holder.some(isRunning)) discard(folder, holder);
    else if (!told) {
      process.stderr.write(`Process ${holder[0].pid} is already installing the dependencies; waiting for it …\n`);
      told = true;
    }
    await sleep(200);
  }
  const processes = [describe(process.pid)];
  const write = () => writeFileSync(join(folder, 'processes.json'), JSON.stringify(processes));
  write();
  return {
    add: (pid) => {
      if (pid === undefined) return;
      processes.push(describe(pid));
      write();
    },
    release: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function make(folder, root) {
  try {
    mkdirSync(folder);
    // Git is told here, so that the lock never shows up as a change.
    writeFileSync(join(folder, '.gitignore'), '*\n');
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw stop(fileSentence(error.code, root) ?? `${folder} could not be made (${error.code}).`);
  }
}

function holderOf(folder) {
  try {
    const processes = JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8'));
    return Array.isArray(processes) && processes.length > 0 ? processes : 'unknown';
  } catch {
    return 'unknown';
  }
}

// Moved aside first: of two processes that find the same dead holder, one gets to remove it. If what came away is not what was looked
// at, another process had already taken over, and it gets its lock back.
function discard(folder, holder) {
  const aside = `${folder}.${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (holder !== undefined && JSON.stringify(holderOf(aside)) !== JSON.stringify(holder)) {
    try {
      renameSync(aside, folder);
      return;
    } catch {
      // A third process was faster; it holds the lock now.
    }
  }
  rmSync(aside, { recursive: true, force: true });
}

function ageMs(folder) {
  return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function describe(pid) {
  return { pid, started: startOf(pid) };
}

function isRunning({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now !== 'ended' && (started === undefined || now === undefined || now === started);
}

// The start time tells a process from a later one with the same pid. Elsewhere than on Linux the pid alone has to do.
function startOf(pid) {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}
