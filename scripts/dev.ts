import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

// The server, started again whenever one of its sources changes. The portal is served from its last build; `vite` in packages/portal serves it live.
const sources = ['server', 'contract', 'rql'].map((name) => `--watch-path=${resolve(import.meta.dirname, '../packages', name, 'src')}`);
const child = spawn(process.execPath, [...sources, resolve(import.meta.dirname, 'start.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
