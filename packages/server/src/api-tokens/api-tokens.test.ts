import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, moduleId, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('API tokens', () => {
  test('the secret is in the answer of create and nowhere else', async () => {
    const { token } = app.world.client;
    const created = await app.send('POST', '/accounts/api-tokens', {
      token,
      body: { name: 'Nightly export', modules: [{ id: moduleId('billing') }] },
    });
    expect(created).toMatchObject({ status: 201, body: { name: 'Nightly export', status: 'Active', modules: [{ name: 'Billing' }] } });
    const secret: string = created.body.token;
    expect(secret).toMatch(/^idt:TKN-\d{4}-\d{4}:.{43}$/);
    expect(await app.newEvents()).toEqual(['platform.accounts.api_token.created']);
    const read = await app.send('GET', `/accounts/api-tokens/${created.body.id}`, { token });
    expect(read.body).not.toHaveProperty('token');
    const stored = await app.rows('select t::text, (select string_agg(e::text, chr(10)) from events e) as log from api_tokens t');
    expect(JSON.stringify(stored)).not.toContain(secret.split(':')[2]);
    expect((await app.send('GET', '/me', { token: secret })).body).toMatchObject({
      actor: { id: created.body.id, type: 'ApiToken' },
      modules: [{ code: 'billing' }],
    });
  });

  test('a disabled token is refused at once, an enabled one works again', async () => {
    const { token } = app.world.client;
    const created = await app.send('POST', '/accounts/api-tokens', { token, body: { name: 'On and off' } });
    const path = `/accounts/api-tokens/${created.body.id}`;
    expect((await app.send('GET', '/me', { token: created.body.token })).status).toBe(200);
    expect((await app.send('POST', `${path}/disable`, { token })).body.status).toBe('Disabled');
    expect(await app.send('GET', '/me', { token: created.body.token })).toMatchObject({
      status: 401,
      body: { title: 'Authentication Failed' },
    });
    expect((await app.send('POST', `${path}/disable`, { token })).status).toBe(409);
    expect((await app.send('POST', `${path}/enable`, { token })).body.status).toBe('Active');
    expect((await app.send('GET', '/me', { token: created.body.token })).status).toBe(200);
    expect((await app.send('DELETE', path, { token })).status).toBe(204);
    expect((await app.send('GET', '/me', { token: created.body.token })).status).toBe(401);
    expect((await app.send('GET', path, { token })).status).toBe(404);
  });

  test('another account sees neither token nor total', async () => {
    const list = await app.send('GET', '/accounts/api-tokens?limit=100', { token: app.world.other.token });
    expect(list.body.data.every((one: { account: { id: string } }) => one.account.id === app.world.other.account)).toBe(true);
    expect(list.body.$meta.pagination.total).toBe(2);
    expect((await app.send('GET', `/accounts/api-tokens/${app.world.client.tokenId}`, { token: app.world.other.token })).status).toBe(404);
  });
});
