import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { address, type Kind, type Parties, partiesOf } from './parties.ts';

let app: TestApp;
let api: Parties;
let ids: Record<Kind, string>;
beforeAll(async () => {
  app = await createTestApp();
  api = partiesOf(app);
  ids = await api.ids();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const letters = (count: number) => 'é'.repeat(count);
const inAddress = (part: string) => (value: unknown) => ({ address: { ...address, [part]: value } });
const inContact = (part: string) => (value: unknown) => ({ contact: { [part]: value } });
const inIds = (part: string) => (value: unknown) => ({ externalIds: { [part]: value } });
const own = (field: string) => (value: unknown) => ({ [field]: value });

type Limit = [kind: Kind, field: string, max: number, body: (value: unknown) => object];
const limits: Limit[] = [
  ['buyers', 'name', 500, own('name')],
  ['buyers', 'taxId', 18, own('taxId')],
  ['buyers', 'address.addressLine1', 250, inAddress('addressLine1')],
  ['buyers', 'address.addressLine2', 250, inAddress('addressLine2')],
  ['buyers', 'address.postCode', 20, inAddress('postCode')],
  ['buyers', 'address.city', 200, inAddress('city')],
  ['buyers', 'address.state', 200, inAddress('state')],
  ['buyers', 'contact.firstName', 100, inContact('firstName')],
  ['buyers', 'contact.lastName', 100, inContact('lastName')],
  ['buyers', 'externalIds.erpCompanyContact', 250, inIds('erpCompanyContact')],
  ['buyers', 'externalIds.erpCustomer', 250, inIds('erpCustomer')],
  ['buyers', 'externalIds.accountExternalId', 250, inIds('accountExternalId')],
  ['sellers', 'name', 500, own('name')],
  ['sellers', 'externalId', 250, own('externalId')],
  ['sellers', 'address.city', 200, inAddress('city')],
  ['licensees', 'name', 500, own('name')],
  ['licensees', 'externalId', 250, own('externalId')],
  ['licensees', 'description', 2000, own('description')],
  ['licensees', 'contact.firstName', 100, inContact('firstName')],
  ['licensees', 'address.city', 200, (city) => ({ useBuyerAddress: false, address: { ...address, city } })],
  ['cloud-tenants', 'name', 100, own('name')],
  ['erp-links', 'address.addressLine1', 250, inAddress('addressLine1')],
  ['erp-links', 'externalIds.erpCustomer', 250, inIds('erpCustomer')],
];

const valueAt = (object: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], object);

describe('the fields of buyers, sellers, licensees, links and cloud tenants', () => {
  test.each(limits)('%s: %s takes %i characters and none more', async (kind, field, max, body) => {
    const put = (value: unknown) => api.json('operations', 'PUT', `${kind}/${ids[kind]}`, body(value));
    const fits = await put(letters(max));
    expect(fits.status, JSON.stringify(fits.body)).toBe(200);
    expect(valueAt(fits.body, field)).toBe(letters(max));
    await app.newEvents();
    const refused = await put(letters(max + 1));
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body.errors)).toEqual([field]);
    expect(await app.newEvents()).toEqual([]);
  });

  test.each<[Kind, string, unknown[], (value: unknown) => object]>([
    ['buyers', 'name', ['', null, 5], own('name')],
    ['buyers', 'address.city', ['', null, 5], inAddress('city')],
    ['buyers', 'address.country', ['', 'D', 'DEU', 'de', 'D1', null], inAddress('country')],
    ['buyers', 'contact.email', ['x', 'x@', '', `${'e'.repeat(320)}@x.example`, 5], inContact('email')],
    ['buyers', 'contact.phone.prefix', [5, {}, []], (prefix) => ({ contact: { phone: { prefix } } })],
    ['sellers', 'name', ['', null], own('name')],
    ['sellers', 'externalId', ['', null], own('externalId')],
    ['licensees', 'useBuyerAddress', ['true', 1, null], own('useBuyerAddress')],
    ['cloud-tenants', 'name', ['', null], own('name')],
    ['cloud-tenants', 'type', ['csp', '', null], own('type')],
    ['cloud-tenants', 'status', ['Deleted', 'Enabled', '', null], own('status')],
    ['cloud-tenants', 'externalIds.pyraTenantId', ['x', '', 5], inIds('pyraTenantId')],
    ['cloud-tenants', 'externalIds.cloudConsumptionId', ['x', '', 5], inIds('cloudConsumptionId')],
  ])('%s: %s is refused by its path when it is none', async (kind, field, bad, body) => {
    for (const value of bad) {
      const answer = await api.json('operations', 'PUT', `${kind}/${ids[kind]}`, body(value));
      expect(answer.status, JSON.stringify(value)).toBe(400);
      expect(Object.keys(answer.body.errors), JSON.stringify(value)).toEqual([field]);
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test('what may be absent may be null, and null clears', async () => {
    const cleared: [Kind, object][] = [
      ['buyers', { taxId: null, contact: null }],
      ['licensees', { externalId: null, description: null, contact: null }],
      ['erp-links', { companyName: null, address: null, note: null }],
      ['cloud-tenants', { account: null, externalIds: { providerId: null } }],
    ];
    for (const [kind, body] of cleared) {
      const answer = await api.json('operations', 'PUT', `${kind}/${ids[kind]}`, body);
      const { note: _, ...read } = body as Record<string, unknown>;
      expect(answer, kind).toMatchObject({ status: 200, body: read });
    }
  });
});

describe('the list of sellers in a buyer', () => {
  const put = (sellers: unknown) => api.json('operations', 'PUT', `buyers/${ids.buyers}`, { sellers });

  test('names each seller once, however often it is sent, and at most a hundred', async () => {
    const seller = { id: ids.sellers };
    expect((await put(Array.from({ length: 100 }, () => seller))).body.sellers).toHaveLength(1);
    for (const length of [101, 200_000])
      expect(await put(Array.from({ length }, () => seller))).toMatchObject({
        status: 400,
        body: { errors: { sellers: ['Must have at most 100 items.'] } },
      });
  });

  test('is refused whole when one of it is none or leads nowhere', async () => {
    await app.newEvents();
    for (const bad of [
      [{}],
      [null],
      [{ id: null }],
      [{ id: 5 }],
      [{ id: '' }],
      [''],
      'x',
      {},
      [[{ id: ids.sellers }]],
      [{ id: ids.sellers }, { id: 'SEL-9' }],
    ])
      expect((await put(bad)).status, JSON.stringify(bad)).toBe(400);
    expect(await app.newEvents()).toEqual([]);
    expect((await api.json('operations', 'GET', `buyers/${ids.buyers}`)).body.sellers).toMatchObject([{ id: ids.sellers }]);
  });
});
