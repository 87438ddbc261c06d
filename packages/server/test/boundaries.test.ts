import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cruise, cruise } from '../../../scripts/checks/cruise.ts';

const root = join(import.meta.dirname, '../../..');

/** One breach of every rule: the file that commits it, and what it says. */
const breaches: Record<string, readonly [path: string, text: string]> = {
  'what-is-published-stands-alone': ['packages/contract/src/breach.ts', `import '@tenantry/rql';`],
  'sdk-sees-only-contract': ['packages/sdk/src/breach.ts', `import '@tenantry/rql';`],
  'portal-never-sees-server': ['packages/portal/src/breach.ts', `import '../../server/src/core/problem.ts';`],
  'cli-reaches-server-by-one-dynamic-import': ['packages/cli/src/breach.ts', `await import('../../server/src/core/config.ts');`],
  'cli-loads-the-operator-half-when-called': ['packages/cli/src/breach-static.ts', `import '../../server/src/operator.ts';`],
  'slice-sees-core-itself-and-index-of-others': ['packages/server/src/modules/breach.ts', `import '../api-tokens/queries.ts';`],
  'slice-tests-see-no-inside-of-others': ['packages/server/src/modules/breach.test.ts', `import '../api-tokens/queries.ts';`],
  'core-knows-no-slice': ['packages/server/src/core/breach.ts', `import '../modules/index.ts';`],
  'only-core-opens-the-database': ['packages/server/src/modules/breach-pg.ts', `import 'pg';`],
  'no-cycles': ['packages/rql/src/breach-a.ts', `import './breach-b.ts';`],
  'no-undeclared-dependency': ['packages/sdk/src/breach-undeclared.ts', `import 'pino';`],
  'no-undeclared-dependency-of-tests': ['packages/sdk/src/breach.test.ts', `import 'pino';`],
  'no-unresolvable-import': ['packages/sdk/src/breach-nowhere.ts', `import './nowhere.ts';`],
};

let copy: string;
let found: Cruise;

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), 'tenantry-boundaries-')));
  await copyRepository();
  for (const [path, text] of Object.values(breaches)) await writeFile(join(copy, path), `${text}\nexport {};\n`);
  await writeFile(join(copy, 'packages/rql/src/breach-b.ts'), `import './breach-a.ts';\nexport {};\n`);
  found = await cruise(copy);
});
afterAll(() => rm(copy, { recursive: true, force: true }));

test('nobody imports what is not his to import', async () => {
  const { violations, modules } = await cruise(root);
  expect(violations).toEqual([]);
  // With a compiler it cannot use, the tool looks at nothing and finds nothing.
  expect(modules.length).toBeGreaterThan(200);
});

test('every rule is broken once below', async () => {
  const { default: rules } = (await import(join(root, '.dependency-cruiser.cjs'))) as { default: { forbidden: { name: string }[] } };
  expect(rules.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(breaches).sort());
});

test.each(Object.entries(breaches))('a breach of %s is caught', (rule, [path]) => {
  expect(found.violations.filter((one) => one.from === path).map((one) => one.rule)).toContain(rule);
});

/** Our sources, with the installed packages linked and the workspaces pointing at the copies. */
async function copyRepository(): Promise<void> {
  const skipped = new Set(['node_modules', 'dist', 'data', 'migrations']);
  const filter = (source: string) => !skipped.has(basename(source));
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) await cp(join(root, name), join(copy, name));
  await cp(join(root, 'packages'), join(copy, 'packages'), { recursive: true, filter });
  await mkdir(join(copy, 'node_modules/@tenantry'), { recursive: true });
  const installed = (await readdir(join(root, 'node_modules'))).filter((name) => !name.startsWith('.') && name !== '@tenantry');
  for (const name of installed) await symlink(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  for (const name of await readdir(join(copy, 'packages')))
    await symlink(join(copy, 'packages', name), join(copy, 'node_modules/@tenantry', name));
}
