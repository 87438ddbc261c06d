import { chromiumAdvice, findChromium } from './chromium.ts';
import { findGo, goAdvice } from './go.ts';

/** One thing that `npm test` does. */
export interface Step {
  name: string;
  /** What a person learns from it. */
  about: string;
  /** Arguments of the pinned Node. */
  args: readonly string[];
  /** Counts its own tests; every other step is one. */
  vitest?: true;
  /** Uses both cores by itself, so nothing runs beside it. */
  alone?: true;
  env?: () => Record<string, string>;
  /** Why it cannot run on this machine, and what to do about that. */
  missing?: () => string | undefined;
}

const tool = (path: string, ...args: string[]): readonly string[] => [`node_modules/${path}`, ...args];
const vitest = (project: string, ...args: string[]): readonly string[] =>
  tool('vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', ...args);

/** In the order of the summary. The portal is built before the journeys, which load it. */
export const steps: readonly Step[] = [
  { name: 'types', about: 'the compiler agrees', args: tool('typescript-7/bin/tsc', '-p', '.') },
  { name: 'lint', about: 'format and lint', args: tool('@biomejs/biome/bin/biome', 'ci', '--colors=off', '.') },
  { name: 'boundaries', about: 'who may import whom', args: ['scripts/checks/boundaries.ts'] },
  { name: 'unused', about: 'nothing is there that nobody uses', args: tool('knip/bin/knip.js', '--no-progress', '--no-config-hints') },
  { name: 'rules', about: 'pure functions', args: vitest('rules', '--maxWorkers=1'), vitest: true },
  { name: 'screens', about: 'what a person sees and does', args: vitest('portal', '--maxWorkers=2'), vitest: true },
  { name: 'build', about: 'the portal is built', args: tool('vite/bin/vite.js', 'build', 'packages/portal', '--logLevel', 'warn') },
  { name: 'server', about: 'the whole server on a real database', args: vitest('server'), vitest: true, alone: true },
  {
    name: 'stranger',
    about: 'software that is not ours checks the audit log',
    args: vitest('stranger', '--maxWorkers=1'),
    vitest: true,
    alone: true,
    missing: () => (findGo() ? undefined : goAdvice),
  },
  {
    name: 'journeys',
    about: 'a person in a real browser',
    args: vitest('e2e', '--maxWorkers=1'),
    vitest: true,
    alone: true,
    env: () => ({ TENANTRY_CHROMIUM: findChromium() ?? '' }),
    missing: () => (findChromium() ? undefined : chromiumAdvice),
  },
];
