import { join } from 'node:path';
import { type Outcome, runStep, stopRunning } from './run-step.ts';
import { type Step, steps } from './steps.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Runs the steps with these names (all but `without` when there are none), two light ones side by side, and goes on when one fails.
 * Ends with a line for each step and `N passed, N failed`; the exit code is 1 when anything failed.
 */
export async function runAll(names: readonly string[], without: readonly string[] = []): Promise<void> {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.\n`);
    process.exitCode = 1;
    return;
  }
  const chosen = steps.filter((step) => (names.length > 0 ? names.includes(step.name) : !without.includes(step.name)));
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      stopRunning(signal);
    });
  }
  const goesOn = () => !interrupted;
  const outcomes = [
    ...(await runPool(
      chosen.filter((step) => !step.alone),
      2,
      goesOn,
    )),
    ...(await runPool(
      chosen.filter((step) => step.alone),
      1,
      goesOn,
    )),
  ];
  summarize(outcomes);
  if (interrupted) process.exitCode = 130;
}

async function runPool(waiting: readonly Step[], atOnce: number, goesOn: () => boolean): Promise<Outcome[]> {
  const queue = [...waiting];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let step = queue.shift(); step && goesOn(); step = queue.shift()) {
      if (step.alone) console.log(`${step.name}: ${step.about} …`);
      const outcome = await runStep(step, root);
      if (outcome.failed > 0 && outcome.output) console.log(`\n── ${step.name} ──\n${outcome.output.trimEnd()}\n`);
      else console.log(line(outcome));
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return waiting.flatMap((step) => outcomes.filter((outcome) => outcome.step === step));
}

function line({ step, passed, failed, seconds, missing }: Outcome): string {
  if (missing) return `${failed > 0 ? '✗' : '–'} ${step.name.padEnd(11)} not run. ${missing}`;
  const counts = step.vitest ? `${passed} passed, ${failed} failed` : failed > 0 ? 'failed' : 'passed';
  return `${failed > 0 ? '✗' : '✓'} ${step.name.padEnd(11)} ${counts.padEnd(24)} ${seconds.toFixed(1)} s`;
}

function summarize(outcomes: readonly Outcome[]): void {
  const total = (what: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
  console.log(`\n${outcomes.map(line).join('\n')}\n\n${total('passed')} passed, ${total('failed')} failed`);
  if (total('failed') > 0) process.exitCode = 1;
}
