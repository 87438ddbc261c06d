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
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(stop('npm was not found: install Node together with npm from https://nodejs.org and start again.')));
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      if (signal) reject(stop('The installation was interrupted: start again to finish it.'));
      else resolve({ code, output });
    });
  });
}

/** One sentence for what made npm fail. */
export function npmSentence(output, root) {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? '';
  if (
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|FETCH_ERROR)$/.test(
      code,
    )
  ) {
    return 'npm could not reach its registry: connect to the network (or set a proxy or a registry in .npmrc) and start again.';
  }
  const onFiles = fileSentence(code, root);
  if (onFiles) return onFiles;
  if (/does not support Node\.js|not compatible with your version of node/i.test(output) && code === 'EBADENGINE') {
    return 'This npm does not support the installed Node: update Node from https://nodejs.org and start again.';
  }
  const log = /complete log of this run can be found in:\s*(\S.*)/.exec(output)?.[1]?.trim();
  const reason = [...output.matchAll(/npm (?:error|ERR!) (?!code |A complete log)(\S.*)/g)][0]?.[1]?.trim();
  return `npm could not install the dependencies (${[code, reason].filter(Boolean).join(': ') || 'no reason given'})${log ? `; its log is ${log}` : ''}.`;
}

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
