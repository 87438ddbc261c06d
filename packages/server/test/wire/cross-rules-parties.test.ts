import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BuyerAction, type BuyerStatus, buyerStates, factsOf } from '../../src/buyers/rules.ts';
import { decide } from '../../src/core/state-machine.ts';
import { createTestApp, moduleId, type TestApp } from '../harness.ts';
import { type Makers, makersFor } from '../sweep/makers.ts';
import { type Kind, type Parties, partiesOf, type Who } from './parties.ts';

// What one object does to another, for groups, buyers, sellers and licensees: rules X16 to X18 and X22 to X30.

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

const both: Who[] = ['client', 'operations'];
const act = (who: Who, path: string, body?: unknown) => api.json(who, 'POST', path, body);
const statusOf = async (kind: Kind, id: string): Promise<string> => (await api.json('operations', 'GET', `${kind}/${id}`)).body.status;
const events = (...keys: string[]) => keys.map((key) => `platform.accounts.${key}`);
const license = (ids: Record<'buyers' | 'sellers', string>, who: Who = 'client') =>
  api.form(who, 'POST', 'licensees', { buyer: { id: ids.buyers }, seller: { id: ids.sellers }, useBuyerAddress: true });
const refused = (id: string) => ({ status: 409, body: { errors: [{ id }] } });
/** As if brought there by calls: the state of a licensee. */
const put = (status: string, id: string) => app.rows('update licensees set status = $2 where id = $1', [id, status]);

const marketplace = moduleId('new-marketplace');
const billing = moduleId('billing');
const management = moduleId('account-management');

const send = (method: string, path: string, body?: unknown) => app.send(method, path, { token: app.world.client.token, body });
async function group(modules: string[], buyers: string[] | null) {
  const body = { name: 'Cross rules', modules: modules.map((id) => ({ id })), buyers: buyers?.map((id) => ({ id })) ?? null };
  return (await send('POST', '/accounts/user-groups', body)).body as { id: string; buyers: { id: string }[] | null };
}

describe('X16: a group without Marketplace has no buyers', () => {
  test('given none of it, the scope is dropped; given it, kept; losing it loses the scope, gaining it may bring one', async () => {
    const { id: buyer } = await make.buyer(account);
    expect((await group([billing], [buyer])).buyers).toBeNull();
    const scoped = await group([marketplace, billing], [buyer]);
    expect(scoped.buyers).toMatchObject([{ id: buyer }]);
    const change = async (modules: string[], buyers?: object[] | null) =>
      (
        await send('PUT', `/accounts/user-groups/${scoped.id}`, {
          modules: modules.map((id) => ({ id })),
          ...(buyers === undefined ? {} : { buyers }),
        })
      ).body;
    expect((await change([billing])).buyers).toBeNull();
    // What was dropped does not come back by itself.
    expect((await change([marketplace])).buyers).toBeNull();
    expect((await change([marketplace], [{ id: buyer }])).buyers).toMatchObject([{ id: buyer }]);
  });
});

describe('X17 and X18: what a member sees of buyers', () => {
  const buyers: Record<'one' | 'two' | 'three', string> = { one: '', two: '', three: '' };
  beforeAll(async () => {
    for (const name of ['one', 'two', 'three'] as const) buyers[name] = (await make.buyer(account)).id;
  });

  type Scope = [modules: string[], buyers: (keyof typeof buyers)[] | null];
  test.each<[string, Scope[], (keyof typeof buyers)[]]>([
    ['of one group its buyers', [[[marketplace], ['one']]], ['one']],
    [
      'of several the union',
      [
        [[marketplace], ['one']],
        [[marketplace], ['two']],
      ],
      ['one', 'two'],
    ],
    [
      'of overlapping ones each buyer once',
      [
        [[marketplace], ['one', 'two']],
        [[marketplace], ['two', 'three']],
      ],
      ['one', 'two', 'three'],
    ],
    [
      'of one without restriction all',
      [
        [[marketplace], ['one']],
        [[marketplace], null],
      ],
      ['one', 'two', 'three'],
    ],
    [
      'of a group without Marketplace nothing more',
      [
        [[marketplace], ['one']],
        [[billing], null],
      ],
      ['one'],
    ],
    ['with Account management all, whatever the scope', [[[marketplace, management], ['one']]], ['one', 'two', 'three']],
    [
      'with Account management from another group all',
      [
        [[marketplace], ['one']],
        [[management], null],
      ],
      ['one', 'two', 'three'],
    ],
  ])('%s', async (_, scopes, seen) => {
    const groups: { id: string }[] = [];
    for (const [modules, names] of scopes) groups.push({ id: (await group(modules, names?.map((name) => buyers[name]) ?? null)).id });
    const { membership, session } = app.world.client.member;
    expect((await send('PUT', `/accounts/accounts/${account}/users/${membership}/groups`, groups)).status).toBe(200);
    const list = await app.send('GET', '/accounts/buyers?limit=100', { session });
    const ids = new Set((list.body.data as { id: string }[]).map(({ id }) => id));
    expect(
      Object.entries(buyers)
        .filter(([, id]) => ids.has(id))
        .map(([name]) => name),
    ).toEqual(seen);
    for (const [name, id] of Object.entries(buyers))
      expect((await app.send('GET', `/accounts/buyers/${id}`, { session })).status, name).toBe(seen.includes(name as 'one') ? 200 : 404);
  });
});

test('X17: a group whose only buyer has left shows none, is read and sent back so, and is not given all by that', async () => {
  const { id: buyer } = await make.buyer(account);
  const { id } = await group([marketplace], [buyer]);
  expect((await api.json('operations', 'DELETE', `buyers/${buyer}`)).status).toBe(204);
  const { body: read } = await send('GET', `/accounts/user-groups/${id}`);
  expect(read.buyers).toEqual([]);
  expect(await send('PUT', `/accounts/user-groups/${id}`, { ...read, description: 'Sent back' })).toMatchObject({
    status: 200,
    body: { buyers: [], description: 'Sent back' },
  });
  const none = { name: 'None chosen', modules: [{ id: marketplace }], buyers: [] };
  expect(await send('POST', '/accounts/user-groups', none)).toMatchObject({
    status: 400,
    body: { errors: { buyers: [expect.any(String)] } },
  });
});

describe('X22: a disabled buyer', () => {
  test.each(both.flatMap((who) => (['Active', 'Enabled', 'Disabled'] as const).map((status) => [who, status] as const)))(
    'disabled by %s, with an %s licensee: nothing of it can be chosen',
    async (who, status) => {
      const ids = await api.ids();
      await put(status, ids.licensees);
      await app.newEvents();
      expect((await act(who, `buyers/${ids.buyers}/disable`)).body.status).toBe('Disabled');
      expect(await statusOf('licensees', ids.licensees)).toBe('Disabled');
      expect(await app.newEvents()).toEqual(events('buyer.disabled', ...(status === 'Disabled' ? [] : ['licensee.disabled'])));
      for (const by of both) {
        expect(await license(ids, by)).toMatchObject(refused('buyer-not-usable'));
        expect(await act(by, `licensees/${ids.licensees}/enable`)).toMatchObject(refused('buyer-not-usable'));
      }
    },
  );
});

describe('X23: an enabled buyer', () => {
  test.each(both.flatMap((who) => [[who, 'Active', true] as const, [who, 'Enabled', false] as const]))(
    'enabled by %s it is %s, linked with the ERP: %s; its licensees wait for their own',
    async (who, status, linked) => {
      const ids = await api.ids();
      if (!linked) await act('operations', `buyers/${ids.buyers}/deactivate`);
      await act(who, `buyers/${ids.buyers}/disable`);
      await app.newEvents();
      expect((await act(who, `buyers/${ids.buyers}/enable`)).body.status).toBe(status);
      expect(await app.newEvents()).toEqual(events('buyer.enabled'));
      expect(await statusOf('licensees', ids.licensees)).toBe('Disabled');
      expect((await act(who, `licensees/${ids.licensees}/enable`)).body.status).toBe(status);
    },
  );
});

describe('X24: linking a buyer with the ERP and unlinking it', () => {
  test.each([
    ['deactivate', 'Active', 'Enabled'],
    ['deactivate', 'Disabled', 'Disabled'],
    ['activate', 'Enabled', 'Active'],
    ['activate', 'Disabled', 'Disabled'],
  ])('%s: a licensee that was %s is %s', async (action, before, after) => {
    const ids = await api.ids();
    if (action === 'activate') await act('operations', `buyers/${ids.buyers}/deactivate`);
    await put(before, ids.licensees);
    await app.newEvents();
    const body = { externalIds: { erpCustomer: `X24-${ids.buyers}` } };
    expect((await act('operations', `buyers/${ids.buyers}/${action}`, action === 'activate' ? body : undefined)).status).toBe(200);
    expect(await statusOf('licensees', ids.licensees)).toBe(after);
    expect(await app.newEvents()).toEqual(events(`buyer.${action}d`, ...(before === after ? [] : [`licensee.${action}d`])));
  });
});

describe('X25: a buyer out of step with the ERP', () => {
  test.each<[BuyerStatus, boolean, BuyerAction, BuyerStatus]>([
    ['Active', false, 'report difference', 'Mismatch'],
    ['Disabled', true, 'report difference', 'Mismatch'],
    ['Unassigned', false, 'report difference', 'Conflict'],
    ['Mismatch', false, 'resolve', 'Active'],
    ['Mismatch', true, 'resolve', 'Disabled'],
    ['Conflict', false, 'resolve', 'Unassigned'],
  ])('%s (disabled before: %s), %s: %s, by the system alone', (status, isDisabled, action, to) => {
    const unassigned = ['Unassigned', 'Conflict'].includes(status);
    const facts = factsOf({ erp_contact_key: 'C', erp_buyer_key: null, is_disabled: isDisabled, account_id: unassigned ? null : 'A' });
    expect(decide(buyerStates, { status, action, by: 'system', facts })).toEqual({ to });
    expect(decide(buyerStates, { status, action, by: 'client', facts })).toHaveProperty('refused');
  });
});

describe('X26: a blocked link', () => {
  test('no new licensee and none enabled on the pair, until it is lifted; the account sees the block', async () => {
    const ids = await api.ids();
    expect(await act('operations', `erp-links/${ids['erp-links']}/block`)).toMatchObject(refused('link-has-licensees'));
    await act('client', `licensees/${ids.licensees}/disable`);
    expect((await act('operations', `erp-links/${ids['erp-links']}/block`, { note: 'Unpaid' })).body.status).toBe('Blocked');
    expect((await api.json('client', 'GET', `buyers/${ids.buyers}`)).body.sellers).toMatchObject([{ erpLink: { status: 'Blocked' } }]);
    for (const who of both) {
      expect(await license(ids, who)).toMatchObject(refused('link-blocked'));
      expect(await act(who, `licensees/${ids.licensees}/enable`)).toMatchObject(refused('link-blocked'));
    }
    await act('operations', `erp-links/${ids['erp-links']}/unblock`);
    expect((await license(ids)).status).toBe(201);
  });
});

describe('X27 and X28: a licensee', () => {
  test.each(both)('disabled by %s is not among those to choose, and takes neither buyer nor seller along', async (who) => {
    const ids = await api.ids();
    await app.newEvents();
    expect((await act(who, `licensees/${ids.licensees}/disable`)).body.status).toBe('Disabled');
    expect(await app.newEvents()).toEqual(events('licensee.disabled'));
    const choice = await api.json('client', 'GET', `licensees?eq(buyer.id,'${ids.buyers}')&in(status,(Active,Enabled))`);
    expect(choice.body.data).toEqual([]);
    for (const kind of ['buyers', 'sellers', 'erp-links'] as const) expect(await statusOf(kind, ids[kind])).toBe('Active');
  });

  test.each(both)('keeps its buyer and its seller, whatever %s sends', async (who) => {
    const [ids, other] = [await api.ids(), await api.ids()];
    for (const body of [{ buyer: { id: other.buyers } }, { seller: { id: other.sellers } }]) {
      const answer = await api.form(who, 'PUT', `licensees/${ids.licensees}`, body);
      expect(answer).toMatchObject({ status: 400, body: { errors: { [Object.keys(body)[0]!]: [expect.stringContaining('keeps')] } } });
    }
    const same = { buyer: { id: ids.buyers }, seller: { id: ids.sellers } };
    expect(await api.form(who, 'PUT', `licensees/${ids.licensees}`, same)).toMatchObject({ status: 200, body: same });
  });
});

describe('X29: a buyer with licensees', () => {
  test.each(['Active', 'Enabled', 'Disabled'])('one %s licensee keeps it from being deleted or unassigned', async (status) => {
    const ids = await api.ids();
    await put(status, ids.licensees);
    expect(await api.json('operations', 'DELETE', `buyers/${ids.buyers}`)).toMatchObject(refused('buyer-has-licensees'));
    expect(await act('operations', `buyers/${ids.buyers}/unassign`)).toMatchObject(refused('buyer-has-licensees'));
    expect(await app.newEvents()).not.toContain('platform.accounts.buyer.deleted');
    await api.json('client', 'DELETE', `licensees/${ids.licensees}`);
    expect((await api.json('operations', 'DELETE', `buyers/${ids.buyers}`)).status).toBe(204);
  });
});

describe('X30: a seller with licensees', () => {
  const call = (action: string, id: string) =>
    action === 'delete' ? api.json('operations', 'DELETE', `sellers/${id}`) : act('operations', `sellers/${id}/${action}`);

  test.each(['disable', 'deactivate', 'delete'])(
    '%s waits for Active and Enabled ones, not for those that are Disabled',
    async (action) => {
      const ids = await api.ids();
      for (const status of ['Active', 'Enabled']) {
        await put(status, ids.licensees);
        expect(await call(action, ids.sellers)).toMatchObject(refused('seller-has-licensees'));
        expect(await statusOf('sellers', ids.sellers)).toBe('Active');
      }
      await put('Disabled', ids.licensees);
      expect([200, 204]).toContain((await call(action, ids.sellers)).status);
    },
  );
});
