import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Cruise {
  violations: { rule: string; from: string; to: string }[];
  /** Paths of our own modules that were looked at, below the root. */
  modules: string[];
}

const program = join(import.meta.dirname, '../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const folders = ['packages', 'scripts', 'e2e', 'bench'];

/** Follows every import below a root by the rules of its `.dependency-cruiser.cjs`. Throws when the tool itself fails. */
export async function cruise(root: string): Promise<Cruise> {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const run = promisify(execFile)(process.execPath, [program, '-c', '.dependency-cruiser.cjs', '-T', 'json', ...present], {
    cwd: root,
    maxBuffer: 200_000_000,
  });
  // It ends with the number of violations as its exit code; its report is whole all the same.
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr}`);
  const report = JSON.parse(stdout) as {
    modules: { source: string }[];
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return {
    violations: report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    modules: report.modules.map((module) => module.source).filter((source) => !source.includes('node_modules/')),
  };
}
