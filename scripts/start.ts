import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const portal = join(root, 'packages/portal');
const stamp = join(portal, 'dist/.built-from');

/** What the portal is built from, as one hash: building again costs seconds, a stale portal costs an afternoon. */
async function sources(): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [join(root, 'package-lock.json'), join(portal, 'index.html'), join(portal, 'vite.config.ts')];
  for await (const file of glob(['packages/{portal,contract,sdk,addresses}/src/**/*.{ts,tsx,css,json}', 'packages/portal/public/**/*'], {
    cwd: root,
  }))
    files.push(join(root, file));
  for (const file of files.sort()) if (/\.\w+$/.test(file)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

async function buildPortal(): Promise<void> {
  const wanted = await sources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the portal …');
  const { build } = await import('vite');
  await build({ root: portal, configFile: join(portal, 'vite.config.ts'), logLevel: 'error' });
  writeFileSync(stamp, wanted);
}

try {
  await buildPortal();
  const { serve } = await import('../packages/server/src/main.ts');
  await serve(process.env, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
