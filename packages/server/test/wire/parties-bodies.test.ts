import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { type Makers, makersFor } from '../sweep/makers.ts';
import { address, type Parties, partiesOf } from './parties.ts';

let app: TestApp;
let api: Parties;
let make: Makers;
let account: string;
let png: Buffer;
beforeAll(async () => {
  app = await createTestApp();
  api = partiesOf(app);
  make = makersFor(app);
  account = app.world.client.account;
  // The test picture of existing clients: 800 by 800 pixels that cannot be squeezed, close to a megabyte and more.
  const noise = {
    create: {
      width: 800,
      height: 800,
      channels: 3 as const,
      background: '#0af',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
    },
  };
  png = await sharp(noise).png().toBuffer();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const contact = { firstName: 'Mia', lastName: 'Moor', email: 'mia@moor.example', phone: { prefix: '+49', number: '401234567' } };

describe('a buyer, as existing clients send it', () => {
  test('is created and changed by a form of a file and the part "buyer"; what was sent is what is read', async () => {
    const seller = await make.seller();
    const body = { name: 'Größe 東京', account: { id: account }, sellers: [{ id: seller }], contact, address, taxId: 'DE123456789' };
    const made = await api.form('operations', 'POST', 'buyers', body, png);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Größe 東京',
        account: { id: account },
        sellers: [{ id: seller }],
        contact,
        address,
        taxId: 'DE123456789',
        status: 'Enabled',
      },
    });
    const path = `buyers/${made.body.id}`;
    expect((await api.json('client', 'GET', path)).body).toMatchObject({ contact, address });
    expect((await api.json('client', 'GET', `${path}/icon`)).headers.location).toMatch(/\.webp$/);
    expect(await api.form('client', 'PUT', path, { ...body, contact: { ...contact, firstName: 'Maja' } }, png)).toMatchObject({
      status: 200,
      body: { contact: { firstName: 'Maja' }, id: made.body.id },
    });
  });

  test('is a form also without a picture, and plain JSON as well', async () => {
    for (const send of [api.form, api.json])
      expect(await send('operations', 'POST', 'buyers', { name: 'No picture', address })).toMatchObject({
        status: 201,
        body: { taxId: null, contact: null, sellers: [] },
      });
  });

  test('is activated with an account and the three external ids, validated and moved with an account', async () => {
    const { body: made } = await api.form('operations', 'POST', 'buyers', { name: 'Actions', account: { id: account }, address });
    const externalIds = { erpCompanyContact: 'EX-CON-11', erpCustomer: 'EX-SCU-11', accountExternalId: 'EX-CDG-11' };
    expect(await api.json('operations', 'POST', `buyers/${made.id}/activate`, { account: { id: account }, externalIds })).toMatchObject({
      status: 200,
      body: { status: 'Active', externalIds },
    });
    expect(await api.json('operations', 'POST', `buyers/${made.id}/validate`, { account: { id: account } })).toMatchObject({
      status: 200,
      body: { id: made.id, errors: expect.any(Array) },
    });
    await app.rows(`update accounts set external_id = 'EX-CDG-11' where id = any ($1)`, [[account, app.world.other.account]]);
    const query = `destinationAccountId=${app.world.other.account}`;
    expect(await api.json('operations', 'GET', `buyers/${made.id}/transfer?${query}`)).toMatchObject({
      status: 200,
      body: {
        id: made.id,
        stats: { licenseeCount: 0, orderCount: 0, subscriptionCount: 0, userCount: 0, userGroupCount: 0, agreementCount: 0 },
        users: [],
      },
    });
    // The whole buyer may stand in the body, as it was read.
    const whole = { ...made, account: { id: app.world.other.account } };
    expect(await api.json('operations', 'POST', `buyers/${made.id}/transfer`, whole)).toMatchObject({
      status: 200,
      body: { account: { id: app.world.other.account } },
    });
  });
});

describe('a seller, as existing clients send it', () => {
  test('is JSON, with its currencies as objects or, as before 2026, as codes', async () => {
    const currencies = [
      { value: 'USD', billingEnabled: true, isDefault: true },
      { value: 'EUR', billingEnabled: false, isDefault: false },
    ];
    const made = await api.json('operations', 'POST', 'sellers', { name: 'Sent', address, externalId: 'EX_SENT', currencies });
    expect(made).toMatchObject({ status: 201, body: { name: 'Sent', address, externalId: 'EX_SENT', currencies, status: 'Active' } });
    const codes = await api.json('operations', 'PUT', `sellers/${made.body.id}`, { name: 'Sent again', currencies: ['CHF', 'USD'] });
    expect(codes.body).toMatchObject({
      name: 'Sent again',
      currencies: [
        { value: 'CHF', isDefault: true },
        { value: 'USD', isDefault: false },
      ],
    });
    expect(await api.form('operations', 'PUT', `sellers/${made.body.id}`, {}, png)).toMatchObject({
      status: 200,
      body: { id: made.body.id },
    });
    expect((await api.json('client', 'GET', `sellers/${made.body.id}/icon`)).headers.location).toMatch(/\.webp$/);
  });

  test('needs a name and currencies only; without an external id it is known by its own id, and an external id is one seller’s', async () => {
    const made = await api.json('operations', 'POST', 'sellers', { name: 'Bare', currencies: ['EUR'] });
    expect(made).toMatchObject({ status: 201, body: { address: null, externalId: made.body.id } });
    const taken = await api.json('operations', 'POST', 'sellers', { name: 'Taken', currencies: ['EUR'], externalId: made.body.id });
    expect(taken).toMatchObject({ status: 409, body: { errors: [{ properties: ['externalId'] }] } });
    for (const body of [{ name: 'x' }, { currencies: ['EUR'] }, { name: 'x', currencies: [] }, { name: '', currencies: ['EUR'] }])
      expect((await api.json('operations', 'POST', 'sellers', body)).status, JSON.stringify(body)).toBe(400);
    expect((await app.newEvents()).length).toBe(1);
  });

  test('takes no currency twice, no two defaults, and no code of another form', async () => {
    for (const currencies of [
      ['EUR', 'EUR'],
      [{ value: 'EUR' }, 'EUR'],
      [
        { value: 'EUR', isDefault: true },
        { value: 'CHF', isDefault: true },
      ],
      ['euro'],
      ['eur'],
      [5],
      [null],
      [{}],
      [[]],
      'EUR',
      null,
      {},
    ])
      expect(await api.json('operations', 'POST', 'sellers', { name: 'Bad', currencies }), JSON.stringify(currencies)).toMatchObject({
        status: 400,
        body: { title: 'Bad Request' },
      });
    expect(await app.newEvents()).toEqual([]);
  });
});

describe('a licensee, as existing clients send it', () => {
  const body = async () => {
    const buyer = await make.buyer(account);
    return {
      name: 'E2E licensee',
      address,
      useBuyerAddress: false,
      seller: { id: buyer.seller },
      buyer: { id: buyer.id },
      account: { id: account },
      eligibility: { client: true, partner: false },
      groups: [{ id: app.world.client.limited }, { name: 'Whole body', modules: [{ id: 'MOD-0478' }], account: { id: account } }],
      type: 'Client',
      status: 'Enabled',
      defaultLanguage: 'en-US',
    };
  };

  test('is created and changed by a form of a file and the part "licensee"; groups, type, status and language say nothing', async () => {
    const sent = await body();
    const made = await api.form('client', 'POST', 'licensees', sent, png);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'E2E licensee',
        address,
        useBuyerAddress: false,
        status: 'Active',
        buyer: sent.buyer,
        seller: sent.seller,
        account: sent.account,
        eligibility: sent.eligibility,
      },
    });
    for (const absent of ['groups', 'type', 'defaultLanguage']) expect(made.body).not.toHaveProperty(absent);
    const changed = await api.form('client', 'PUT', `licensees/${made.body.id}`, { ...sent, name: 'Changed', status: 'Disabled' });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Changed', status: 'Active' } });
    expect((await api.json('client', 'GET', `licensees/${made.body.id}/icon`)).headers.location).toMatch(/\.webp$/);
    expect((await app.newEvents()).filter((event) => event.includes('user_group'))).toEqual([]);
  });

  test('needs its buyer, its seller and whether the address is the buyer’s, and nothing more', async () => {
    const { buyer, seller } = await body();
    const least = { buyer, seller, useBuyerAddress: true };
    expect(await api.form('client', 'POST', 'licensees', least)).toMatchObject({
      status: 201,
      body: { useBuyerAddress: true, description: null, externalId: null },
    });
    for (const field of Object.keys(least)) {
      const { [field as keyof typeof least]: _, ...lacking } = least;
      const refused = await api.form('client', 'POST', 'licensees', lacking);
      expect(refused, field).toMatchObject({ status: 400, body: { errors: { [field]: ['Must be given.'] } } });
    }
  });

  test('is deleted with the token of its client', async () => {
    const { body: made } = await api.form('client', 'POST', 'licensees', await body());
    expect(await api.json('client', 'DELETE', `licensees/${made.id}`)).toMatchObject({ status: 204, body: '' });
    expect((await api.json('client', 'GET', `licensees/${made.id}`)).status).toBe(404);
  });
});

describe('an ERP link and a cloud tenant, as existing clients send them', () => {
  test('a link is JSON, is blocked and unblocked with a note, and also with the whole link in the body', async () => {
    const buyer = await make.buyer(account);
    const seller = await make.seller();
    const made = await api.json('operations', 'POST', 'erp-links', { buyer: { id: buyer.id }, seller: { id: seller } });
    expect(made).toMatchObject({ status: 201, body: { buyer: { id: buyer.id }, seller: { id: seller }, status: 'Active' } });
    const path = `erp-links/${made.body.id}`;
    const act = async (action: string, body?: unknown) => await api.json('operations', 'POST', `${path}/${action}`, body);
    expect(await act('block', { note: 'Unpaid' })).toMatchObject({ status: 200, body: { status: 'Blocked', note: 'Unpaid' } });
    expect(await act('unblock', { ...made.body, note: 'Paid' })).toMatchObject({ status: 200, body: { status: 'Active', note: 'Paid' } });
    expect((await api.json('operations', 'GET', `${path}?select=%2Baudit`)).body.audit).toMatchObject({
      blocked: { at: expect.any(String) },
      unblocked: { by: { id: expect.any(String) } },
    });
    expect(
      await api.json('operations', 'PUT', path, { companyName: 'As the seller knows it', address, externalIds: { erpCustomer: 'EX-L' } }),
    ).toMatchObject({ status: 200, body: { companyName: 'As the seller knows it', address } });
  });

  test('actions without data are a POST without body and content type, wherever nothing is needed', async () => {
    const { buyers, 'erp-links': link, licensees } = await api.ids();
    await api.json('client', 'POST', `licensees/${licensees}/disable`);
    for (const path of [
      `erp-links/${link}/block`,
      `erp-links/${link}/unblock`,
      `buyers/${buyers}/validate`,
      `buyers/${buyers}/disable`,
      `buyers/${buyers}/enable`,
    ]) {
      const headers = { 'content-length': '0', accept: 'application/json' };
      const answer = await app.send('POST', `/accounts/${path}`, { token: app.world.operations.token, headers });
      expect(answer.status, path).toBe(200);
    }
    const lacking = await api.json('operations', 'POST', `buyers/${buyers}/transfer`);
    expect(lacking).toMatchObject({ status: 400, body: { errors: { account: ['Must be given.'] } } });
  });

  test.each(['AwsDirect', 'AwsService', 'Csp365', 'CspAzure', 'Ea365', 'EaAzure', 'Slm', 'Virtual'])(
    'a cloud tenant of the type %s is JSON, and its status is in its body',
    async (type) => {
      const externalIds = {
        cloudConsumptionId: '6f1c7bd0-9c5a-4d6e-8f0e-0a1b2c3d4e5f',
        pyraTenantId: '1f1c7bd0-9c5a-4d6e-8f0e-0a1b2c3d4e5f',
        providerId: 'p-1',
      };
      const body = { name: 'Sent', type, status: 'Active', account: { id: account }, externalIds };
      const made = await api.json('operations', 'POST', 'cloud-tenants', body);
      expect(made).toMatchObject({ status: 201, body });
      expect(await api.json('operations', 'PUT', `cloud-tenants/${made.body.id}`, { ...body, status: 'Disabled' })).toMatchObject({
        status: 200,
        body: { ...body, status: 'Disabled' },
      });
      expect(await api.json('operations', 'DELETE', `cloud-tenants/${made.body.id}`)).toMatchObject({ status: 204, body: '' });
    },
  );
});
