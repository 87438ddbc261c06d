import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { type Makers, makersFor } from '../../test/sweep/makers.ts';

let app: TestApp;
let make: Makers;
let operator: string;
let account: string;
const address = { addressLine1: 'Baarerstrasse 14', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

beforeAll(async () => {
  app = await createTestApp();
  make = makersFor(app);
  operator = app.world.operations.token;
  account = app.world.client.account;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) => app.send(method, `/accounts/${path}`, { token: operator, body });
const asClient = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { session: app.world.client.admin.session, body });
const accountEvents = (...words: string[]) => words.map((word) => `platform.accounts.${word}`);

describe('a buyer', () => {
  test('is created by operators: of an account Enabled, with ERP records Active, of nobody Unassigned; each seller gets a link', async () => {
    const seller = await make.seller();
    await app.newEvents();
    const of = (body: object) => asOperator('POST', 'buyers', { name: 'Harbour Zug', address, ...body });
    const enabled = await of({ account: { id: account }, sellers: [{ id: seller }] });
    expect(enabled).toMatchObject({
      status: 201,
      body: {
        status: 'Enabled',
        account: { id: account },
        sellers: [{ id: seller }],
        address,
        revision: 1,
        icon: expect.stringMatching(/\/icon$/),
      },
    });
    expect(enabled.body.id).toMatch(/^BUY-\d{4}-\d{4}$/);
    expect(await app.newEvents()).toEqual(accountEvents('buyer.created', 'erp_link.created'));
    const [link] = await app.rows<{ id: string }>('select id from erp_links where buyer_id = $1', [enabled.body.id]);
    expect(link!.id).toBe(`ERP-${enabled.body.id.slice(4)}-${seller.slice(-4)}`);
    expect((await of({ account: { id: account }, externalIds: { erpCustomer: 'EX-SCU-1' } })).body.status).toBe('Active');
    expect((await of({ externalIds: { erpCompanyContact: 'EX-CON-1' } })).body).toMatchObject({ status: 'Unassigned', account: null });
    expect((await asClient('POST', 'buyers', { name: 'Mine', address })).status).toBe(403);
  });

  test('is refused without name and address, for a vendor, for an unknown seller, and with a company contact that another has', async () => {
    const post = (body: object) => asOperator('POST', 'buyers', { name: 'X', address, ...body });
    expect(await asOperator('POST', 'buyers', {})).toMatchObject({
      status: 400,
      body: { errors: { name: ['Must be given.'], address: ['Must be given.'] } },
    });
    expect(await post({ account: { id: app.world.vendor.account } })).toMatchObject({
      status: 400,
      body: { errors: { account: [/Vendor/] } },
    } as object);
    expect((await post({ sellers: [{ id: 'SEL-1111-1111' }] })).status).toBe(400);
    expect((await post({ externalIds: { erpCompanyContact: 'EX-CON-2' } })).status).toBe(201);
    expect(await post({ externalIds: { erpCompanyContact: 'EX-CON-2' } })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'company-contact-taken' }] },
    });
    expect(await app.newEvents()).toEqual(accountEvents('buyer.created'));
  });

  test('takes address, logo and contact from its account, and nothing that is the platform owner’s', async () => {
    const { id } = await make.buyer(account);
    const read = (await asClient('GET', `buyers/${id}`)).body;
    await app.newEvents();
    const changed = await asClient('PUT', `buyers/${id}`, { ...read, address: { ...read.address, city: 'Baar' } });
    expect(changed).toMatchObject({ status: 200, body: { address: { city: 'Baar', postCode: '6300' }, name: read.name } });
    expect((await asClient('PUT', `buyers/${id}`, { address: { postCode: '6340' } })).body.address).toMatchObject({
      city: 'Baar',
      postCode: '6340',
    });
    for (const body of [{ name: 'Mine' }, { taxId: '1' }, { externalIds: { erpCustomer: 'X' } }, { sellers: [] }])
      expect(await asClient('PUT', `buyers/${id}`, body)).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining(Object.keys(body)[0]!) },
      });
    expect(await app.newEvents()).toEqual(accountEvents('buyer.updated', 'buyer.updated'));
    const [event] = await app.rows<{ documents: object }>(`select documents from events where object_id = $1 order by seq desc limit 1`, [
      id,
    ]);
    expect(event!.documents).toMatchObject({ previous: { address: { postCode: '6300' } } });
  });

  test('has a contact: a member of the account, somebody entered by hand, or nobody', async () => {
    const { id } = await make.buyer(account);
    const { member } = app.world.client;
    const contact = async (given: unknown) => (await asClient('PUT', `buyers/${id}`, { contact: given })).body.contact;
    expect(await contact({ user: { id: member.user } })).toMatchObject({ email: member.email, user: { id: member.user } });
    const manual = { firstName: 'Mia', lastName: 'Moor', email: 'mia@moor.example' };
    expect(await contact({ ...manual, user: null })).toEqual({ ...manual, name: 'Mia Moor' });
    expect(await contact({ lastName: 'More' })).toMatchObject({ firstName: 'Mia', lastName: 'More' });
    expect(await contact(null)).toBeNull();
    expect((await asClient('PUT', `buyers/${id}`, { contact: { user: { id: app.world.other.member.user } } })).status).toBe(400);
  });

  test('carries a picture, sent as the existing clients send it: multipart, file first', async () => {
    const { id } = await make.buyer(account);
    const png = await sharp({ create: { width: 80, height: 80, channels: 3, background: '#0af' } })
      .png()
      .toBuffer();
    const payload = Buffer.concat([
      Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="logo"; filename="upload"\r\nContent-Type: application/octet-stream\r\n\r\n',
      ),
      png,
      Buffer.from('\r\n--b\r\nContent-Disposition: form-data; name="buyer"\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--\r\n'),
    ]);
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const answer = await app.send('PUT', `/accounts/buyers/${id}`, { session: app.world.client.admin.session, payload, headers });
    expect(answer.status).toBe(200);
    const icon = await app.send('GET', `/v1/accounts/buyers/${id}/icon`, { token: app.world.client.token });
    expect(icon).toMatchObject({
      status: 307,
      headers: { location: expect.stringMatching(/^\/public\/v1\/pictures\/[0-9a-f]{40}\.webp$/) },
    });
  });

  test('shows its errors to operators only, also when an account asks for them', async () => {
    const { id } = await make.buyer(account);
    await app.rows(`insert into buyer_errors (id, errors) values ($1, '[{"id":"name-differs","message":"The name differs."}]')`, [id]);
    expect((await asOperator('GET', `buyers/${id}`)).body.errors).toEqual([{ id: 'name-differs', message: 'The name differs.' }]);
    expect((await asClient('GET', `buyers/${id}?select=%2Berrors`)).body).not.toHaveProperty('errors');
    expect((await asClient('GET', `buyers?any(errors,eq(id,'name-differs'))`)).status).toBe(400);
  });

  test('is found by the id of its seller, its SCU and its tax number', async () => {
    const { id, seller } = await make.buyer(account);
    await asOperator('PUT', `buyers/${id}`, { taxId: 'CHE-9', externalIds: { erpCustomer: 'EX-SCU-77' } });
    const found = async (query: string) => ((await asClient('GET', `buyers?${query}`)).body.data as { id: string }[]).map((one) => one.id);
    for (const query of [
      `any(sellers,eq(id,"${seller}"))`,
      `eq(externalIds.erpCustomer,'EX-SCU-77')`,
      `ilike(taxId,'*che-9*')`,
      `ilike(name,'*scu-77*')`,
    ])
      expect(await found(query), query).toEqual(query.startsWith('ilike(name') ? [] : [id]);
  });
});

describe('the actions', () => {
  test('disable takes the licensees along, enable does not lift them', async () => {
    const { id, buyer } = await make.licensee(account);
    await app.newEvents();
    expect((await asClient('POST', `buyers/${buyer}/disable`)).body.status).toBe('Disabled');
    expect(await app.newEvents()).toEqual(accountEvents('buyer.disabled', 'licensee.disabled'));
    expect((await asClient('POST', `buyers/${buyer}/disable`)).status).toBe(409);
    expect((await asClient('POST', `buyers/${buyer}/enable`)).body.status).toBe('Active');
    expect((await asClient('GET', `licensees/${id}`)).body.status).toBe('Disabled');
    expect(await app.newEvents()).toEqual(accountEvents('buyer.enabled'));
  });

  test('activate and deactivate take the ERP records and the licensees along', async () => {
    const { id, buyer } = await make.licensee(account);
    const { body: off } = await asOperator('POST', `buyers/${buyer}/deactivate`);
    expect(off).toMatchObject({ status: 'Enabled', externalIds: { erpCompanyContact: null, erpCustomer: null } });
    expect((await asClient('GET', `licensees/${id}`)).body.status).toBe('Enabled');
    await app.newEvents();
    const refused = await asOperator('POST', `buyers/${buyer}/activate`, { account: { id: account }, externalIds: {} });
    expect(refused).toMatchObject({ status: 400, body: { errors: { externalIds: [expect.stringContaining('erpCustomer')] } } });
    const other = { account: { id: app.world.other.account }, externalIds: { erpCustomer: 'EX-SCU-A' } };
    expect(await asOperator('POST', `buyers/${buyer}/activate`, other)).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'use-transfer' }] },
    });
    expect(await app.newEvents()).toEqual([]);
    expect((await asOperator('POST', `buyers/${buyer}/activate`, { ...other, account: { id: account } })).body.status).toBe('Active');
    expect((await asClient('GET', `licensees/${id}`)).body.status).toBe('Active');
    expect(await app.newEvents()).toEqual(accountEvents('buyer.activated', 'licensee.activated'));
    expect((await asClient('POST', `buyers/${buyer}/activate`, other)).status).toBe(403);
  });

  test('linking cannot be smuggled in by a PUT', async () => {
    const made = await asOperator('POST', 'buyers', { name: 'X', address, account: { id: account } });
    const answer = await asOperator('PUT', `buyers/${made.body.id}`, { externalIds: { erpCustomer: 'EX-SCU-B' } });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ id: 'use-action' }] } });
  });

  test('unassign and delete are refused while there are licensees, and take the buyer out of its groups', async () => {
    const { id, buyer } = await make.licensee(account);
    for (const [method, path] of [
      ['POST', `buyers/${buyer}/unassign`],
      ['DELETE', `buyers/${buyer}`],
    ] as const)
      expect(await asOperator(method, path)).toMatchObject({ status: 409, body: { errors: [{ id: 'buyer-has-licensees' }] } });
    await asOperator('DELETE', `licensees/${id}`);
    const body = { name: 'Some buyers', modules: [{ id: 'MOD-0478' }], buyers: [{ id: buyer }, { id: (await make.buyer(account)).id }] };
    const group = (await asClient('POST', 'user-groups', body)).body.id;
    await app.newEvents();
    const unassigned = await asOperator('POST', `buyers/${buyer}/unassign`);
    expect(unassigned.body).toMatchObject({ status: 'Unassigned', account: null });
    expect(await app.newEvents()).toEqual(accountEvents('user_group.narrowed', 'buyer.unassigned'));
    expect((await asClient('GET', `buyers/${buyer}`)).status).toBe(404);
    expect((await asClient('GET', `user-groups/${group}`)).body.buyers).toHaveLength(1);
    expect((await asOperator('DELETE', `buyers/${buyer}`)).status).toBe(204);
    expect((await asOperator('GET', `buyers/${buyer}`)).status).toBe(404);
  });

  test('validate names what does not fit and stores nothing', async () => {
    const taken = await asOperator('POST', 'buyers', { name: 'X', address, externalIds: { erpCompanyContact: 'EX-CON-V' } });
    const { id } = await make.buyer(account);
    const before = (await asOperator('GET', `buyers/${id}`)).body;
    await app.newEvents();
    const answer = await asOperator('POST', `buyers/${id}/validate`, {
      externalIds: { erpCompanyContact: 'EX-CON-V' },
      taxId: 'CHE-100.155.213',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.errors.map((error: { id: string }) => error.id)).toEqual(['company-contact-taken', 'tax-number-format']);
    expect(answer.body.errors[0].parameters).toEqual({ buyer: taken.body.id });
    expect((await asOperator('GET', `buyers/${id}`)).body).toEqual(before);
    expect(await app.newEvents()).toEqual([]);
  });
});
