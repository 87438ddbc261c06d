import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

// The server under measurement, in a process of its own, started as `npm start` does.
enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/compiled'));
const { serve } = await import('../packages/server/src/main.ts');
await serve(process.env, ['--empty']);
