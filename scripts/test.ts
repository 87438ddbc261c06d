// `npm test` runs every check; `npm test -- server rules` only those.
import { runAll } from './checks/run-all.ts';

await runAll(process.argv.slice(2));
