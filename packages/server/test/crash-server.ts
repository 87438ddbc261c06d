import { serve } from '../src/main.ts';

// A server in a process of its own, to be killed.
await serve(process.env, ['--empty']);
