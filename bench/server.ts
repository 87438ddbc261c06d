import { serve } from '../packages/server/src/main.ts';

// The server under measurement, in a process of its own.
await serve(process.env, ['--empty']);
