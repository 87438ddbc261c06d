#!/usr/bin/env node
// Plain JavaScript, so that any Node from 20 on gets as far as starting the right one.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(home));
const bootstrap = new URL('../../../scripts/bootstrap/', import.meta.url);

try {
  if (existsSync(new URL('pinned-node.mjs', bootstrap))) await runFromCheckout();
  else await import(new URL('../dist/main.js', import.meta.url).href);
} catch (error) {
  process.stderr.write(`${error.sentence ?? `tenantry could not get started: ${error.message}.`}\n`);
  process.exitCode = 1;
}

// In a copy of the repository the sources themselves run, on the Node that it pins; a published package is compiled and runs on the caller's.
async function runFromCheckout() {
  const pin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
  const { ensureInstalled } = await import(new URL('install.mjs', bootstrap).href);
  await ensureInstalled(root);
  const preload = process.argv[2] === 'serve' ? [new URL('lean-start.mjs', bootstrap).href] : [];
  if (process.versions.node === pin) {
    for (const first of preload) await import(first);
    return void (await import('../src/main.ts'));
  }
  const { pinnedNode } = await import(new URL('pinned-node.mjs', bootstrap).href);
  become(await pinnedNode(root, pin), [
    ...preload.flatMap((first) => ['--import', first]),
    join(home, 'src', 'main.ts'),
    ...process.argv.slice(2),
  ]);
}

function become(node, args) {
  // Where Node can replace its own process, no parent stays in memory and signals need no passing on.
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], process.env);
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C reaches the whole foreground group by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`The pinned Node could not be started (${error.code}).\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
