import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
let path: string;
let token: string;
beforeAll(async () => {
  app = await createTestApp();
  path = `/accounts/accounts/${app.world.client.account}/users`;
  token = app.world.client.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

let number = 0;
const person = () => ({ email: `person${++number}@example.com`, firstName: 'Ada', lastName: `Roth${number}` });
const invite = async (user = person()) => {
  const answer = await app.send('POST', path, {
    token,
    body: { user, groups: [{ id: app.world.client.limited }], invitation: { status: 'Invited' } },
  });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('inviting', () => {
  test('makes person, membership and mail, and tells what happened', async () => {
    const member = await invite();
    expect(member).toMatchObject({
      status: 'Invited',
      user: { status: 'Invited', name: `Ada Roth${number}` },
      groups: [{ id: app.world.client.limited, isDefault: false }],
      modules: [{ name: 'Billing' }],
    });
    expect(member.invitation.url).toContain('/accept-invite?code=');
    expect(await app.newEvents()).toEqual(['platform.accounts.user.created', 'platform.accounts.account_user.invited']);
    expect(await app.rows('select recipient, template from mails where recipient = $1', [member.user.email])).toEqual([
      { recipient: member.user.email, template: 'invitation' },
    ]);
    const trail = await app.send('GET', `/audit/records?eq(object.id,'${member.id}')&render()`, { token });
    expect(trail.body.data).toMatchObject([
      {
        event: 'platform.accounts.account_user.invited',
        actor: { id: app.world.client.tokenId },
        documents: { groups: [{ name: 'Billing only' }] },
      },
    ]);
    expect(trail.body.data[0].details).toBe(`All modules invited Ada Roth${number} to the account`);
    expect(JSON.stringify(trail.body)).not.toContain('accept-invite');
  });

  test('refuses a second invitation, a foreign group, no group and a bad address, and changes nothing', async () => {
    const member = await invite();
    await app.newEvents();
    const attempt = (body: object) => app.send('POST', path, { token, body });
    const groups = [{ id: app.world.client.limited }];
    expect(await attempt({ user: { ...person(), email: member.user.email.toUpperCase() }, groups })).toMatchObject({ status: 409 });
    expect(await attempt({ user: person(), groups: [{ id: app.world.other.limited }] })).toMatchObject({
      status: 400,
      body: { errors: { groups: [expect.stringContaining('was not found')] } },
    });
    expect(await attempt({ user: person(), groups: [] })).toMatchObject({
      status: 400,
      body: { errors: { groups: ['Choose at least one.'] } },
    });
    expect(await attempt({ user: { ...person(), email: 'no address' }, groups })).toMatchObject({
      status: 400,
      body: { errors: { 'user.email': [expect.any(String)] } },
    });
    expect(await attempt({ user: person(), groups, surprise: 1 })).toMatchObject({
      status: 400,
      body: { errors: { surprise: ['Is not a field of this object.'] } },
    });
    expect(await app.newEvents()).toEqual([]);
  });

  test('somebody known elsewhere is invited without a second identity', async () => {
    const user = person();
    const first = await invite(user);
    const other = await app.send('POST', `/accounts/accounts/${app.world.other.account}/users`, {
      token: app.world.other.token,
      body: { user, groups: [{ id: app.world.other.limited }] },
    });
    expect(other.body.user.id).toBe(first.user.id);
    expect(other.body.id).not.toBe(first.id);
  });

  test('resending keeps the link, a new invitation after expiry makes another', async () => {
    const member = await invite();
    await app.newEvents();
    const again = await app.send('POST', `${path}/${member.id}/resend-invite`, { token });
    expect(again.body.invitation.url).toBe(member.invitation.url);
    expect((await app.send('POST', `${path}/${member.id}/send-new-invite`, { token })).status).toBe(409);
    await app.rows(`update memberships set invitation_expires_at = now() - interval '1 minute' where id = $1`, [member.id]);
    expect((await app.send('POST', `${path}/${member.id}/resend-invite`, { token })).status).toBe(409);
    const renewed = await app.send('POST', `${path}/${member.user.id}/send-new-invite`, { token });
    expect(renewed.body.invitation.url).not.toBe(member.invitation.url);
    expect(await app.newEvents()).toEqual([
      'platform.accounts.account_user.invitation_resent',
      'platform.accounts.account_user.invitation_renewed',
    ]);
  });
});

describe('groups of a member', () => {
  test('are replaced, added and taken away, and the last one stays', async () => {
    const member = await invite();
    const groups = `${path}/${member.user.id}/groups`;
    await app.newEvents();
    expect(
      (await app.send('POST', groups, { token, body: { id: app.world.client.administrators, name: 'whatever' } })).body.groups,
    ).toHaveLength(2);
    expect((await app.send('DELETE', `${groups}/${app.world.client.limited}`, { token })).status).toBe(204);
    expect(await app.send('DELETE', `${groups}/${app.world.client.administrators}`, { token })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'last-group' }] },
    });
    expect((await app.send('PUT', groups, { token, body: [{ id: app.world.client.limited }] })).body.groups).toEqual([
      { id: app.world.client.limited, name: 'Billing only', isDefault: false },
    ]);
    expect(
      (await app.send('GET', `${path}?any(groups,eq(id,'${app.world.client.limited}'))&limit=100`, { token })).body.data.map(
        (one: { id: string }) => one.id,
      ),
    ).toContain(member.id);
    expect(await app.newEvents()).toEqual(Array(3).fill('platform.accounts.account_user.updated'));
  });

  test('the last active administrator stays, also when two are taken out at once', async () => {
    const { client } = app.world;
    const own = `${path}/${client.admin.user}`;
    expect(await app.send('PUT', `${own}/groups`, { token, body: [{ id: client.limited }] })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'last-administrator' }] },
    });
    expect((await app.send('POST', `${path}/${client.member.user}/groups`, { token, body: { id: client.administrators } })).status).toBe(
      200,
    );
    const both = await Promise.all(
      [client.admin, client.member].map(({ user }) => app.send('PUT', `${path}/${user}/groups`, { token, body: [{ id: client.limited }] })),
    );
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const left = await app.rows('select 1 from group_members where group_id = $1', [client.administrators]);
    expect(left).toHaveLength(1);
  });
});

describe('removing', () => {
  test('kills the link, disables a person without another account, and she can come back under a new id', async () => {
    const user = person();
    const member = await invite(user);
    await app.newEvents();
    expect((await app.send('DELETE', `${path}/${member.id}`, { token })).status).toBe(204);
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.removed', 'platform.accounts.user.disabled']);
    expect((await app.send('GET', `${path}/${member.id}`, { token })).status).toBe(404);
    expect(await app.rows('select invitation_hash from memberships where id = $1', [member.id])).toEqual([{ invitation_hash: null }]);
    const back = await invite(user);
    expect(back.id).not.toBe(member.id);
    expect(back.user.id).toBe(member.user.id);
  });

  test('nobody removes herself', async () => {
    const { admin } = app.world.vendor;
    const own = `/accounts/accounts/${app.world.vendor.account}/users/${admin.user}`;
    expect(await app.send('DELETE', own, { session: admin.session })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'own-membership' }] },
    });
  });
});

describe('a list that is refused', () => {
  test('keeps no connection, although its account is looked up at the same time', async () => {
    const { pool } = app.app.services.database;
    const refused = await Promise.all(
      Array.from({ length: 2 * pool.options.max }, () => app.send('GET', `${path}?eq(nonsense,1)`, { token })),
    );
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400]));
    expect((await app.send('GET', path, { token })).status).toBe(200);
    expect(pool.waitingCount).toBe(0);
  });
});
