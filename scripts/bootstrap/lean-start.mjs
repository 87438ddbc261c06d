import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Preloaded (`--import`) by whatever starts the server. Plain JavaScript: a TypeScript file here would bring the stripper of types into
// memory, for itself alone.

// The second start and every later one reads compiled code instead of stripping types and compiling again.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));

// What starting allocates is mostly garbage at once. A young generation that grows for it keeps 30 MB that an idle server never needs: V8
// does not give them back. `serve` lets it grow as usual once the server listens.
setFlagsFromString('--semi-space-growth-factor=1');
