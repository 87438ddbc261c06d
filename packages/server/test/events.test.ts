import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectType } from '../src/core/events.ts';
import { createTestApp, type TestApp } from './harness.ts';
import { declaredEvents, summariesOf, writtenKeys } from './tidy/events.ts';
import { files, root, textOf } from './tidy/repository.ts';

const declared = declaredEvents();
const ofPlatform = [...declared.keys()].filter((key) => key !== 'extensions.*');

describe('the keys of events', () => {
  test('are platform, module, object and what was done to it, in lower snake case', () => {
    const word = '[a-z]+(?:_[a-z]+)*';
    const form = new RegExp(
      `^platform\\.(accounts|audit|installation|notifications|security)\\.${word}\\.(?:${word}_)?[a-z]*(?:ed|sent|read|kept|undone|rewound)$`,
    );
    expect(ofPlatform.filter((key) => !form.test(key))).toEqual([]);
    expect(ofPlatform.length).toBeGreaterThan(60);
  });

  test('in the code are those of the contract, and each of these is written somewhere', () => {
    const written = writtenKeys();
    expect(written.length).toBeGreaterThan(60);
    const unknown = written.filter(({ pattern }) => !ofPlatform.some((key) => pattern.test(key)));
    expect(unknown.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
    expect(ofPlatform.filter((key) => !written.some(({ pattern }) => pattern.test(key)))).toEqual([]);
  });

  // After a change: vitest run packages/server/test/events.test.ts --update
  test('are all in docs/events.md, with what they say and when they are recorded', async () => {
    const summaries = summariesOf(ofPlatform);
    const rows = ofPlatform.map((key) => `| \`${key}\` | ${summaries.get(key)!.join('; ')} | ${declared.get(key)!.join('<br>')} |`);
    await expect(page(rows)).toMatchFileSnapshot('../../../docs/events.md');
  });
});

const page = (rows: readonly string[]) => `# Events

Every kind of event that the platform records. Made from the contract and the code; a test compares. Where \`resource.operation\` stands, the operation records it, once or as the brackets say; where a
sentence stands, no operation declares it. Extensions record keys of their own below \`extensions.\`. What is not recorded: [audit.md](audit.md).

| Event | Summary | Recorded by, or when |
|---|---|---|
${rows.join('\n')}
`;

describe('what events keep of objects', () => {
  let app: TestApp;
  let kinds: ObjectType[];
  beforeAll(async () => {
    app = await createTestApp();
    const paths = files.filter((path) => /^packages\/server\/src\/.*\.ts$/.test(path) && /: ObjectType = \{/.test(textOf(path)));
    const modules: Record<string, unknown>[] = await Promise.all(paths.map((path) => import(join(root, path))));
    kinds = modules.flatMap((module) => Object.values(module).filter(isObjectType));
    expect(kinds).toHaveLength(paths.reduce((sum, path) => sum + textOf(path).split(': ObjectType = {').length - 1, 0));
    expect(kinds.length).toBeGreaterThan(12);
  });
  afterAll(() => app.close());

  /** Columns that sound like a secret and are none: the ERP's own numbers, in the form in which they are compared, and a language. */
  const harmless = new Set(['erp_contact_key', 'erp_buyer_key', 'account_external_key', 'external_key', 'default_language_code']);
  const secretly = /hash|secret|password|token|key|cipher|salt|code/i;

  test('is a list of columns that exist, none of which sounds like a secret', () => {
    const entries = kinds.flatMap(({ type, snapshot }) => Object.entries(snapshot).map(([field, column]) => ({ type, field, column })));
    const loud = entries.filter(({ field, column }) => !harmless.has(column) && (secretly.test(field) || secretly.test(column)));
    expect(loud).toEqual([]);
  });

  test('holds no bytes: secrets are stored as hashes and ciphers, which are bytes', async () => {
    const columns = await app.rows<{ name: string; type: string }>(
      `select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = 'tenantry'`,
    );
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    const kept = kinds.flatMap(({ table, snapshot }) => Object.values(snapshot).map((column) => `${table}.${column}`));
    expect(kept.filter((name) => !types.has(name))).toEqual([]);
    expect(kept.filter((name) => types.get(name) === 'bytea')).toEqual([]);
    const secret = columns.filter(({ name }) => /\.(secret_hash|secret_cipher|hash|cipher|password_hash|wrapped|salt)$/.test(name));
    expect(secret.length).toBeGreaterThan(8);
    expect(secret.filter(({ name }) => kept.includes(name))).toEqual([]);
  });
});

const isObjectType = (value: unknown): value is ObjectType =>
  typeof value === 'object' && value !== null && 'snapshot' in value && 'table' in value;
