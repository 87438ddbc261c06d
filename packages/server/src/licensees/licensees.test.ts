import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { type Makers, makersFor } from '../../test/sweep/makers.ts';

let app: TestApp;
let make: Makers;
let account: string;
let buyer: { id: string; seller: string; link: string };
const address = { addressLine1: 'Zeughausgasse 1', postCode: '6301', city: 'Zug', state: 'Zug', country: 'CH' };

beforeAll(async () => {
  app = await createTestApp();
  make = makersFor(app);
  account = app.world.client.account;
  buyer = await make.buyer(account);
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.operations.token, body });
const asClient = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { session: app.world.client.admin.session, body });
const wanted = (change: object = {}) => ({ buyer: { id: buyer.id }, seller: { id: buyer.seller }, useBuyerAddress: true, ...change });

describe('a licensee', () => {
  test('joins one buyer and one seller linked to it, named after them when it has no name, Active because the buyer is linked with the ERP', async () => {
    const answer = await asClient('POST', 'licensees', wanted());
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: 'Active',
        name: expect.stringMatching(/^Buyer .*-Zug-SEL-/),
        buyer: { id: buyer.id },
        seller: { id: buyer.seller, externalId: expect.stringMatching(/^EX_/) },
        account: { id: account },
        eligibility: { client: true, partner: false },
        useBuyerAddress: true,
        address: { city: 'Zug', addressLine1: 'Baarerstrasse 14' },
      },
    });
    expect(answer.body.id).toMatch(/^LCE-\d{4}-\d{4}-\d{4}$/);
    expect(await app.newEvents()).toEqual(['platform.accounts.licensee.created']);
  });

  test('is Enabled over a buyer without ERP connection, and follows when there is one', async () => {
    const fresh = await make.buyer(account);
    await asOperator('POST', `buyers/${fresh.id}/deactivate`);
    const { body } = await asClient('POST', 'licensees', wanted({ buyer: { id: fresh.id }, seller: { id: fresh.seller } }));
    expect(body.status).toBe('Enabled');
    await asOperator('POST', `buyers/${fresh.id}/activate`, { externalIds: { erpCustomer: `SCU-${fresh.id}` } });
    expect((await asClient('GET', `licensees/${body.id}`)).body.status).toBe('Active');
  });

  test('is heard as the existing clients send it, with fields that say nothing here', async () => {
    const body = wanted({
      name: 'From a client',
      type: 'Client',
      status: 'Enabled',
      defaultLanguage: 'en-US',
      groups: [{ name: 'Group', account: { id: account }, modules: [{ id: 'MOD-0478' }] }],
      account: { id: account },
      address,
      useBuyerAddress: false,
    });
    expect(await asClient('POST', 'licensees', body)).toMatchObject({ status: 201, body: { status: 'Active', address } });
  });

  test('needs buyer, seller and useBuyerAddress, and an own address without the buyer’s', async () => {
    expect(await asClient('POST', 'licensees', {})).toMatchObject({
      status: 400,
      body: { errors: { buyer: ['Must be given.'], seller: ['Must be given.'], useBuyerAddress: ['Must be given.'] } },
    });
    expect(await asClient('POST', 'licensees', wanted({ useBuyerAddress: false, address: { city: 'Zug' } }))).toMatchObject({
      status: 400,
      body: { errors: { 'address.addressLine1': ['Must be given.'] } },
    });
    expect((await asClient('POST', 'licensees', wanted({ account: { id: app.world.other.account } }))).status).toBe(400);
    expect(await app.newEvents()).toEqual([]);
  });

  test('for resale is for accounts of the partner programme', async () => {
    const resale = wanted({ eligibility: { client: false, partner: true } });
    expect(await asClient('POST', 'licensees', resale)).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'not-eligible', properties: ['eligibility'] }] },
    });
    await asOperator('PUT', `accounts/${account}`, { eligibility: { client: true, partner: true } });
    const made = await asClient('POST', 'licensees', resale);
    expect(made).toMatchObject({ status: 201, body: { eligibility: { client: false, partner: true } } });
    expect((await asClient('PUT', `licensees/${made.body.id}`, { eligibility: { client: true, partner: false } })).status).toBe(400);
    expect((await asClient('POST', 'licensees', wanted({ eligibility: { client: true, partner: true } }))).status).toBe(400);
  });

  test('keeps its buyer and its seller; everything else changes, and the external reference can be cleared', async () => {
    const { body: made } = await asClient('POST', 'licensees', wanted({ externalId: 'REF-1' }));
    const path = `licensees/${made.id}`;
    expect((await asClient('PUT', path, made)).status).toBe(200);
    const other = await make.buyer(account);
    for (const change of [{ buyer: { id: other.id } }, { seller: { id: other.seller } }])
      expect(await asClient('PUT', path, change)).toMatchObject({
        status: 400,
        body: { errors: { [Object.keys(change)[0]!]: [expect.stringContaining('keeps')] } },
      });
    expect((await asClient('PUT', path, { externalId: null, description: 'Second floor', status: 'Disabled' })).body).toMatchObject({
      externalId: null,
      description: 'Second floor',
      status: 'Active',
    });
    expect((await asClient('PUT', path, { name: null })).body.name).toMatch(/-SEL-/);
  });

  test('changes between the buyer’s address and an own one, and never loses either unasked', async () => {
    const { body: made } = await asClient('POST', 'licensees', wanted());
    const path = `licensees/${made.id}`;
    expect((await asClient('PUT', path, { address })).status).toBe(400);
    expect((await asClient('PUT', path, { useBuyerAddress: false })).status).toBe(400);
    expect((await asClient('PUT', path, { useBuyerAddress: false, address })).body).toMatchObject({ useBuyerAddress: false, address });
    expect((await asClient('PUT', path, { address: { city: 'Baar' } })).body.address).toEqual({ ...address, city: 'Baar' });
    expect((await asClient('PUT', path, { useBuyerAddress: true })).body.address).toMatchObject({ addressLine1: 'Baarerstrasse 14' });
  });
});

describe('a licensee and the pair it stands on', () => {
  const unusable: [string, (made: { id: string; seller: string; link: string }) => Promise<unknown>, string][] = [
    ['a blocked link', ({ link }) => asOperator('POST', `erp-links/${link}/block`, { note: 'Unpaid' }), 'link-blocked'],
    ['a disabled buyer', ({ id }) => asOperator('POST', `buyers/${id}/disable`), 'buyer-not-usable'],
    ['a disabled seller', ({ seller }) => asOperator('POST', `sellers/${seller}/disable`), 'seller-not-usable'],
    ['a seller taken away', ({ id }) => asOperator('PUT', `buyers/${id}`, { sellers: [] }), 'not-linked'],
  ];

  test.each(unusable)('is not made over %s', async (_, spoil, id) => {
    const made = await make.buyer(account);
    await spoil(made);
    const answer = await asClient('POST', 'licensees', wanted({ buyer: { id: made.id }, seller: { id: made.seller } }));
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ id }] } });
    expect(await app.rows('select id from licensees where buyer_id = $1', [made.id])).toEqual([]);
  });

  test.each(unusable)('is not enabled over %s', async (_, spoil, id) => {
    const made = await make.licensee(account);
    await asClient('POST', `licensees/${made.id}/disable`);
    const [link] = await app.rows<{ id: string }>('select id from erp_links where buyer_id = $1', [made.buyer]);
    await spoil({ id: made.buyer, seller: made.seller, link: link!.id });
    expect(await asClient('POST', `licensees/${made.id}/enable`)).toMatchObject({ status: 409, body: { errors: [{ id }] } });
    expect((await asClient('GET', `licensees/${made.id}`)).body.status).toBe('Disabled');
  });

  test('holds its link and its seller in business while it is usable', async () => {
    const made = await make.licensee(account);
    const [link] = await app.rows<{ id: string }>('select id from erp_links where buyer_id = $1', [made.buyer]);
    expect((await asOperator('POST', `erp-links/${link!.id}/block`, {})).body).toMatchObject({
      status: 409,
      errors: [{ id: 'link-has-licensees' }],
    });
    for (const action of ['disable', 'deactivate'])
      expect((await asOperator('POST', `sellers/${made.seller}/${action}`)).body.errors).toMatchObject([{ id: 'seller-has-licensees' }]);
    expect((await asOperator('DELETE', `sellers/${made.seller}`)).status).toBe(409);
    await asClient('POST', `licensees/${made.id}/disable`);
    expect((await asOperator('POST', `erp-links/${link!.id}/block`, { note: 'Unpaid' })).body).toMatchObject({
      status: 'Blocked',
      note: 'Unpaid',
    });
    const seen = await asClient('GET', `erp-links/${link!.id}?select=%2Bnote`);
    expect(seen.body).toMatchObject({ status: 'Blocked' });
    expect(JSON.stringify(seen.body)).not.toContain('Unpaid');
    const trail = await app.send('GET', `/audit/records?eq(object.id,'${link!.id}')&select=*`, { token: app.world.client.token });
    expect(trail.body.data.map((record: { event: string }) => record.event)).toContain('platform.accounts.erp_link.blocked');
    expect(JSON.stringify(trail.body)).not.toContain('Unpaid');
  });

  test('is disabled and enabled by its account, each once', async () => {
    const { id } = await make.licensee(account);
    await app.newEvents();
    expect((await asClient('POST', `licensees/${id}/disable`)).body.status).toBe('Disabled');
    expect((await asClient('POST', `licensees/${id}/disable`)).status).toBe(409);
    expect((await asClient('POST', `licensees/${id}/enable`)).body.status).toBe('Active');
    expect((await asClient('POST', `licensees/${id}/enable`)).status).toBe(409);
    expect(await app.newEvents()).toEqual(['platform.accounts.licensee.disabled', 'platform.accounts.licensee.enabled']);
  });

  test.each(Array.from({ length: 5 }, (_, i) => i))('blocking against a new licensee: one of them is refused (round %i)', async () => {
    const made = await make.buyer(account);
    const [blocked, created] = await Promise.all([
      asOperator('POST', `erp-links/${made.link}/block`, {}),
      asClient('POST', 'licensees', wanted({ buyer: { id: made.id }, seller: { id: made.seller } })),
    ]);
    expect([blocked.status, created.status].sort()).toSatisfy((both: number[]) => ['200,409', '201,409'].includes(both.join(',')));
  });

  test('is deleted for good', async () => {
    const { id } = await make.licensee(account);
    expect((await asClient('DELETE', `licensees/${id}`)).status).toBe(204);
    expect((await asClient('GET', `licensees/${id}`)).status).toBe(404);
    expect((await asOperator('GET', `licensees?eq(id,'${id}')`)).body.data).toEqual([]);
    expect((await app.rows('select status from licensees where id = $1', [id]))[0]).toEqual({ status: 'Deleted' });
  });
});
