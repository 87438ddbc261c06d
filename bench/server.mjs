import '../scripts/bootstrap/lean-start.mjs';

// The server under measurement, in a process of its own, started as `npm start` does.
const { serve } = await import('../packages/server/src/main.ts');
await serve(process.env, ['--empty']);
