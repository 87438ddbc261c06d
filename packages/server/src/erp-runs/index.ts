export type { Difference } from './describe.ts';
export { dryRun } from './dry-run.ts';
export { workOff } from './run.ts';
export { erpRunHandler, erpTick, startRun } from './schedule.ts';
export { ErpSourceError } from './source.ts';
export { synchronizeBuyer } from './synchronize.ts';
