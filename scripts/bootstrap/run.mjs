import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { stop } from './stop.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const preload = ['--import', new URL('lean-start.mjs', import.meta.url).href];

/** Installs what is missing, then runs `scripts/<command>.ts` on the pinned Node; what goes wrong is one sentence on standard error. */
export async function main(commandAndArgs) {
  try {
    await run(commandAndArgs);
  } catch (error) {
    process.stderr.write(`${error.sentence ?? `Tenantry could not get started: ${error.message}.`}\n`);
    process.exitCode = 1;
  }
}

async function run([command, ...args]) {
  const script = scriptOf(command);
  await ensureInstalled(root);
  const pin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
  const node = await pinnedNode(root, pin);
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  await become(node, [...(command === 'start' ? preload : []), script, ...args], { ...process.env, PATH: path });
}

function scriptOf(command) {
  if (command === undefined) throw stop('Which command? For example "npm start" or "npm test".');
  const name = command.replaceAll(':', '-');
  const script = join(root, 'scripts', `${name}.ts`);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(script)) throw stop(`Unknown command "${command}": there is no scripts/${name}.ts.`);
  return script;
}

async function become(node, args, env) {
  // Where Node can replace its own process, no parent stays in memory and signals need no passing on.
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], env);

  const child = spawn(node, args, { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C reaches the whole foreground group by itself; sent twice, it would look like impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  process.exitCode = await new Promise((resolve, reject) => {
    child.on('error', (error) => reject(stop(`The pinned Node could not be started (${error.code}).`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
  // What stays open (a signal handler) must not keep this process.
  process.exit();
}
