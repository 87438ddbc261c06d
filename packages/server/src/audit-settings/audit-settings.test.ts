import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { integrateAll, recordsOf } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const put = (token: string, body: object, headers = {}) => app.send('PUT', '/audit/settings', { token, body, headers });
const get = async (token: string) => (await app.send('GET', '/audit/settings', { token })).body;

describe('how long records are kept', () => {
  test('is for ever until an account chooses, and its choice is its own', async () => {
    const { client, other, operations } = app.world;
    expect(await get(client.token)).toEqual({
      id: client.account,
      retentionDays: null,
      revision: 1,
      audit: {},
      oldestRecordAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const changed = await put(client.token, { retentionDays: 90 });
    expect(changed).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { retentionDays: 90, revision: 2, expiring: 0, audit: { updated: { by: { id: client.tokenId } } } },
    });
    expect(await get(client.token)).toEqual(changed.body);
    for (const party of [other, operations]) expect(await get(party.token)).toMatchObject({ retentionDays: null, revision: 1 });
    expect((await put(client.token, { retentionDays: null })).body).not.toHaveProperty('expiring');
  });

  test('is in the trail with what it was before', async () => {
    const { other } = app.world;
    await put(other.token, { retentionDays: 365 });
    await put(other.token, {});
    await put(other.token, { retentionDays: null });
    expect(await app.newEvents()).toEqual(Array(3).fill('platform.audit.settings.updated'));
    const { body } = await app.send('GET', `/audit/records?eq(event,platform.audit.settings.updated)&order=timestamp`, {
      token: other.token,
    });
    expect(body.data).toMatchObject([
      {
        summary: 'Audit records are kept for 365 days',
        object: { id: other.account, name: 'Muster Werke', objectType: 'Settings', revision: 2 },
        documents: { settings: { retentionDays: 365 }, previous: { retentionDays: null } },
      },
      { documents: { settings: { retentionDays: 365 } } },
      {
        summary: 'Audit records are kept for ever',
        documents: { settings: { retentionDays: null }, previous: { retentionDays: 365 } },
      },
    ]);
    expect(body.data[1].documents).not.toHaveProperty('previous.retentionDays');
  });

  test.each([
    [89, 'Must be at least 90.'],
    [0, 'Must be at least 90.'],
    [-1, 'Must be at least 90.'],
    [36_501, 'Must be at most 36500.'],
    [90.5, 'Must be integer or null.'],
    ['365', 'Must be integer or null.'],
    [true, 'Must be integer or null.'],
  ])('refuses %s, and changes nothing', async (retentionDays, message) => {
    const before = await get(app.world.client.token);
    for (const [method, path] of [
      ['PUT', '/audit/settings'],
      ['POST', '/audit/settings/validate'],
    ] as const) {
      const answer = await app.send(method, path, { token: app.world.client.token, body: { retentionDays } });
      expect(answer).toMatchObject({ status: 400, body: { errors: { retentionDays: [message] } } });
    }
    expect(await get(app.world.client.token)).toEqual(before);
    expect(await app.newEvents()).toEqual([]);
  });

  test('takes back what it answered, and refuses a stale revision', async () => {
    const { vendor } = app.world;
    const { body } = await put(vendor.token, { retentionDays: 100 });
    expect((await put(vendor.token, body, { 'if-match': `"${body.revision}"` })).status).toBe(200);
    await app.newEvents();
    expect((await put(vendor.token, { retentionDays: 90 }, { 'if-match': `"${body.revision}"` })).status).toBe(412);
    expect(await app.newEvents()).toEqual([]);
    expect((await get(vendor.token)).retentionDays).toBe(100);
  });

  test('is for those who read the whole trail', async () => {
    const { client } = app.world;
    for (const method of ['GET', 'PUT'])
      expect(
        (
          await app.send(method, '/audit/settings', {
            session: client.member.session,
            ...(method === 'PUT' ? { body: { retentionDays: 90 } } : {}),
          })
        ).status,
      ).toBe(403);
    expect((await app.send('GET', '/audit/settings')).status).toBe(401);
    expect(await app.newEvents()).toEqual([]);
  });

  test('is tried out without being stored: how many records the next run would erase', async () => {
    const { client, other } = app.world;
    await recordsOf(app, client.account, 3, '100 days');
    await recordsOf(app, client.account, 2, '200 days');
    await recordsOf(app, other.account, 5, '300 days');
    await integrateAll(app);
    const expiring = async (retentionDays: number | null) => {
      const { status, body } = await app.send('POST', '/audit/settings/validate', { token: client.token, body: { retentionDays } });
      expect(status).toBe(200);
      return body.expiring;
    };
    expect([await expiring(90), await expiring(150), await expiring(250), await expiring(null)]).toEqual([5, 2, 0, undefined]);
    expect((await get(client.token)).retentionDays).toBeNull();
    expect(await app.newEvents()).toEqual(Array(10).fill('platform.test.old'));
  });

  test('is there for an account from its first day', async () => {
    const { body } = await app.send('POST', '/accounts/accounts', {
      token: app.world.operations.token,
      body: { name: 'New Harbour', type: 'Client' },
    });
    expect(await app.rows('select account_id, retention_days from audit_settings where id = $1', [body.id])).toEqual([
      { account_id: body.id, retention_days: null },
    ]);
  });
});
