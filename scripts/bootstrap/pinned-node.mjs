import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takeInstallLock } from './install-lock.mjs';
import { npm, npmSentence } from './npm.mjs';
import { fileSentence, stop } from './stop.mjs';

/** Answers the path of the pinned Node, fetching it where npm skipped the install script of its package. */
export async function pinnedNode(root, pin) {
  const home = join(root, 'node_modules', 'node');
  const binary = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (versionOf(binary) === pin) return binary;
  const lock = await takeInstallLock(root);
  try {
    // The process that held the lock until now may have done it.
    if (versionOf(binary) !== pin) await fetchBinary(root, home, binary, pin, lock);
  } catch (error) {
    // The machine's own Node happens to be the very version, so nothing is missing.
    if (process.versions.node === pin) return process.execPath;
    throw error;
  } finally {
    lock.release();
  }
  const found = versionOf(binary);
  if (found === pin) return binary;
  throw stop(
    `Tenantry runs on Node ${pin}, but ${binary} ${found ? `is ${found}` : 'does not run on this system'}: delete node_modules and start again.`,
  );
}

// What the package's own install script does, without needing permission for scripts.
async function fetchBinary(root, home, binary, pin, lock) {
  process.stderr.write(`Fetching Node ${pin} (npm skipped the install script of its package) …\n`);
  const name = platformPackage();
  const options = ['--prefix', home, '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await npm(root, ['install', ...options, `${name}@${pin}`], home, lock.add);
  if (/code (E404|ETARGET|EBADPLATFORM)/.test(output))
    throw stop(`There is no Node ${pin} for ${process.platform}-${process.arch} on npm's registry.`);
  if (code !== 0) throw stop(npmSentence(output, root));
  try {
    const packageFolder = join(home, 'node_modules', name);
    const { bin } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    const source = join(packageFolder, typeof bin === 'string' ? bin : bin.node);
    const unfinished = `${binary}.${process.pid}`;
    mkdirSync(dirname(binary), { recursive: true });
    rmSync(unfinished, { force: true });
    try {
      linkSync(source, unfinished);
    } catch {
      copyFileSync(source, unfinished);
    }
    renameSync(unfinished, binary);
  } catch (error) {
    throw stop(fileSentence(error.code, home) ?? `Node ${pin} could not be put in place (${error.code ?? error.message}).`);
  }
}

function platformPackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, platform, process.arch].join('-');
}

function versionOf(binary) {
  try {
    if (realpathSync(binary) === realpathSync(process.execPath)) return process.versions.node;
  } catch {
    return undefined;
  }
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim().replace(/^v/, '') : undefined;
}
