import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { ConfigError } from '../core/config.ts';
import { loadDemo } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('demo data', () => {
  test('is refused in one sentence where an Operations account exists, and leaves nothing behind', async () => {
    const count = async () =>
      (await app.rows('select (select count(*) from accounts), (select count(*) from users), (select count(*) from events)'))[0];
    const before = await count();
    const refusal = await loadDemo(app.app.services).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConfigError);
    expect((refusal as Error).message).toMatch(
      /^The demo data needs an empty installation, and this one has the account .+ \(ACC-[\d-]+\)/,
    );
    expect(await count()).toEqual(before);
  });
});
