// `npm run build`: the portal's files in packages/portal/dist.
import { runAll } from './checks/run-all.ts';

await runAll(['build']);
