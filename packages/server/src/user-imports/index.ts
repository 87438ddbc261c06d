export { type CheckOptions, checkFile } from './check.ts';
export type { StoredImport } from './queries.ts';
export { importHandlers, runImportToEnd } from './run.ts';
export { startImport } from './start.ts';
