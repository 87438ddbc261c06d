import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeInstallLock } from './install-lock.mjs';
import { npm, npmSentence } from './npm.mjs';
import { fileSentence, stop } from './stop.mjs';

/** Runs `npm ci` when node_modules is missing or does not hold what package-lock.json asks for; two processes never do so at once. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  refuseUnwritable(root);
  const lock = await takeInstallLock(root);
  try {
    if (!isInstalled(root)) await install(root, lock);
  } finally {
    lock.release();
  }
}

async function install(root, lock) {
  process.stderr.write('Installing dependencies (npm ci), which takes a minute the first time …\n');
  const options = ['--prefix', root, '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  let result = await npm(root, ['ci', ...options], root, lock.add);
  // A lock file written where the registry lacked some platform's packages is refused by npm 11 and later, though all else is pinned in it.
  if (result.code !== 0 && /code EUSAGE/.test(result.output) && /in sync/.test(result.output)) {
    process.stderr.write('package-lock.json lacks packages of other platforms; installing what it does pin (npm install --no-save) …\n');
    result = await npm(root, ['install', '--no-save', ...options], root, lock.add);
  }
  if (result.code !== 0) throw stop(npmSentence(result.output, root));
  if (!isInstalled(root))
    throw stop('npm finished, but node_modules does not hold what package-lock.json asks for: delete node_modules and start again.');
}

// The mark saves reading two large files at every start. Without it (after an `npm ci` by hand) npm's own record decides.
function isInstalled(root) {
  const lockText = read(join(root, 'package-lock.json'));
  if (lockText === undefined) throw stop(`${join(root, 'package-lock.json')} is missing: get a complete copy of Tenantry.`);
  const mark = join(root, 'node_modules', '.tenantry-lock');
  const wanted = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}\n`;
  const recordText = read(join(root, 'node_modules', '.package-lock.json'));
  const found = read(mark);
  if (recordText === undefined) return false;
  if (found === wanted) return true;
  if (found !== undefined && found.split(' ')[1] !== wanted.split(' ')[1]) return false;
  if (!holds(parse(recordText), parse(lockText))) return false;
  try {
    writeFileSync(mark, wanted);
  } catch {
    // A read-only copy is looked at again next time.
  }
  return true;
}

function holds(record, lock) {
  return Object.entries(lock).every(([path, { version, optional, devOptional }]) => {
    if (!path.startsWith('node_modules/')) return true;
    const there = record[path];
    // Optional packages of other platforms are in the lock file and not on the disk.
    return there ? there.version === version : optional === true || devOptional === true;
  });
}

function parse(text) {
  try {
    return JSON.parse(text).packages ?? {};
  } catch {
    return {};
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function refuseUnwritable(root) {
  try {
    accessSync(root, constants.W_OK);
  } catch (error) {
    throw stop(fileSentence(error.code, root) ?? `${root} cannot be written (${error.code}).`);
  }
}
