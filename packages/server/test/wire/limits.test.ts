import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPerson, createTestApp, type TestApp } from '../harness.ts';
import { makersFor } from '../sweep/makers.ts';

let app: TestApp;
let operator: string;
beforeAll(async () => {
  app = await createTestApp();
  operator = app.world.operations.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const send = (method: string, path: string, body?: unknown, token = app.world.client.token) => app.send(method, path, { token, body });
const letters = (count: number) => 'é'.repeat(count);

describe('limits', () => {
  test.each([
    ['name', letters(500), letters(501)],
    ['description', letters(2000), letters(2001)],
    ['website', `https://${'w'.repeat(1992)}`, `https://${'w'.repeat(1993)}`],
    ['technicalSupportEmail', undefined, `${'e'.repeat(60)}@${'d'.repeat(60)}.${'e'.repeat(250)}.example`],
    ['externalId', letters(250), letters(251)],
  ])('the fields of an account take what their limit says and no character more: %s', async (field, fits, tooLong) => {
    const { id } = (await send('POST', '/accounts/accounts', { name: 'Limits', type: 'Client' }, operator)).body;
    const put = (value: string) => send('PUT', `/accounts/accounts/${id}`, { [field]: value }, operator);
    if (fits !== undefined) expect(await put(fits)).toMatchObject({ status: 200, body: { [field]: fits } });
    await app.newEvents();
    const refused = await put(tooLong);
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body.errors)).toEqual([field]);
    expect(await app.newEvents()).toEqual([]);
  });

  test('the last use of a token is kept and a name of a token has up to 200 characters', async () => {
    const made = (await send('POST', '/accounts/api-tokens', { name: letters(200) })).body;
    expect(made).not.toHaveProperty('lastAccessAt');
    expect((await send('POST', '/accounts/api-tokens', { name: letters(201) })).status).toBe(400);
    expect((await send('GET', '/me', undefined, made.token)).status).toBe(200);
    await app.app.services.authenticator.flush();
    const { lastAccessAt } = (await send('GET', `/accounts/api-tokens/${made.id}`)).body;
    expect(lastAccessAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('membership', () => {
  test('an operator adds a known person as Active, without a mail; nobody else may', async () => {
    const email = 'known@people.example';
    const known = await app.app.services.database.write(worker, (tx) =>
      createPerson(tx, app.world.other.account, email, { id: app.world.other.limited, name: 'Billing only' }),
    );
    const body = {
      user: { email, firstName: 'Known', lastName: 'Person' },
      groups: [{ id: app.world.client.limited }],
      invitation: { status: 'Active' },
    };
    const path = `/accounts/accounts/${app.world.client.account}/users`;
    expect((await send('POST', path, body)).status).toBe(403);
    const mails = await app.rows('select id from mails');
    await app.newEvents();
    const added = await send('POST', path, body, operator);
    expect(added).toMatchObject({ status: 201, body: { user: { id: known.user }, invitation: { status: 'Active' } } });
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.added']);
    expect(await app.rows('select id from mails')).toHaveLength(mails.length);
  });

  test('of one account ends with a mail, and leaves the other accounts of the person alone', async () => {
    const { client, other } = app.world;
    const both = await app.app.services.database.write(worker, (tx) =>
      createPerson(tx, client.account, 'both@people.example', { id: client.limited, name: 'Billing only' }),
    );
    const known = {
      user: { email: both.email, firstName: 'B', lastName: 'B' },
      groups: [{ id: other.limited }],
      invitation: { status: 'Active' },
    };
    expect((await send('POST', `/accounts/accounts/${other.account}/users`, known, operator)).status).toBe(201);
    await app.newEvents();
    expect((await send('DELETE', `/accounts/accounts/${client.account}/users/${both.user}`)).status).toBe(204);
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.removed']);
    expect(await app.rows('select template from mails where recipient = $1', [both.email])).toEqual([{ template: 'removed-from-account' }]);
    const there = await send('GET', `/accounts/accounts/${other.account}/users/${both.user}`, undefined, other.token);
    expect(there).toMatchObject({ status: 200, body: { groups: [{ id: other.limited }], user: { status: 'Active' } } });
    const me = await app.send('GET', '/me', { session: both.session });
    expect(me).toMatchObject({ status: 200, body: { account: { id: other.account } } });
  });

  test('the modules and buyers of several groups are united', async () => {
    const { account } = app.world.client;
    const group = async (name: string, module: string, buyers: unknown = null) =>
      (await send('POST', '/accounts/user-groups', { name, modules: [{ id: module }], buyers })).body.id as string;
    const { buyer } = makersFor(app);
    const [one, two, three] = [await buyer(account), await buyer(account), await buyer(account)].map(({ id }) => ({ id }));
    const billing = await group('First', 'MOD-1239');
    const first = await group('Second', 'MOD-0478', [one, two]);
    const second = await group('Third', 'MOD-0478', [two, three]);
    const path = `/accounts/accounts/${app.world.client.account}/users/${app.world.client.member.membership}`;
    const { body } = await send('PUT', `${path}/groups`, [{ id: billing }, { id: first }, { id: second }]);
    const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
    expect(ids(body.modules)).toEqual(['MOD-0478', 'MOD-1239']);
    expect(ids(body.buyers)).toEqual(ids([one!, two!, three!]));
    const me = await app.send('GET', '/me', { session: app.world.client.member.session });
    expect([...me.body.modules].map((one: { id?: string } | string) => (typeof one === 'string' ? one : one.id)).length).toBe(2);
    // One group without a restriction frees from all.
    await send('PUT', `/accounts/user-groups/${second}`, { buyers: null });
    expect((await send('GET', path)).body).not.toHaveProperty('buyers');
  });

  test('nobody is put into a group of an account where she is no member', async () => {
    const path = (account: string, user: string) => `/accounts/accounts/${account}/users/${user}/groups`;
    const { client, other } = app.world;
    expect((await send('POST', path(client.account, other.member.user), { id: client.limited })).status).toBe(404);
    for (const token of [client.token, operator]) {
      const foreign = await send('POST', path(client.account, client.member.membership), { id: other.limited }, token);
      expect(foreign).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } });
    }
    expect(await app.newEvents()).toEqual([]);
  });
});

describe('the type of an account', () => {
  test('is given once and changed by nobody', async () => {
    const { id } = (await send('POST', '/accounts/accounts', { name: 'Typed', type: 'Client' }, operator)).body;
    expect(await send('PUT', `/accounts/accounts/${id}`, { type: 'Vendor' }, operator)).toMatchObject({
      status: 200,
      body: { type: 'Client' },
    });
    for (const type of ['Partner', 'client', '', null, undefined])
      expect((await send('POST', '/accounts/accounts', { name: 'Typed', type }, operator)).status, String(type)).toBe(400);
  });
});

describe('tokens and audit', () => {
  test('a record has event, texts, object, actor with account, time, type, request, documents and viewers, and nothing else', async () => {
    const { id } = (await send('POST', '/accounts/api-tokens', { name: 'Recorded' })).body;
    const [record] = (await send('GET', `/audit/records?eq(object.id,'${id}')`)).body.data;
    const { account, tokenId } = app.world.client;
    expect(record).toMatchObject({
      event: 'platform.accounts.api_token.created',
      object: { id, name: 'Recorded', objectType: 'ApiToken', revision: 1 },
      actor: { id: tokenId, name: 'All modules', account: { id: account, name: 'Harbour Group', accountType: 'Client' } },
      type: 'Public',
      request: { api: { ip: '127.0.0.1', userAgent: expect.any(String) }, log: { correlationId: expect.any(String) } },
      documents: { apiToken: { id, name: 'Recorded', status: 'Active' } },
      viewers: [{ id: account, name: 'Harbour Group', type: 'Client' }],
    });
    const names = ['actor', 'details', 'documents', 'event', 'id', 'object', 'request', 'summary', 'timestamp', 'type', 'viewers'];
    expect(Object.keys(record).sort()).toEqual(names);
  });

  test('a token takes only modules that the account has', async () => {
    for (const id of ['MOD-3301', 'MOD-8743', 'MOD-0000']) {
      const answer = await send('POST', '/accounts/api-tokens', { name: 'Too much', modules: [{ id }] });
      expect(answer.status, id).toBe(400);
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test('the audit of an object holds the latest of each event, and none that never was', async () => {
    const { id } = (await send('POST', '/accounts/api-tokens', { name: 'Audited' })).body;
    const audit = async () => (await send('GET', `/accounts/api-tokens/${id}?select=%2Baudit`)).body.audit;
    expect(Object.keys(await audit())).toEqual(['created']);
    await send('POST', `/accounts/api-tokens/${id}/disable`);
    const first = await audit();
    expect(Object.keys(first).sort()).toEqual(['created', 'disabled', 'updated']);
    expect(first.disabled).toMatchObject({
      by: { id: app.world.client.tokenId, name: 'All modules' },
      of: { id: app.world.client.account },
    });
    await send('POST', `/accounts/api-tokens/${id}/enable`);
    await send('POST', `/accounts/api-tokens/${id}/disable`);
    const second = await audit();
    expect(second.created).toEqual(first.created);
    expect(Date.parse(second.disabled.at)).toBeGreaterThan(Date.parse(first.disabled.at));
  });
});
