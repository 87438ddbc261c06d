import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, createPerson, createTestApp, type TestApp } from '../../test/harness.ts';
import { addActiveMember } from '../account-users/index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;

describe('people', () => {
  test('are listed by account for administrators, and all of them for operators', async () => {
    const { client, operations } = app.world;
    const own = await app.send('GET', '/accounts/users?limit=100', { session: client.admin.session });
    expect(own.body.data.map((one: { id: string }) => one.id).sort()).toEqual([client.admin.user, client.member.user].sort());
    expect(own.body.data[0]).not.toHaveProperty('accounts');
    const all = await app.send('GET', '/accounts/users?limit=100&select=%2Baccounts', { token: operations.token });
    expect(all.body.$meta.pagination.total).toBe(8);
    expect(all.body.data[0].accounts).toHaveLength(1);
    expect((await app.send('GET', `/accounts/users/${app.world.other.admin.user}`, { session: client.admin.session })).status).toBe(404);
  });

  test('change their own profile; administrators may not, and the change reaches every account', async () => {
    const { client } = app.world;
    const path = `/accounts/users/${client.member.user}`;
    expect(await app.send('PUT', path, { session: client.admin.session, body: { firstName: 'Nope' } })).toMatchObject({ status: 403 });
    expect(await app.newEvents()).toEqual([]);
    const body = {
      firstName: 'Finn',
      lastName: 'Okafor',
      phone: { prefix: '+44', number: '161' },
      settings: { languageCode: 'de-DE', timeZone: 'Europe/Berlin' },
      email: 'ignored@example.com',
    };
    const changed = await app.send('PUT', path, { session: client.member.session, body });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Finn Okafor', phone: { prefix: '+44' }, email: client.member.email } });
    expect(await app.newEvents()).toEqual(['platform.accounts.user.updated']);
    const cleared = await app.send('PUT', path, { session: client.member.session, body: { settings: { timeZone: null } } });
    expect(cleared.body.settings).toEqual({ languageCode: 'de-DE' });
    const listed = await app.send('GET', `/accounts/accounts/${client.account}/users?eq(user.name,'Finn Okafor')`, {
      session: client.admin.session,
    });
    expect(listed.body.data).toHaveLength(1);
    const trail = await app.send('GET', `/audit/records?eq(object.id,'${client.member.user}')`, { session: client.admin.session });
    expect(trail.body.data[0]).toMatchObject({ event: 'platform.accounts.user.updated', viewers: [{ id: client.account }] });
  });

  test('switch to an account they are active in, and to no other', async () => {
    const { client, other } = app.world;
    await app.app.services.database.write(worker, async (tx) => {
      await addActiveMember(tx, asSystem, {
        account: other.account,
        user: client.admin.user,
        groups: [{ id: other.limited, name: 'Billing only' }],
      });
    });
    const { session, user } = client.admin;
    const accounts = await app.send(
      'GET',
      `/accounts/users/${user}/accounts?select=id,name,type,icon,-*&eq(invitation.status,"Active")&order=name`,
      { session },
    );
    expect(accounts.body.data.map((one: { name: string }) => one.name)).toEqual(['Harbour Group', 'Muster Werke']);
    await app.newEvents();
    expect(
      (await app.send('PUT', `/accounts/users/${user}`, { session, body: { currentAccount: { id: other.account } } })).body.currentAccount
        .id,
    ).toBe(other.account);
    expect(await app.newEvents()).toEqual(['platform.accounts.user.account_switched']);
    expect((await app.send('GET', '/me', { session })).body).toMatchObject({
      account: { id: other.account },
      isAdministrator: false,
      modules: [{ code: 'billing' }],
    });
    expect((await app.send('GET', '/me', { session, account: client.account })).body).toMatchObject({
      account: { id: client.account },
      isAdministrator: true,
    });
    expect(
      (await app.send('PUT', `/accounts/users/${user}`, { session, body: { currentAccount: { id: app.world.vendor.account } } })).status,
    ).toBe(400);
    await app.send('PUT', `/accounts/users/${user}`, { session, body: { currentAccount: { id: client.account } } });
  });

  test('are blocked everywhere at once and let in again as their memberships say', async () => {
    const { client, operations } = app.world;
    const person = await app.app.services.database.write(worker, (tx) =>
      createPerson(tx, client.account, 'blocked@example.com', { id: client.limited, name: 'Billing only' }),
    );
    await app.newEvents();
    const path = `/accounts/users/${person.user}`;
    expect((await app.send('POST', `${path}/block`, { session: client.admin.session })).status).toBe(403);
    expect((await app.send('POST', `${path}/block`, { token: operations.token })).body.status).toBe('Blocked');
    expect((await app.send('GET', '/me', { session: person.session })).status).toBe(401);
    expect((await app.send('POST', `${path}/unblock`, { token: operations.token })).body.status).toBe('Active');
    expect((await app.send('DELETE', path, { token: operations.token })).status).toBe(409);
    await app.send('POST', `${path}/block`, { token: operations.token });
    expect((await app.send('DELETE', path, { token: operations.token })).status).toBe(204);
    expect((await app.send('GET', path, { token: operations.token })).status).toBe(404);
    expect(await app.newEvents()).toEqual(['blocked', 'unblocked', 'blocked', 'deleted'].map((word) => `platform.accounts.user.${word}`));
  });

  test('set their own password, which ends their other sessions; nobody sets another’s', async () => {
    const { client, operations } = app.world;
    const path = `/accounts/users/${client.member.user}/set-password`;
    const body = { password: 'a quite long new passphrase' };
    expect((await app.send('POST', path, { session: client.admin.session, body })).status).toBe(403);
    expect((await app.send('POST', path, { token: operations.token, body })).status).toBe(403);
    expect(await app.send('POST', path, { session: client.member.session, body: { password: 'short' } })).toMatchObject({
      status: 400,
      body: { errors: { password: [expect.any(String)] } },
    });
    await app.newEvents();
    expect((await app.send('POST', path, { session: client.member.session, body })).status).toBe(200);
    expect(await app.newEvents()).toEqual(['platform.accounts.user.password_changed']);
    expect(JSON.stringify(await app.rows('select documents, details from events'))).not.toContain('passphrase');
    await app.rows(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [client.member.user]);
    expect(await app.send('POST', path, { session: client.member.session, body })).toMatchObject({
      status: 403,
      body: { type: '/problems/confirm-identity' },
    });
  });
});
