import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, createTestApp, type TestApp } from '../harness.ts';

let app: TestApp;
let operator: string;
let token: string;
beforeAll(async () => {
  app = await createTestApp();
  operator = app.world.operations.token;
  token = app.world.client.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const send = (method: string, path: string, body?: unknown, by = token): Promise<Answer> => app.send(method, path, { token: by, body });
const account = () => `/accounts/accounts/${app.world.client.account}`;
const address = { addressLine1: '1 Quay Street', postCode: 'M3 3JE', city: 'Manchester', state: 'Greater Manchester', country: 'GB' };

describe('the bodies that existing clients send', () => {
  test('an account, without its optional service level, with its address and a status that is ignored', async () => {
    const body = { name: 'By a client', type: 'Client', status: 'Active', address, eligibility: { client: true, partner: false } };
    const made = await send('POST', '/accounts/accounts', body, operator);
    expect(made).toMatchObject({ status: 201, body: { name: 'By a client', address, type: 'Client', eligibility: { client: true } } });
    expect(made.body.id).toMatch(/^ACC-\d{4}-\d{4}$/);
    const activated = await send(
      'POST',
      `/accounts/accounts/${made.body.id}/activate`,
      { name: 'By a client', externalId: 'X-2' },
      operator,
    );
    expect(activated).toMatchObject({ status: 200, body: { status: 'Active', externalId: 'X-2' } });
    for (const missing of [{ name: 'x' }, { externalId: 'x' }, {}])
      expect((await send('POST', `/accounts/accounts/${made.body.id}/activate`, missing, operator)).status).toBe(400);
  });

  test('an account user, with phone, settings, account and invitation; the same body changes it', async () => {
    const body = {
      user: {
        firstName: 'Ada',
        lastName: 'Roth',
        email: 'ada.roth@clients.example',
        phone: { prefix: '+44', number: '1612345678' },
        settings: { cultureCode: 'en-GB', languageCode: 'en-GB' },
      },
      account: { id: app.world.client.account },
      groups: [{ id: app.world.client.limited }],
      invitation: { status: 'Invited' },
    };
    const made = await send('POST', `${account()}/users`, body);
    expect(made).toMatchObject({
      status: 201,
      body: { user: { firstName: 'Ada' }, invitation: { status: 'Invited' }, groups: [{ id: app.world.client.limited }] },
    });
    expect(made.body.id).toMatch(/^AUSR-\d{4}-\d{4}-\d{4}$/);
    expect(made.body.user.id).toMatch(/^USR-\d{4}-\d{4}$/);
    const changed = await send('PUT', `${account()}/users/${made.body.id}`, { ...body, user: { ...body.user, firstName: 'Changed' } });
    // The name is the person's own: it is neither refused nor taken.
    expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, user: { firstName: 'Ada' } } });
    expect((await send('GET', `${account()}/users/${made.body.user.id}`)).body.id).toBe(made.body.id);
    const foreign = { ...body, user: { ...body.user, email: 'x@clients.example' }, account: { id: app.world.other.account } };
    expect(await send('POST', `${account()}/users`, foreign)).toMatchObject({
      status: 400,
      body: { errors: { 'account.id': expect.any(Array) } },
    });
    expect(await send('POST', `${account()}/users/${made.body.id}/resend-invite`)).toMatchObject({
      status: 200,
      body: { id: made.body.id },
    });
    const { data } = (await send('GET', `${account()}/users?eq(user.email,'ada.roth@clients.example')`)).body;
    expect(data.map((one: { id: string }) => one.id)).toEqual([made.body.id]);
  });

  test('groups of a member: one object is added, an array replaces all, each group is deleted by its id', async () => {
    const extra = (await send('POST', '/accounts/user-groups', { name: 'Extra', modules: [{ id: 'MOD-1239' }] })).body.id;
    const path = `${account()}/users/${app.world.client.member.membership}/groups`;
    expect(await send('POST', path, { id: extra })).toMatchObject({ status: 200, body: { id: app.world.client.member.membership } });
    expect((await send('GET', `${path}/${extra}`)).body).toMatchObject({ id: extra, name: 'Extra' });
    expect((await send('GET', path)).body.$meta.pagination.total).toBe(2);
    expect(await send('DELETE', `${path}/${extra}`)).toMatchObject({ status: 204, body: '' });
    expect(await send('PUT', path, [{ id: extra }, { id: app.world.client.limited }])).toMatchObject({
      status: 200,
      body: { id: expect.any(String) },
    });
    expect(await send('PUT', path, [{ id: app.world.client.limited }])).toMatchObject({ status: 200 });
    expect((await send('GET', path)).body.data.map((one: { id: string }) => one.id)).toEqual([app.world.client.limited]);
  });

  test('a group, with an empty logo and all buyers', async () => {
    const body = {
      name: 'Sent',
      account: { id: app.world.client.account },
      buyers: null,
      logo: '',
      description: 'd',
      modules: [{ id: 'MOD-0478' }],
    };
    const made = await send('POST', '/accounts/user-groups', body);
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Sent', buyers: null, modules: [{ id: 'MOD-0478' }], isDefault: false, status: 'Active' },
    });
    expect(made.body.id).toMatch(/^UGR-\d{4}-\d{4}$/);
  });

  test('a token, with an empty icon and no module; the answer holds its secret', async () => {
    const body = { account: { id: app.world.client.account }, name: 'Sent', description: 'd', icon: '', modules: [] };
    const made = await send('POST', '/accounts/api-tokens', body);
    expect(made).toMatchObject({ status: 201, body: { status: 'Active', token: expect.stringMatching(/^idt:TKN-\d{4}-\d{4}:/) } });
    expect((await send('GET', '/me', undefined, made.body.token)).status).toBe(200);
  });

  test('an audit record, whose actor is who sent it, whoever it names', async () => {
    const body = {
      event: 'extensions.sync.run',
      object: { id: app.world.vendor.account, name: 'Something' },
      summary: 'Ran',
      details: '{{actor.name}} ran it',
      actor: { type: 'User', id: app.world.client.admin.user },
      payload: {},
    };
    const made = await send('POST', '/audit/records', body, app.world.vendor.token);
    expect(made).toMatchObject({ status: 201, body: { event: 'extensions.sync.run', actor: { id: app.world.vendor.tokenId } } });
    expect(made.body.id).toMatch(/^AUD-\d{4}-\d{4}-\d{4}-\d{4}$/);
  });

  test('a user checks for single sign-on by GET and by POST, and both answer an object', async () => {
    for (const method of ['GET', 'POST'])
      expect(await send(method, `/accounts/users/${app.world.client.member.user}/sso-check`)).toMatchObject({
        status: 200,
        body: { id: app.world.client.member.user, sso: false },
      });
    expect(await send('POST', `/accounts/users/${app.world.client.member.user}/sso`)).toMatchObject({
      status: 200,
      body: { id: app.world.client.member.user },
    });
  });

  test('a module is known by its fixed id and says which account types may have it', async () => {
    expect(await send('GET', '/accounts/modules/MOD-1756', undefined, operator)).toMatchObject({
      status: 200,
      body: { id: 'MOD-1756', code: 'access-management', settings: { sharedAccount: expect.any(Boolean) } },
    });
    expect((await send('GET', "/accounts/modules?eq(code,'access-management')", undefined, operator)).body.data).toHaveLength(1);
  });
});

describe('what was read can be sent back', () => {
  const full = 'select=%2Baudit';
  const cases = (): [string, string, string][] => [
    ['an account', account(), token],
    ['a group', `/accounts/user-groups/${app.world.client.limited}`, token],
    ['a token', `/accounts/api-tokens/${app.world.client.tokenId}`, token],
    ['a member', `${account()}/users/${app.world.client.member.membership}`, token],
  ];
  test('fields that cannot be written are ignored, and nothing else changes', async () => {
    for (const [what, path, by] of cases()) {
      const { body } = await send('GET', `${path}?${full}`, undefined, by);
      const back = await send('PUT', path, { ...body, $meta: { omitted: ['x'] }, href: '/x', status: 'Disabled', revision: 99 }, by);
      expect(back.status, `${what}: ${JSON.stringify(back.body)}`).toBe(200);
      const { audit: _, revision: __, $meta: ___, ...before } = body;
      expect(back.body, what).toMatchObject(before);
    }
  });

  test('of a reference only the id counts', async () => {
    const body = { name: 'References', modules: [{ id: 'MOD-1239', name: 'Not its name', nonsense: { deep: true }, icon: 'x' }] };
    const made = await send('POST', '/accounts/user-groups', body);
    expect(made).toMatchObject({ status: 201, body: { modules: [{ id: 'MOD-1239', name: 'Billing' }] } });
  });

  test.each([
    ['at the top', { name: 'x', nonsense: 1 }, 'nonsense'],
    ['inside an object', { name: 'x', address: { ...address, planet: 'Earth' } }, 'address.planet'],
    ['named like what every object inherits', JSON.parse('{"name":"x","__proto__":{"a":1},"constructor":1}'), 'constructor'],
  ])('an unknown field %s is refused by its path', async (_, body, named) => {
    const answer = await send('PUT', account(), body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.errors)).toContain(named);
    expect(await app.newEvents()).toEqual([]);
  });
});

describe('a PUT merges', () => {
  test('objects deeply, arrays whole, null clears, and what is left out stays', async () => {
    await send('PUT', account(), { address, website: 'https://a.example', description: 'stays' });
    const merged = await send('PUT', account(), { address: { city: 'Salford' }, website: null });
    expect(merged.body).toMatchObject({ address: { ...address, city: 'Salford' }, website: null, description: 'stays' });
    const group = (
      await send('POST', '/accounts/user-groups', { name: 'Merge', modules: [{ id: 'MOD-1239' }, { id: 'MOD-0478' }], description: 'd' })
    ).body;
    const changed = await send('PUT', `/accounts/user-groups/${group.id}`, { modules: [{ id: 'MOD-8352' }], description: null });
    expect(changed.body).toMatchObject({ name: 'Merge', description: null, modules: [{ id: 'MOD-8352' }] });
    expect(changed.body.modules).toHaveLength(1);
  });

  test('what is required cannot be cleared or emptied', async () => {
    for (const name of ['', null])
      expect(await send('PUT', account(), { name })).toMatchObject({ status: 400, body: { errors: { name: expect.any(Array) } } });
  });

  test('values are neither converted nor filled in', async () => {
    for (const body of [
      { name: 5 },
      { name: true },
      { name: ['x'] },
      { name: {} },
      { address: 'x' },
      { eligibility: { client: 'true' } },
      { eligibility: { client: 1 } },
    ])
      expect((await send('PUT', account(), body)).status, JSON.stringify(body)).toBe(400);
    for (const body of [[], 'x', 5, true, null, [[{}]]])
      expect((await send('PUT', account(), body)).status, JSON.stringify(body)).toBe(400);
    expect(await app.newEvents()).toEqual([]);
  });

  test('nothing is changed by values that are as they were, however often', async () => {
    const before = (await send('GET', account())).body;
    const after = await send('PUT', account(), {});
    expect(after).toMatchObject({ status: 200, body: { name: before.name } });
  });
});

describe('every answer to a change is an object', () => {
  test('a deletion has no body, everything else the object with its id', async () => {
    const made = await send('POST', '/accounts/api-tokens', { name: 'Life' });
    const path = `/accounts/api-tokens/${made.body.id}`;
    const steps = [
      made,
      await send('PUT', path, { description: 'x' }),
      await send('POST', `${path}/disable`),
      await send('POST', `${path}/enable`),
    ];
    expect(steps.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
    for (const { body } of steps) expect(body.id).toBe(made.body.id);
    expect(await send('DELETE', path)).toMatchObject({ status: 204, body: '' });
    expect((await send('GET', path)).status).toBe(404);
  });

  test('state is not changed by a PUT', async () => {
    const made = await send('POST', '/accounts/api-tokens', { name: 'State', status: 'Disabled' });
    expect(made.body.status).toBe('Active');
    expect((await send('PUT', `/accounts/api-tokens/${made.body.id}`, { status: 'Disabled' })).body.status).toBe('Active');
  });
});
