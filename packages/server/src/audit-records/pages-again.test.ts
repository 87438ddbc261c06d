import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const page = async (token = app.world.client.token, filter = '') => {
  const answer = await app.send('GET', `/audit/records?limit=20${filter}`, { token });
  expect(answer.status).toBe(200);
  return answer.body as {
    $meta: { pagination: { total: number } };
    data: { id: string; summary: string; object: { id: string; icon: string | null }; viewers: { name: string }[] }[];
  };
};
const ids = async (token?: string) => (await page(token)).data.map((record) => record.id);

beforeEach(async () => {
  const { client } = app.world;
  const made = await app.send('POST', '/accounts/user-groups', {
    token: client.token,
    body: { name: 'Again', modules: [{ id: 'MOD-1239' }] },
  });
  expect(made.status).toBe(201);
  // Counted, then read whole, then read from what was kept.
  const pages = [await page(), await page(), await page()];
  expect(pages[1]).toEqual(pages[0]);
  expect(pages[2]).toEqual(pages[0]);
  id = pages[0]!.data[0]!.id;
});

describe('a page of the trail that was read before', () => {
  test('has what was recorded since', async () => {
    const { client } = app.world;
    await app.send('POST', '/accounts/user-groups', { token: client.token, body: { name: 'Newest', modules: [{ id: 'MOD-1239' }] } });
    const { data } = await page();
    expect(data[0]).toMatchObject({ summary: 'Group created', object: { name: 'Newest' } });
    expect(data[1]!.id).toBe(id);
  });

  test('names accounts as they are called now', async () => {
    const { client } = app.world;
    await app.rows(`update accounts set name = 'Renamed since' where id = $1`, [client.account]);
    expect((await page()).data.map(({ viewers }) => viewers[0]!.name)).toEqual(Array((await page()).data.length).fill('Renamed since'));
  });

  test('offers the picture of an object only as long as there is one', async () => {
    const { client } = app.world;
    const shown = async () => (await page()).data.find((record) => record.id === id)!.object;
    const { id: group, icon } = await shown();
    expect(icon).toBe(`/v1/accounts/user-groups/${group}/icon`);
    expect((await app.send('DELETE', `/accounts/user-groups/${group}`, { token: client.token })).status).toBe(204);
    expect((await shown()).icon).toBeNull();
    expect((await shown()).icon).toBeNull();
  });

  test('is not shown to those who do not see its records, and no longer after they became private', async () => {
    const { client, other, operations } = app.world;
    expect(await ids(operations.token)).toContain(id);
    expect(await ids(other.token)).not.toContain(id);
    await app.rows(`update events set type = 'Private' where id = $1`, [id]);
    expect(await ids(client.token)).not.toContain(id);
  });

  test('lacks a record that was erased', async () => {
    await app.rows('delete from events where id = $1', [id]);
    expect(await ids()).not.toContain(id);
  });

  test('has what stands in the place of a record after the database was restored from an older copy', async () => {
    await app.rows(`update events set at = at + interval '1 microsecond', summary = 'Another one' where id = $1`, [id]);
    expect((await page()).data[0]).toMatchObject({ id, summary: 'Another one' });
  });

  test('is read from the database again where a record is too large to be kept', async () => {
    await app.rows(
      `update events set at = at + interval '1 microsecond', documents = (select jsonb_object_agg(md5(n::text), md5((n + 1)::text)) from generate_series(1, 200) n) where id = $1`,
      [id],
    );
    await page();
    await app.rows(`update events set summary = 'Changed below' where id = $1`, [id]);
    expect((await page()).data[0]).toMatchObject({ id, summary: 'Changed below' });
  });
});
