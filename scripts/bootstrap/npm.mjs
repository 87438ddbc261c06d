import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { basename, delimiter, join, sep } from 'node:path';
import { fileSentence, stop } from './stop.mjs';

/** Runs npm to its end, quietly, and answers `{ code, output }`; `onStart` learns its pid. */
export function npm(root, args, cwd, onStart = () => {}) {
  const { program, before, shell } = npmProgram(root);
  const child = spawn(program, [...before, ...args], {
    cwd,
    shell,
    // An outer `npm --global` or `--workspace` is not meant for this call.
    env: { ...process.env, npm_config_global: 'false', npm_config_location: 'project' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  let interrupted = false;
  const forward = (signal) => {
    interrupted = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(stop('npm was not found: install Node together with npm from https://nodejs.org and start again.')));
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      if (signal || (interrupted && code !== 0)) reject(stop('The installation was interrupted: start again to finish it.'));
      else resolve({ code, output });
    });
  });
}

/** One sentence for what made npm fail. */
export function npmSentence(output, root) {
  // An install script that failed reports its own code within the output of npm's.
  const codes = [...output.matchAll(/(?:npm (?:error|ERR!)|Error:|npm warn tar).*?\b(E[A-Z_]{3,}|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/g)].map(
    (found) => found[1],
  );
  if (/no space left on device/i.test(output)) codes.push('ENOSPC');
  const onFiles = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'].find((code) => codes.includes(code));
  if (onFiles) return fileSentence(onFiles, root);
  if (codes.some((code) => unreachable.has(code))) {
    return 'npm could not reach its registry: connect to the network (or set a proxy or a registry in .npmrc) and start again.';
  }
  if (/npm v\S+ does not support Node/.test(output))
    return 'This npm does not support the installed Node: update Node from https://nodejs.org and start again.';
  const log = /complete log of this run can be found in:\s*([^\s,]+)/.exec(output)?.[1];
  const reason = /npm (?:error|ERR!) (?!code |path |command |A complete log)(\S.*)/.exec(output)?.[1]?.trim();
  return `npm could not install the dependencies (${[codes[0], reason].filter(Boolean).join(': ') || 'no reason given'})${log ? `; its log is ${log}` : ''}.`;
}

const unreachable = new Set(
  'ENOTFOUND EAI_AGAIN ECONNREFUSED ECONNRESET ETIMEDOUT ESOCKETTIMEDOUT ENETUNREACH EHOSTUNREACH ENOTCACHED ERR_SOCKET_TIMEOUT FETCH_ERROR'.split(
    ' ',
  ),
);

// The npm that runs this script, or else the one in PATH. It runs on the machine's own Node: `npm ci` deletes the pinned one.
function npmProgram(root) {
  const script = process.env.npm_execpath;
  const node = machineNode(root);
  if (script && basename(script) === 'npm-cli.js' && node) return { program: node, before: [script], shell: false };
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [], shell: process.platform === 'win32' };
}

function machineNode(root) {
  const modules = join(root, 'node_modules') + sep;
  if (!realpathSync(process.execPath).startsWith(modules)) return process.execPath;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
    try {
      accessSync(candidate, constants.X_OK);
      if (!realpathSync(candidate).startsWith(modules)) return candidate;
    } catch {
      // Not in this folder of PATH.
    }
  }
  return undefined;
}
