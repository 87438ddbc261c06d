// `npm run check`: everything but the browser journeys.
import { runAll } from './checks/run-all.ts';

await runAll(process.argv.slice(2), ['journeys']);
