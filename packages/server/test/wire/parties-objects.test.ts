import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { answerFields } from '../sweep/answer-fields.ts';
import { served } from '../sweep/operations.ts';
import { address, type Kind, kinds, type Parties, partiesOf, type Who } from './parties.ts';

let app: TestApp;
let api: Parties;
let ids: Record<Kind, string>;
const contact = { firstName: 'Mia', lastName: 'Moor', email: 'mia@moor.example', phone: { prefix: '+49', number: '401234567' } };

beforeAll(async () => {
  app = await createTestApp();
  api = partiesOf(app);
  ids = await api.ids();
  const filled: [Kind, object][] = [
    ['buyers', { contact, taxId: 'CHE-116.281.710', externalIds: { accountExternalId: 'EX-CDG-1' } }],
    ['sellers', { currencies: ['CHF', 'EUR'] }],
    ['licensees', { contact, description: 'Second floor', externalId: 'REF-1', useBuyerAddress: false, address }],
    ['erp-links', { note: 'By hand', companyName: 'Harbour AG', address, externalIds: { erpCustomer: 'EX-L' } }],
    ['cloud-tenants', { externalIds: { providerId: 'p-1' }, status: 'Disabled' }],
  ];
  for (const [kind, body] of filled) expect((await api.json('operations', 'PUT', `${kind}/${ids[kind]}`, body)).status, kind).toBe(200);
});
afterAll(() => app.close());

const read = async (kind: Kind, who: Who = 'operations') => (await api.json(who, 'GET', `${kind}/${ids[kind]}?select=*`)).body;

describe('an object', () => {
  test.each<[Kind, string[]]>([
    ['buyers', ['icon', 'contact', 'externalIds', 'status', 'address', 'taxId', 'account', 'name', 'sellers']],
    ['sellers', ['icon', 'externalId', 'status', 'currencies', 'address', 'name']],
    [
      'licensees',
      [
        'icon',
        'contact',
        'name',
        'externalId',
        'status',
        'address',
        'useBuyerAddress',
        'description',
        'account',
        'buyer',
        'seller',
        'eligibility',
      ],
    ],
    ['erp-links', ['icon', 'buyer', 'seller', 'name', 'status', 'note', 'externalIds', 'address', 'companyName']],
    ['cloud-tenants', ['account', 'externalIds', 'name', 'status', 'type']],
  ])('of %s has every field of the contract', async (kind, fields) => {
    const object = await read(kind);
    for (const field of ['id', 'audit', 'revision', ...fields]) {
      expect(object, field).toHaveProperty(field);
      expect(object[field], field).not.toBeNull();
    }
    const plain = (await api.json('operations', 'GET', `${kind}/${ids[kind]}`)).body;
    expect(plain).not.toHaveProperty('audit');
    expect(plain.$meta.omitted).toContain('audit');
  });

  test.each<[Kind, RegExp]>([
    ['buyers', /^BUY-\d{4}-\d{4}$/],
    ['sellers', /^SEL-\d{4}-\d{4}$/],
    ['licensees', /^LCE-\d{4}-\d{4}-\d{4}$/],
    ['erp-links', /^ERP-\d{4}-\d{4}-\d{4}$/],
    ['cloud-tenants', /^CLT-\d{4}-\d{4}$/],
  ])('of %s has an id of the form %s', (kind, form) => {
    expect(ids[kind]).toMatch(form);
    if (kind === 'erp-links') expect(ids[kind]).toBe(`ERP-${ids.buyers.slice(4)}-${ids.sellers.slice(-4)}`);
  });

  test('says where its picture is by a relative path, below /v1', async () => {
    for (const kind of ['buyers', 'sellers', 'licensees'] as const) {
      const { icon } = await read(kind);
      expect(icon).toBe(`/v1/accounts/${kind}/${ids[kind]}/icon`);
      expect((await app.send('GET', icon, { token: app.world.operations.token })).status).toBe(307);
    }
    // A link has no picture of its own: it shows that of its buyer.
    expect((await read('erp-links')).icon).toBe(`/v1/accounts/buyers/${ids.buyers}/icon`);
  });

  test('refers to others by id and name, with picture, status and what the kind adds', async () => {
    const licensee = await read('licensees');
    expect(licensee.account).toEqual({
      id: app.world.client.account,
      name: 'Harbour Group',
      type: 'Client',
      status: 'Enabled',
      icon: expect.any(String),
    });
    expect(licensee.buyer).toEqual({
      id: ids.buyers,
      name: expect.any(String),
      status: 'Active',
      icon: `/v1/accounts/buyers/${ids.buyers}/icon`,
    });
    const seller = {
      id: ids.sellers,
      name: expect.any(String),
      status: 'Active',
      externalId: expect.stringMatching(/^EX_/),
      icon: `/v1/accounts/sellers/${ids.sellers}/icon`,
    };
    expect(licensee.seller).toEqual(seller);
    expect((await read('erp-links')).seller).toEqual(seller);
    // In a buyer each seller says how it is linked.
    expect((await read('buyers')).sellers).toEqual([{ ...seller, erpLink: { id: ids['erp-links'], status: 'Active' } }]);
    expect((await read('buyers')).licensees).toMatchObject([{ id: ids.licensees, status: 'Active' }]);
  });

  test('keeps the latest of each event in audit, by whom and of which account', async () => {
    await api.json('client', 'POST', `buyers/${ids.buyers}/disable`);
    await api.json('client', 'POST', `buyers/${ids.buyers}/enable`);
    const { audit } = await read('buyers');
    const by = {
      at: expect.stringMatching(/Z$/),
      by: { id: app.world.client.tokenId, name: expect.any(String) },
      of: { id: app.world.client.account, name: 'Harbour Group' },
    };
    expect(audit).toMatchObject({ created: { at: expect.any(String) }, disabled: by, enabled: by, updated: by });
    expect(audit).not.toHaveProperty('unassigned');
    expect((await read('licensees')).audit).toMatchObject({ disabled: by });
    await api.json('client', 'POST', `licensees/${ids.licensees}/enable`);
  });

  test('shows the note of a link and the errors of a buyer to operators only', async () => {
    await app.rows(`insert into buyer_errors (id, errors) values ($1, '[{"id":"name-differs","message":"m","parameters":{"erp":"x"}}]')`, [
      ids.buyers,
    ]);
    expect((await read('buyers')).errors).toEqual([{ id: 'name-differs', message: 'm', parameters: { erp: 'x' } }]);
    expect((await read('erp-links')).note).toBe('By hand');
    expect(await read('buyers', 'client')).not.toHaveProperty('errors');
    expect(await read('erp-links', 'client')).not.toHaveProperty('note');
    for (const query of [`eq(note,'By hand')`, `ilike(note,'*')`, 'ne(note,null())'])
      expect((await api.json('client', 'GET', `erp-links?${query}`)).body.data, query).toEqual([]);
    await app.rows('delete from buyer_errors');
  });
});

describe('a list', () => {
  const lists = kinds.map((kind) => [kind, served.find(({ id }) => id === `${kind}.list`)!] as const);
  // What is no column of its own: pictures, what is read on demand, references that never have the field, and the name of a link, which is
  // that of its buyer and that of its seller.
  const closed = /(^|\.)icon$|^audit$|^licenseeCount$|^errors$|^(buyer|seller)\.type$|^contact\.user\.(type|status)$|^sellers\./;
  const isClosed = (kind: Kind, field: string) => closed.test(field) || (kind === 'erp-links' && field === 'name');

  test.each(lists)('of %s is filtered and ordered by every field, selects it and leaves it out', async (kind, swept) => {
    for (const field of answerFields(swept).fields.filter((one) => !isClosed(kind, one))) {
      const value = field.split('.').reduce((inner, name) => inner?.[name] ?? null, await read(kind));
      const literal = value === null ? 'null()' : typeof value === 'string' ? `"${value}"` : String(value);
      const found = await api.json('operations', 'GET', `${kind}?eq(${field},${literal})`);
      expect(found.status, `${field} ${JSON.stringify(found.body)}`).toBe(200);
      expect(
        found.body.data.map((one: { id: string }) => one.id),
        field,
      ).toContain(ids[kind]);
      for (const query of [`order=${field}`, `order=-${field}`, `select=%2B${field}`, `select=-${field}`, `ne(${field},null())`])
        expect((await api.json('operations', 'GET', `${kind}?${query}`)).status, query).toBe(200);
    }
  });

  test('finds buyers by their sellers and licensees, sellers by their currencies', async () => {
    const found = async (path: string) => (await api.json('client', 'GET', path)).body.$meta.pagination.total;
    expect(await found(`buyers?any(sellers,eq(id,"${ids.sellers}"))`)).toBe(1);
    expect(await found('buyers?any(sellers,eq(erpLink.status,Active))')).toBe(1);
    expect(await found(`buyers?any(sellers,eq(erpLink.status,Blocked))`)).toBe(0);
    expect(await found(`buyers?any(licensees,eq(id,'${ids.licensees}'))`)).toBe(1);
    expect(await found(`sellers?any(currencies,and(eq(value,'CHF'),eq(isDefault,true)))`)).toBe(1);
  });

  test('takes what the tests of existing clients leave out', async () => {
    for (const kind of kinds)
      for (const field of ['-address', '-name', '-description', '-config', '-audit'])
        for (const path of [`${kind}?select=${field}`, `${kind}/${ids[kind]}?select=${encodeURIComponent(field)}`]) {
          const answer = await api.json('operations', 'GET', path);
          expect(answer.status, path).toBe(200);
          const object = answer.body.data?.[0] ?? answer.body;
          expect(object, path).toHaveProperty('id');
          expect(object, path).not.toHaveProperty(field.slice(1));
        }
  });
});

describe('what was read is sent back', () => {
  test.each<[Kind, Who]>(
    kinds.flatMap((kind) =>
      (['buyers', 'licensees'].includes(kind) ? (['operations', 'client'] as const) : (['operations'] as const)).map((who): [Kind, Who] => [
        kind,
        who,
      ]),
    ),
  )('%s by %s: nothing changes but the revision', async (kind, who) => {
    const { audit, revision, ...before } = await read(kind, who);
    const body = { ...before, audit, revision, href: '/x', $meta: { omitted: ['x'] } };
    const answer = await api.json(who, 'PUT', `${kind}/${ids[kind]}`, body, { 'if-match': `"${revision}"` });
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200, headers: { etag: `"${revision + 1}"` } });
    const { audit: _, revision: next, ...after } = await read(kind, who);
    expect(after).toEqual(before);
    expect(next).toBe(revision + 1);
    const stale = await api.json(who, 'PUT', `${kind}/${ids[kind]}`, body, { 'if-match': `"${revision}"` });
    expect(stale.status).toBe(412);
  });
});
