import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.operations.token, body });

test('operators keep cloud tenants of accounts; their accounts see neither them nor records of them', async () => {
  const { account } = app.world.client;
  const made = await asOperator('POST', 'cloud-tenants', {
    name: 'Production',
    type: 'CspAzure',
    status: 'Active',
    account: { id: account },
    externalIds: { providerId: 'p-1', cloudConsumptionId: '6f1c7bd0-9c5a-4d6e-8f0e-0a1b2c3d4e5f' },
  });
  expect(made).toMatchObject({ status: 201, body: { type: 'CspAzure', account: { id: account }, externalIds: { providerId: 'p-1' } } });
  expect(made.body.id).toMatch(/^CLT-\d{4}-\d{4}$/);
  const path = `cloud-tenants/${made.body.id}`;
  const changed = await asOperator('PUT', path, { ...made.body, status: 'Disabled', externalIds: { providerId: null } });
  expect(changed.body).toMatchObject({ status: 'Disabled', externalIds: { providerId: null, cloudConsumptionId: expect.any(String) } });
  expect((await app.send('GET', '/accounts/cloud-tenants', { token: app.world.client.token })).status).toBe(403);
  const trail = await app.send('GET', `/audit/records?eq(object.id,'${made.body.id}')`, { token: app.world.client.token });
  expect(trail.body.data).toEqual([]);
  expect((await asOperator('DELETE', path)).status).toBe(204);
  expect((await asOperator('GET', path)).status).toBe(404);
  expect(await app.newEvents()).toEqual(['created', 'updated', 'deleted'].map((word) => `platform.accounts.cloud_tenant.${word}`));
});

test('a body with an unknown type, a bad id of a provider, or an unknown account is refused by name', async () => {
  const post = (body: object) => asOperator('POST', 'cloud-tenants', { name: 'X', type: 'Virtual', ...body });
  expect((await post({ type: 'Cloud' })).body.errors).toHaveProperty('type');
  expect((await post({ externalIds: { pyraTenantId: 'x' } })).body.errors).toHaveProperty(['externalIds.pyraTenantId']);
  expect((await post({ account: { id: 'ACC-0000-0000' } })).body.errors).toHaveProperty('account');
  expect((await post({ name: 'x'.repeat(101) })).status).toBe(400);
  expect(await app.newEvents()).toEqual([]);
});
