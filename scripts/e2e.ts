// `npm run e2e`: the browser journeys, on a freshly built portal.
import { runAll } from './checks/run-all.ts';

await runAll(['build', 'journeys']);
