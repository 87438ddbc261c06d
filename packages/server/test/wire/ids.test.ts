import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('ids', () => {
  test('of one group of digits are all used, each once, and all zeros never', async () => {
    const rows = await app.rows<{ id: string }>(`select new_id('AAA', 1, n) as id from generate_series(1, 9999) n`);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(9_999);
    expect(rows.filter(({ id }) => !/^AAA-\d{4}$/.test(id) || id === 'AAA-0000')).toEqual([]);
  });

  test.each([2, 3, 4])('of %s groups are different ones in no visible order', async (groups) => {
    const rows = await app.rows<{ id: string }>(`select new_id('AAA', $1, n) as id from generate_series(1, 5000) n order by n`, [groups]);
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id) => !new RegExp(`^AAA(-\\d{4}){${groups}}$`).test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(5_000);
    expect(ids).not.toEqual([...ids].sort());
  });
});
