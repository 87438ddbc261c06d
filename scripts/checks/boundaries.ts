// Who may import whom. A check of its own because dependency-cruiser, when it cannot load a TypeScript compiler, looks at nothing and is content.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from './cruise.ts';

const root = join(import.meta.dirname, '../..');
const { violations, modules } = await cruise(root);
const seen = new Set(modules);
const missed = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root }).filter((path) => !seen.has(path));

for (const { rule, from, to } of violations) console.log(`${rule}: ${from} → ${to}`);
if (modules.length === 0) console.log('No module was looked at.');
else if (missed.length > 0) console.log(`Not looked at: ${missed.join(', ')}`);
if (violations.length > 0 || missed.length > 0 || modules.length === 0) process.exitCode = 1;
