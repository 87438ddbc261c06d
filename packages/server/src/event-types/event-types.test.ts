import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const record = (event: string) => ({ event, object: { id: 'ORD-1' }, summary: 'Order placed' });

describe('event types', () => {
  test('are made by the first event of a kind, once', async () => {
    const { vendor } = app.world;
    for (let n = 0; n < 2; n++)
      await app.send('POST', '/audit/records', { token: vendor.token, body: record('extensions.shop.order.placed') });
    const found = await app.send('GET', `/audit/event-types?eq(key,'extensions.shop.order.placed')`, { token: vendor.token });
    expect(found.body.data).toMatchObject([{ id: expect.stringMatching(/^AET-\d{4}-\d{4}$/), name: 'Order placed', description: '' }]);
    expect((await app.send('GET', '/audit/event-types/EVT-000-000', { token: vendor.token })).status).toBe(404);
  });

  test('are looked up no more once the server has seen one, while others still are', async () => {
    const { client } = app.world;
    const { knownEvents } = app.app.services.database;
    const create = (name: string) =>
      app.send('POST', '/accounts/user-groups', { token: client.token, body: { name, modules: [{ id: 'MOD-1239' }] } });
    const group = (await create('Seen')).body.id;
    await expect.poll(() => [...knownEvents]).toContain('platform.accounts.user_group.created');
    expect([...knownEvents].filter((key) => !key.startsWith('platform.'))).toEqual([]);
    const known = (key: string) => app.rows('select key from event_types where key = $1', [key]);
    await app.rows(`delete from event_types where key in ('platform.accounts.user_group.created', 'platform.accounts.user_group.deleted')`);
    await create('Seen as well');
    await app.send('DELETE', `/accounts/user-groups/${group}`, { token: client.token });
    expect(await known('platform.accounts.user_group.created')).toEqual([]);
    expect(await known('platform.accounts.user_group.deleted')).toHaveLength(1);
  });

  test('are called as people write them', async () => {
    const names = await app.rows(`select event_name(key) as name from (values (1, 'platform.accounts.api_token.created'),
      (2, 'platform.accounts.erp_link.changed'), (3, 'extensions.shop.capital.raised')) keys (n, key) order by n`);
    expect(names).toEqual([{ name: 'API token created' }, { name: 'ERP link changed' }, { name: 'Capital raised' }]);
  });

  test('are learned in months to come as well', async () => {
    const made = await app.app.services.database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
      tx.raw<{ made: number }>(`select ensure_event_months('2199-01-01', '2199-02-01') as made`, []),
    );
    expect(made).toEqual([{ made: 2 }]);
    await app.rows(`insert into events (at, event, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      values ('2199-01-15', 'extensions.future.thing.seen', '', 'Thing', 'X-1', 'SYSTEM', 'System', 'Seen', 'Seen')`);
    expect(await app.rows(`select tableoid::regclass::text as month from events where at > '2199-01-01'`)).toEqual([
      { month: 'events_2199_01' },
    ]);
    expect(await app.rows(`select name from event_types where key = 'extensions.future.thing.seen'`)).toEqual([{ name: 'Thing seen' }]);
  });

  test('of an extension are known to the accounts that see its events; those of the platform to everybody', async () => {
    const { client, vendor } = app.world;
    const keys = async (token: string) =>
      (await app.send('GET', '/audit/event-types?limit=100', { token })).body.data.map((one: { key: string }) => one.key);
    expect(await keys(vendor.token)).toContain('extensions.shop.order.placed');
    expect(await keys(client.token)).not.toContain('extensions.shop.order.placed');
    expect(await keys(client.token)).toContain('platform.accounts.account.created');
  });

  test('are described by operators for everybody, by a vendor for its own account alone', async () => {
    const { operations, vendor, other, client } = app.world;
    const [type] = (await app.send('GET', `/audit/event-types?eq(key,'platform.accounts.account.created')`, { token: client.token })).body
      .data;
    const path = `/audit/event-types/${type.id}`;
    await app.newEvents();
    expect((await app.send('PUT', path, { token: operations.token, body: { description: 'For everybody' } })).body.description).toBe(
      'For everybody',
    );
    expect((await app.send('PUT', path, { token: vendor.token, body: { description: 'For Nordwind' } })).body.description).toBe(
      'For Nordwind',
    );
    expect((await app.send('PUT', path, { token: vendor.token, body: { name: 'Born' } })).body).toMatchObject({
      name: 'Born',
      description: 'For Nordwind',
      revision: 2,
    });
    expect(await app.newEvents()).toEqual(Array(3).fill('platform.audit.event_type.updated'));
    expect((await app.send('GET', path, { token: other.token })).body.description).toBe('For everybody');
    expect((await app.send('GET', path, { token: operations.token })).body).toMatchObject({
      name: 'Account created',
      description: 'For everybody',
    });
    expect((await app.send('PUT', path, { token: client.token, body: { description: 'x' } })).status).toBe(403);
    expect(await app.newEvents()).toEqual([]);
  });
});
