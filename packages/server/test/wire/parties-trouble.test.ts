import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { type Makers, makersFor } from '../sweep/makers.ts';
import { address, type Kind, kinds, type Parties, partiesOf } from './parties.ts';

let app: TestApp;
let api: Parties;
let make: Makers;
let account: string;
beforeAll(async () => {
  app = await createTestApp();
  api = partiesOf(app);
  make = makersFor(app);
  account = app.world.client.account;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const get = async (path: string, who: 'client' | 'operations' = 'operations') => api.json(who, 'GET', path);
const put = async (path: string, body: unknown, who: 'client' | 'operations' = 'operations') => api.json(who, 'PUT', path, body);
const picture = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();

describe('a body that is none', () => {
  test.each(kinds)('of %s is refused, in the words of its fields or of its content type', async (kind) => {
    const ids = await api.ids();
    const before = (await get(`${kind}/${ids[kind]}`)).body;
    await app.newEvents();
    for (const [method, path] of [
      ['POST', kind],
      ['PUT', `${kind}/${ids[kind]}`],
    ] as const) {
      for (const body of [[], 'x', 5, true, null, [[]], { nonsense: 1 }]) {
        const answer = await api.json('operations', method, path, body);
        expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
      }
      for (const type of [
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'application/merge-patch+json',
        'text/json',
      ]) {
        const answer = await app.send(method, `/accounts/${path}`, {
          token: app.world.operations.token,
          payload: '{}',
          headers: { 'content-type': type },
        });
        expect(answer, type).toMatchObject({ status: 415, body: { title: 'Unsupported Media Type' } });
      }
    }
    expect(await app.newEvents()).toEqual([]);
    expect((await get(`${kind}/${ids[kind]}`)).body).toEqual(before);
  });
});

describe('an Idempotency-Key', () => {
  const body = () => ({ name: 'Once', account: { id: account }, address });

  test('makes a buyer once, and tells another picture from the same one', async () => {
    const key = { 'idempotency-key': 'buyer-1' };
    const [blue, red] = [await picture('#00f'), await picture('#f00')];
    const first = await api.form('operations', 'POST', 'buyers', body(), blue, key);
    const again = await api.form('operations', 'POST', 'buyers', body(), blue, key);
    expect(again).toMatchObject({ status: 201, body: first.body });
    for (const other of [red, undefined])
      expect(await api.form('operations', 'POST', 'buyers', body(), other, key)).toMatchObject({
        status: 409,
        body: { type: '/problems/idempotency-conflict' },
      });
    expect(await app.newEvents()).toEqual(['platform.accounts.buyer.created']);
  });

  test('holds for an action without a body', async () => {
    const { buyers } = await api.ids();
    await app.newEvents();
    for (const round of [1, 2]) {
      const answer = await api.json('client', 'POST', `buyers/${buyers}/disable`, undefined, { 'idempotency-key': 'disable-1' });
      expect(answer, `round ${round}`).toMatchObject({ status: 200, body: { status: 'Disabled' } });
    }
    expect(await app.newEvents()).toEqual(['platform.accounts.buyer.disabled', 'platform.accounts.licensee.disabled']);
  });
});

describe('what was deleted', () => {
  test('a seller leaves its buyers and its links; the buyer can be sent back, and no link is lost by that', async () => {
    const ids = await api.ids();
    await api.json('operations', 'POST', `licensees/${ids.licensees}/disable`);
    await app.newEvents();
    expect((await api.json('operations', 'DELETE', `sellers/${ids.sellers}`)).status).toBe(204);
    for (const who of ['operations', 'client'] as const) {
      const buyer = (await get(`buyers/${ids.buyers}`, who)).body;
      expect(buyer.sellers).toEqual([]);
      expect((await put(`buyers/${ids.buyers}`, buyer, who)).status).toBe(200);
      expect((await get(`buyers?any(sellers,eq(id,'${ids.sellers}'))`, who)).body.data).toEqual([]);
      expect((await get(`erp-links/${ids['erp-links']}`, who)).status).toBe(404);
      expect((await get(`erp-links?eq(id,'${ids['erp-links']}')`, who)).body).toMatchObject({ $meta: { pagination: { total: 0 } } });
      // The licensee stays to be read, and says that its seller is gone.
      const licensee = (await get(`licensees/${ids.licensees}`, who)).body;
      expect(licensee.seller).toMatchObject({ id: ids.sellers, status: 'Deleted' });
      expect((await put(`licensees/${ids.licensees}`, licensee, who)).status).toBe(200);
      expect((await api.json(who, 'POST', `licensees/${ids.licensees}/enable`)).status).toBe(409);
    }
    expect((await put(`erp-links/${ids['erp-links']}`, {})).status).toBe(404);
    expect((await app.newEvents()).filter((event) => event.includes('erp_link'))).toEqual([]);
    expect((await put(`buyers/${ids.buyers}`, { sellers: [{ id: ids.sellers }] })).status).toBe(400);
  });

  test('a buyer takes its links out of sight, and nothing can be made on it any more', async () => {
    const { id, seller, link } = await make.buyer(account);
    expect((await api.json('operations', 'DELETE', `buyers/${id}`)).status).toBe(204);
    for (const who of ['operations', 'client'] as const) expect((await get(`erp-links/${link}`, who)).status).toBe(404);
    for (const action of ['block', 'unblock'])
      expect((await api.json('operations', 'POST', `erp-links/${link}/${action}`)).status).toBe(404);
    const pair = { buyer: { id }, seller: { id: seller } };
    for (const [kind, body] of [
      ['licensees', { ...pair, useBuyerAddress: true }],
      ['erp-links', pair],
    ] as const)
      expect(await api.json('operations', 'POST', kind, body)).toMatchObject({
        status: 400,
        body: { errors: { buyer: [expect.stringContaining(id)] } },
      });
  });

  test('a contact who has left the account stays until another one is named, and cannot be named anew', async () => {
    const { user, membership } = await make.member(account);
    const ids = await api.ids();
    const other = await api.ids();
    const named = { contact: { user: { id: user } } };
    for (const kind of ['buyers', 'licensees'] as const) expect((await put(`${kind}/${ids[kind]}`, named, 'client')).status).toBe(200);
    expect((await app.send('DELETE', `/accounts/accounts/${account}/users/${membership}`, { token: app.world.client.token })).status).toBe(
      204,
    );
    for (const kind of ['buyers', 'licensees'] as const) {
      const { revision: _, ...before } = (await get(`${kind}/${ids[kind]}`, 'client')).body;
      expect(await put(`${kind}/${ids[kind]}`, before, 'client')).toMatchObject({ status: 200, body: { contact: before.contact } });
      expect(await put(`${kind}/${other[kind]}`, named, 'client')).toMatchObject({
        status: 400,
        body: { errors: { 'contact.user': [expect.stringContaining(user)] } },
      });
    }
  });
});

describe('a buyer that goes to another account', () => {
  const destination = () => app.world.other.account;
  /** A buyer and a licensee that people of the account changed and are the contacts of. */
  async function known(): Promise<Record<Kind, string>> {
    const ids = await api.ids();
    const { admin } = app.world.client;
    for (const kind of ['buyers', 'licensees'] as const) {
      const answer = await app.send('PUT', `/accounts/${kind}/${ids[kind]}`, {
        session: admin.session,
        body: { contact: { user: { id: admin.user } } },
      });
      expect(answer.status).toBe(200);
    }
    return ids;
  }
  const marks = () => [account, 'Harbour Group', app.world.client.admin.user, app.world.client.admin.email];

  async function expectForgotten(ids: Record<Kind, string>, shown: readonly Kind[]): Promise<void> {
    for (const kind of shown) {
      const object = await app.send('GET', `/accounts/${kind}/${ids[kind]}?select=*`, { token: app.world.other.token });
      expect(object.status, kind).toBe(200);
      const trail = await app.send('GET', `/audit/records?eq(object.id,'${ids[kind]}')&select=*&limit=100`, {
        token: app.world.other.token,
      });
      for (const mark of marks()) expect(JSON.stringify([object.body, trail.body]), `${kind} ${mark}`).not.toContain(mark);
      expect(object.body.audit.created.at).toEqual(expect.any(String));
    }
  }

  test('by a transfer brings nobody of the old one along: not in contacts, not in audit, not in the trail', async () => {
    const ids = await known();
    await app.rows(`update accounts set external_id = 'EX-SAME' where id = any ($1)`, [[account, destination()]]);
    const moved = await api.json('operations', 'POST', `buyers/${ids.buyers}/transfer`, { account: { id: destination() } });
    expect(moved).toMatchObject({ status: 200, body: { contact: null } });
    await expectForgotten(ids, ['buyers', 'licensees', 'erp-links']);
    // What the old account did stays in its own trail.
    const own = await app.send('GET', `/audit/records?eq(object.id,'${ids.buyers}')&limit=100`, { token: app.world.client.token });
    expect(JSON.stringify(own.body)).toContain(app.world.client.admin.user);
  });

  test('by being unassigned and activated elsewhere brings nobody along either', async () => {
    const ids = await known();
    await api.json('operations', 'DELETE', `licensees/${ids.licensees}`);
    expect((await api.json('operations', 'POST', `buyers/${ids.buyers}/unassign`)).status).toBe(200);
    const activation = { account: { id: destination() }, externalIds: { erpCustomer: 'EX-SCU-ELSEWHERE' } };
    expect((await api.json('operations', 'POST', `buyers/${ids.buyers}/activate`, activation)).status).toBe(200);
    await expectForgotten(ids, ['buyers', 'erp-links']);
    // Its links are the new account's to use.
    const licensee = { buyer: { id: ids.buyers }, seller: { id: ids.sellers }, useBuyerAddress: true };
    const made = await app.send('POST', '/accounts/licensees', { token: app.world.other.token, body: licensee });
    expect(made).toMatchObject({ status: 201, body: { account: { id: destination() }, status: 'Active' } });
  });
});
