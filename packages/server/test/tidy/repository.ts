import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '../../../..');

const skipped = new Set(['node_modules', 'dist', 'data', 'artifacts', '.git', 'package-lock.json']);
const binary = /\.(png|ico|jpe?g|webp|avif|woff2|gz|zip)$/;

/** Every text file of ours, below the root, with `/` between folders. No git: the checks must work on a copy without a history. */
export const files: readonly string[] = walk(root)
  .map((path) => relative(root, path).split(sep).join('/'))
  .sort();

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name) && !entry.name.startsWith('.tenantry-install'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() && !binary.test(entry.name) ? [path] : [];
    });
}
