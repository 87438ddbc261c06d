import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from './steps.ts';
import { readCounts } from './vitest-counts.ts';

export interface Outcome {
  step: Step;
  passed: number;
  failed: number;
  seconds: number;
  /** Everything the step wrote; shown when it failed. */
  output: string;
  /** Not run, and why. */
  missing?: string;
}

// A step that hangs is a failure like any other, and must not take the summary with it.
const stepMinutesMax = 20;
const running = new Set<ChildProcess>();

/** Runs one step to its end; never throws. */
export async function runStep(step: Step, root: string): Promise<Outcome> {
  const missing = step.missing?.();
  if (missing) return { step, passed: 0, failed: process.env.CI ? 1 : 0, seconds: 0, output: '', missing };
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-check-'));
  const report = join(folder, 'report.json');
  const args = step.vitest ? [...step.args, `--outputFile.json=${report}`] : step.args;
  const { code, output } = await runNode(args, root, step.env?.() ?? {});
  const counts = step.vitest ? readCounts(report, code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, note: '' };
  rmSync(folder, { recursive: true, force: true });
  return { step, ...counts, seconds: (Date.now() - started) / 1000, output: output + counts.note };
}

/** Ends what is still running, with all its children. */
export function stopRunning(signal: NodeJS.Signals): void {
  for (const child of running) signalGroup(child, signal);
}

function runNode(args: readonly string[], cwd: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // A process group of its own: a step's workers end with it.
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, detached: true });
    running.add(child);
    let output = '';
    const keep = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const limit = setTimeout(() => {
      keep(`\nStopped after ${stepMinutesMax} minutes.\n`);
      signalGroup(child, 'SIGTERM');
      setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000).unref();
    }, stepMinutesMax * 60_000);
    const end = (code: number) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
