import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { address, type Kind, kinds, type Parties, partiesOf, parts, type Who } from './parties.ts';

let app: TestApp;
let api: Parties;
let world: Record<Kind, string>;
beforeAll(async () => {
  app = await createTestApp();
  api = partiesOf(app);
  world = await api.ids();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

type Row = [kind: Kind, call: string, who: string];

/** Who may call what, by the table of the contract: v vendors, c clients, o operations. */
const table: Row[] = [
  ['buyers', 'GET', 'co'],
  ['buyers', 'GET {id}', 'co'],
  ['buyers', 'POST', 'o'],
  ['buyers', 'PUT {id}', 'co'],
  ['buyers', 'DELETE {id}', 'o'],
  ['buyers', 'POST {id}/activate', 'o'],
  ['buyers', 'POST {id}/deactivate', 'o'],
  ['buyers', 'POST {id}/enable', 'co'],
  ['buyers', 'POST {id}/disable', 'co'],
  ['buyers', 'POST {id}/validate', 'o'],
  ['buyers', 'POST {id}/synchronize', 'o'],
  ['buyers', 'POST {id}/transfer', 'o'],
  ['buyers', 'GET {id}/transfer', 'o'],
  ['sellers', 'GET', 'co'],
  ['sellers', 'GET {id}', 'co'],
  ['sellers', 'POST', 'o'],
  ['sellers', 'PUT {id}', 'o'],
  ['sellers', 'DELETE {id}', 'o'],
  ['sellers', 'POST {id}/activate', 'o'],
  ['sellers', 'POST {id}/deactivate', 'o'],
  ['sellers', 'POST {id}/disable', 'o'],
  ['licensees', 'GET', 'co'],
  ['licensees', 'GET {id}', 'co'],
  ['licensees', 'POST', 'co'],
  ['licensees', 'PUT {id}', 'co'],
  // The table says operations; clients are known to delete with their own token.
  ['licensees', 'DELETE {id}', 'co'],
  ['licensees', 'POST {id}/enable', 'co'],
  ['licensees', 'POST {id}/disable', 'co'],
  ['cloud-tenants', 'GET', 'o'],
  ['cloud-tenants', 'GET {id}', 'o'],
  ['cloud-tenants', 'POST', 'o'],
  ['cloud-tenants', 'PUT {id}', 'o'],
  ['cloud-tenants', 'DELETE {id}', 'o'],
  ['erp-links', 'GET', 'co'],
  ['erp-links', 'GET {id}', 'co'],
  ['erp-links', 'POST', 'o'],
  ['erp-links', 'PUT {id}', 'o'],
  ['erp-links', 'POST {id}/block', 'o'],
  ['erp-links', 'POST {id}/unblock', 'o'],
];

/** One call of the table with the least body that it takes: a form where clients send forms. */
async function callAs(who: Who, [kind, call]: Row, id: string): Promise<number> {
  const [method, rest] = call.split(' ') as [string, string | undefined];
  const path = rest ? `${kind}/${rest.replace('{id}', id)}` : kind;
  if (method === 'GET' || method === 'DELETE') return (await api.json(who, method, path)).status;
  if (rest?.includes('/')) return (await api.json(who, 'POST', path, actionBodies[`${kind} ${call}`] ?? {})).status;
  const body = method === 'PUT' ? {} : newBodies[kind];
  return (await (parts[kind] ? api.form(who, method, path, body) : api.json(who, method, path, body))).status;
}

const actionBodies: Record<string, object> = {
  'buyers POST {id}/activate': { externalIds: { erpCustomer: 'X' } },
  'buyers POST {id}/transfer': { account: { id: 'ACC-0000-0000' } },
};
const newBodies: Record<Kind, object> = {
  buyers: { name: 'New', address },
  sellers: { name: 'New', currencies: ['EUR'] },
  licensees: { buyer: { id: 'BUY-0000-0000' }, seller: { id: 'SEL-0000-0000' }, useBuyerAddress: true },
  'cloud-tenants': { name: 'New', type: 'Virtual' },
  'erp-links': { buyer: { id: 'BUY-0000-0000' }, seller: { id: 'SEL-0000-0000' } },
};

describe('who may', () => {
  test.each(table)('%s, %s: %s', async (...row) => {
    const [, , allowed] = row;
    for (const who of ['vendor', 'client', 'operations'] as const) {
      if (allowed.includes(who[0]!)) {
        // Let in; what it says then is up to the state of the object and to the body.
        const { [row[0]]: id } = await api.ids();
        expect([200, 201, 204, 400, 409], who).toContain(await callAs(who, row, id));
      } else {
        await app.newEvents();
        expect(await callAs(who, row, world[row[0]]), who).toBe(403);
        expect(await app.newEvents(), who).toEqual([]);
      }
    }
  });

  test('see a picture: whoever sees the object; to vendors and strangers it is absent, in both spellings of its address', async () => {
    for (const kind of ['buyers', 'sellers', 'licensees'] as const)
      for (const prefix of ['/public/v1', '/v1']) {
        const path = `${prefix}/accounts/${kind}/${world[kind]}/icon`;
        for (const who of ['client', 'operations'] as const)
          expect((await app.send('GET', path, { token: app.world[who].token })).status, path).toBe(307);
        expect((await app.send('GET', path, { token: app.world.vendor.token })).status, path).toBe(404);
        expect((await app.send('GET', path)).status, path).toBe(401);
      }
    const foreign = await app.send('GET', `/v1/accounts/buyers/${world.buyers}/icon`, { token: app.world.other.token });
    expect(foreign.status).toBe(404);
  });
});

describe('the tests for “Not Found” of existing clients', () => {
  const zeros: Record<Kind, string> = {
    buyers: 'BUY-0000-0000',
    sellers: 'SEL-0000-0000',
    licensees: 'LCE-0000-0000-0000',
    'erp-links': 'ERP-0000-0000-0000',
    'cloud-tenants': 'CLT-0000-0000',
  };
  const actions: Record<Kind, string[]> = {
    buyers: ['activate', 'deactivate', 'enable', 'disable', 'validate', 'synchronize', 'transfer'],
    sellers: ['activate', 'deactivate', 'disable'],
    licensees: ['enable', 'disable'],
    'erp-links': ['block', 'unblock'],
    'cloud-tenants': [],
  };

  test.each(kinds)('%s: all zeros and ids of a foreign form are 404 for reading, changing, deleting and every action', async (kind) => {
    for (const id of [zeros[kind], 'INVALID-ID', 'REC-000-000-000', 'BUY-1', 'x'.repeat(200)]) {
      const path = `${kind}/${id}`;
      const update = parts[kind] ? api.form('operations', 'PUT', path, { name: 'x' }) : api.json('operations', 'PUT', path, {});
      const answers = [await api.json('operations', 'GET', path), await update];
      if (kind !== 'erp-links') answers.push(await api.json('operations', 'DELETE', path));
      for (const action of actions[kind])
        answers.push(await api.json('operations', 'POST', `${path}/${action}`, actionBodies[`${kind} POST {id}/${action}`] ?? {}));
      if (!kind.includes('-')) answers.push(await api.json('operations', 'GET', `${path}/icon`));
      for (const answer of answers)
        expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 404, body: { status: 404, title: 'Not Found' } });
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test.each(kinds)('%s: an id of zeros in a filter finds nothing, and in a body is a missing reference', async (kind) => {
    expect((await api.json('operations', 'GET', `${kind}?eq(id,'${zeros[kind]}')`)).body).toMatchObject({
      $meta: { pagination: { total: 0 } },
      data: [],
    });
    const references: Partial<Record<Kind, [string, object]>> = {
      buyers: ['sellers', { sellers: [{ id: zeros.sellers }] }],
      licensees: ['buyer', newBodies.licensees],
      'erp-links': ['buyer', newBodies['erp-links']],
      'cloud-tenants': ['account', { account: { id: 'ACC-0000-0000' } }],
    };
    const [field, extra] = references[kind] ?? [];
    if (field) {
      const answer = await api.json('operations', 'POST', kind, { ...newBodies[kind], ...extra });
      expect(answer).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
      expect(Object.keys(answer.body.errors)).toEqual([field]);
    }
  });
});
