import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, moduleId, type TestApp } from '../../test/harness.ts';

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await createTestApp();
  token = app.world.client.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const billing = { id: moduleId('billing') };
const create = (body: object) => app.send('POST', '/accounts/user-groups', { token, body: { modules: [billing], ...body } });

describe('groups', () => {
  test('are created with at least one module that the account has', async () => {
    expect(
      await create({ name: 'Finance', description: 'Reads invoices', buyers: null, logo: '', account: { id: app.world.client.account } }),
    ).toMatchObject({
      status: 201,
      body: { name: 'Finance', isDefault: false, modules: [{ name: 'Billing' }], buyers: null, userCount: 0 },
    });
    expect(await create({ name: 'None', modules: [] })).toMatchObject({
      status: 400,
      body: { errors: { modules: ['Choose at least one module.'] } },
    });
    expect(await create({ name: 'Foreign', modules: [{ id: moduleId('catalog-management') }] })).toMatchObject({ status: 400 });
    expect(await create({ name: 'Elsewhere', account: { id: app.world.other.account } })).toMatchObject({ status: 400 });
    expect(await create({ name: '' })).toMatchObject({ status: 400, body: { errors: { name: ['Must not be empty.'] } } });
    expect(
      await create({ name: 'Scoped', modules: [{ id: moduleId('new-marketplace') }], buyers: [{ id: 'BUY-0000-0000' }] }),
    ).toMatchObject({ status: 400, body: { errors: { buyers: [expect.any(String)] } } });
    expect(await app.newEvents()).toEqual(['platform.accounts.user_group.created']);
  });

  test('with members cannot be deleted, empty ones are gone for good, the default one stays', async () => {
    const { body } = await create({ name: 'Short-lived' });
    const path = `/accounts/user-groups/${body.id}`;
    const member = `/accounts/accounts/${app.world.client.account}/users/${app.world.client.member.user}/groups`;
    await app.send('POST', member, { token, body: { id: body.id } });
    expect(await app.send('DELETE', path, { token })).toMatchObject({ status: 409, body: { errors: [{ id: 'group-has-members' }] } });
    await app.send('DELETE', `${member}/${body.id}`, { token });
    await app.newEvents();
    expect((await app.send('DELETE', path, { token })).status).toBe(204);
    expect((await app.send('GET', path, { token })).status).toBe(404);
    expect((await app.send('DELETE', path, { token })).status).toBe(404);
    expect(await app.send('DELETE', `/accounts/user-groups/${app.world.client.administrators}`, { token })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'default-group' }] },
    });
    expect(await app.newEvents()).toEqual(['platform.accounts.user_group.deleted']);
  });

  test('a group that gains a member while it is deleted keeps both or loses neither', async () => {
    const { body } = await create({ name: 'Contested' });
    const [removed, joined] = await Promise.all([
      app.send('DELETE', `/accounts/user-groups/${body.id}`, { token }),
      app.send('POST', `/accounts/accounts/${app.world.client.account}/users/${app.world.client.member.user}/groups`, {
        token,
        body: { id: body.id },
      }),
    ]);
    expect([removed.status, joined.status]).toSatisfy(
      ([gone, in_]: number[]) => (gone === 204 && in_ === 400) || (gone === 409 && in_ === 200),
    );
    const members = await app.rows(
      'select 1 from group_members gm join user_groups g on g.id = gm.group_id where g.id = $1 and g.status = $2',
      [body.id, 'Deleted'],
    );
    expect(members).toEqual([]);
  });

  test('a module taken from the default group leaves every other group and token, each with its event', async () => {
    const { operations, other } = app.world;
    const marketplace = { id: moduleId('new-marketplace') };
    const group = await app.send('POST', '/accounts/user-groups', {
      token: other.token,
      body: { name: 'Shop', modules: [billing, marketplace] },
    });
    const machine = await app.send('POST', '/accounts/api-tokens', {
      token: other.token,
      body: { name: 'Shop bot', modules: [marketplace] },
    });
    const defaults = await app.send('GET', `/accounts/user-groups/${other.administrators}`, { token: operations.token });
    const modules = defaults.body.modules.filter((one: { id: string }) => one.id !== marketplace.id);
    expect((await app.send('PUT', `/accounts/user-groups/${other.administrators}`, { token: other.token, body: { modules } })).status).toBe(
      409,
    );
    await app.newEvents();
    expect(
      (await app.send('PUT', `/accounts/user-groups/${other.administrators}`, { token: operations.token, body: { modules } })).status,
    ).toBe(200);
    // The world's own token with all modules loses it as well.
    expect(await app.newEvents()).toEqual([
      'platform.accounts.user_group.updated',
      'platform.accounts.user_group.narrowed',
      'platform.accounts.api_token.narrowed',
      'platform.accounts.api_token.narrowed',
    ]);
    expect((await app.send('GET', `/accounts/user-groups/${group.body.id}`, { token: other.token })).body.modules).toEqual([
      { id: billing.id, name: 'Billing' },
    ]);
    expect((await app.send('GET', '/me', { token: machine.body.token })).body.modules).toEqual([]);
  });
});
