import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, createPerson, createTestApp, moduleId, type TestApp } from './harness.ts';
import { answerFields } from './sweep/answer-fields.ts';
import { type Makers, makersFor } from './sweep/makers.ts';
import { fill, type Swept, served } from './sweep/operations.ts';

// A member whose groups show one buyer, in an account with two: whatever she asks, the other one is not there (spec 7.4, X17).

interface Parties {
  buyer: string;
  seller: string;
  link: string;
  licensee: string;
  /** A group that names this buyer. */
  group: string;
}

let app: TestApp;
let make: Makers;
let shown: Parties;
let hidden: Parties;
let session: string;
let account: string;
/** What would betray the hidden buyer. */
let marks: string[];

const ask = (path: string, method = 'GET', body?: unknown) => app.send(method, path, { session, account, body });
const asAdministrator = (path: string) => app.send('GET', path, { token: app.world.client.token });

beforeAll(async () => {
  app = await createTestApp();
  make = makersFor(app);
  account = app.world.client.account;
  shown = await makeParties('Shown');
  hidden = await makeParties('Hidden');
  const restricted = await groupFor('Restricted', [shown.buyer], ['new-marketplace', 'access-management', 'notifications', 'billing']);
  const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
  const person = await app.app.services.database.write(worker, (tx) =>
    createPerson(tx, account, 'restricted@harbour-group.example', restricted),
  );
  session = person.session;
  marks = ['Hidden', hidden.buyer, hidden.link, hidden.licensee];
});
afterAll(() => app.close());

async function groupFor(name: string, buyers: string[], modules: Parameters<typeof moduleId>[0][] = ['new-marketplace']) {
  const body = { name, modules: modules.map((code) => ({ id: moduleId(code) })), buyers: buyers.map((id) => ({ id })) };
  const answer = await app.send('POST', '/accounts/user-groups', { token: app.world.client.token, body });
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, name };
}

/** A buyer with all that hangs on it, every object changed once, so that the trail speaks of it. */
async function makeParties(name: string): Promise<Parties> {
  const { id: licensee, buyer, seller } = await make.licensee(account);
  const { token } = app.world.operations;
  const put = async (path: string, body: object) => expect((await app.send('PUT', path, { token, body })).status).toBe(200);
  const links = await app.send('GET', `/accounts/erp-links?eq(buyer.id,'${buyer}')`, { token });
  const link = links.body.data[0].id as string;
  const nonce = randomBytes(3).toString('hex');
  await put(`/accounts/buyers/${buyer}`, { name: `${name} buyer ${nonce}`, externalIds: { erpCustomer: `${name}-SCU-${nonce}` } });
  await put(`/accounts/licensees/${licensee}`, { name: `${name} licensee ${nonce}`, externalId: `${name}-REF` });
  await put(`/accounts/erp-links/${link}`, { companyName: `${name} company`, note: `${name} note` });
  return { buyer, seller, link, licensee, group: (await groupFor('Of another buyer', [buyer])).id };
}

const params = () => ({ account, user: app.world.client.admin.user, id: app.world.client.admin.membership });
const lists = served.filter(({ operation }) => operation.list).map((one) => [one.id, one] as const);
const pathOf = ({ operation }: Swept) => fill(operation.path, params());

const markIn = (answer: Answer) => {
  const text = JSON.stringify(answer.body ?? '');
  return answer.status === 200 ? marks.find((mark) => text.includes(mark)) : undefined;
};

describe('a list shows, orders and counts nothing of a hidden buyer', () => {
  test.each(lists)('in %s', async (_, swept) => {
    const { fields, collections } = answerFields(swept);
    const top = fields.filter((field) => !field.includes('.')).map((field) => `%2B${field}`);
    const ids = [hidden.buyer, hidden.link, hidden.licensee];
    const showing = ['', 'select=*', `select=${[...top, ...collections.map((field) => `%2B${field}`)].join(',')}`, `not(eq(id,'nothing'))`];
    const ordering = fields.flatMap((field) => [`order=${field}`, `order=-${field}`]);
    const oracles = [
      ...fields.flatMap((field) => [`ilike(${field},'*hidden*')`, ...ids.map((id) => `eq(${field},'${id}')`)]),
      ...collections.flatMap((field) => [`any(${field},ilike(name,'*hidden*'))`, ...ids.map((id) => `any(${field},eq(id,'${id}'))`)]),
    ];
    for (const query of [...showing, ...ordering]) expect(markIn(await ask(`${pathOf(swept)}?limit=100&${query}`)), query).toBeUndefined();
    for (const query of oracles) {
      const answer = await ask(`${pathOf(swept)}?limit=0&${query}`);
      if (answer.status === 200) expect(answer.body.$meta.pagination.total, query).toBe(0);
    }
  });

  test('and the administrator of the same account does find it there, so that the sweep is not blind', async () => {
    for (const path of ['buyers', 'licensees', 'erp-links'])
      expect(markIn(await asAdministrator(`/accounts/${path}?limit=100`)), path).toBeDefined();
    for (const path of ['/accounts/user-groups?limit=100', '/audit/records?limit=100'])
      expect(markIn(await asAdministrator(path)), path).toBeDefined();
    expect((await asAdministrator(`/accounts/user-groups?any(buyers,eq(id,'${hidden.buyer}'))`)).body.$meta.pagination.total).toBe(1);
  });

  test('nor does a total tell when the hidden buyer grows, remembered or counted anew', async () => {
    const paths = ['/accounts/buyers', '/accounts/licensees', '/accounts/erp-links', '/audit/records', '/accounts/user-groups'];
    const totals = async () => {
      const seen: number[] = [];
      for (const path of paths) {
        seen.push((await ask(`${path}?limit=0`)).body.$meta.pagination.total);
        seen.push((await ask(`${path}?limit=0&ne(id,'${randomBytes(3).toString('hex')}')`)).body.$meta.pagination.total);
      }
      return seen;
    };
    const administrators = async () => (await asAdministrator('/audit/records?limit=0')).body.$meta.pagination.total as number;
    const before = await totals();
    const beforeThere = await administrators();
    await make.licensee(account);
    await app.send('PUT', `/accounts/buyers/${hidden.buyer}`, { token: app.world.operations.token, body: { taxId: 'T-1' } });
    expect(await totals()).toEqual(before);
    expect(await administrators()).toBeGreaterThan(beforeThere);
  });
});

describe('one by one', () => {
  test('the shown buyer and what hangs on it is there, pictures too', async () => {
    const { buyer, licensee, link, seller } = shown;
    for (const path of [`buyers/${buyer}`, `licensees/${licensee}`, `erp-links/${link}`, `sellers/${seller}`])
      expect((await ask(`/accounts/${path}?select=*`)).status, path).toBe(200);
    for (const path of [`buyers/${buyer}/icon`, `licensees/${licensee}/icon`])
      expect((await ask(`/accounts/${path}`)).status, path).toBe(307);
  });

  test('the hidden one is 404, pictures and actions too, as if it did not exist', async () => {
    const { buyer, licensee, link } = hidden;
    const reads = [`buyers/${buyer}`, `buyers/${buyer}/icon`, `licensees/${licensee}`, `licensees/${licensee}/icon`, `erp-links/${link}`];
    for (const path of reads) expect((await ask(`/accounts/${path}`)).status, path).toBe(404);
    // She may change nothing of buyers anyway, and that is said before any is looked for.
    for (const path of [`buyers/${buyer}/disable`, `licensees/${licensee}/disable`]) {
      const [given, unknown] = [await ask(`/accounts/${path}`, 'POST'), await ask(`/accounts/${path.replace(/\d{4}\//, '0000/')}`, 'POST')];
      expect(given.status).toBe(403);
      expect(given.body.detail).toBe(unknown.body.detail);
    }
  });

  test('every record of the trail that speaks of the hidden one is 404, also that of a group which names it', async () => {
    const rows = await app.rows<{ id: string; object_type: string }>('select id, object_type from events where $1 = any (buyer_ids)', [
      hidden.buyer,
    ]);
    expect(new Set(rows.map((row) => row.object_type))).toEqual(new Set(['Buyer', 'ErpLink', 'Licensee', 'UserGroup']));
    for (const { id } of rows) expect((await ask(`/audit/records/${id}`)).status).toBe(404);
    const [own] = await app.rows<{ id: string }>(`select id from events where object_id = $1 limit 1`, [shown.buyer]);
    expect((await ask(`/audit/records/${own!.id}`)).status).toBe(200);
  });

  test('nor is what an extension records about the hidden one there to be read', async () => {
    const body = { event: 'extensions.sweep.buyer.scored', object: { id: hidden.buyer }, summary: 'Scored' };
    const made = await app.send('POST', '/audit/records', { token: app.world.operations.token, body });
    expect(made.status).toBe(201);
    expect((await ask(`/audit/records/${made.body.id}`)).status).toBe(404);
    expect((await asAdministrator(`/audit/records/${made.body.id}`)).status).toBe(200);
  });

  test('a group cannot be given what she does not see, and keeps what she does not see', async () => {
    const named = { buyers: [{ id: hidden.buyer }] };
    expect((await ask(`/accounts/user-groups/${shown.group}`, 'PUT', named)).status).toBe(400);
    const both = await groupFor('Both', [shown.buyer, hidden.buyer]);
    const read = await ask(`/accounts/user-groups/${both.id}`);
    expect(read.body.buyers).toMatchObject([{ id: shown.buyer }]);
    expect((await ask(`/accounts/user-groups/${both.id}`, 'PUT', { ...read.body, description: 'Read and sent back' })).status).toBe(200);
    const [stored] = await app.rows<{ buyer_ids: string[] }>('select buyer_ids from user_groups where id = $1', [both.id]);
    expect(new Set(stored!.buyer_ids)).toEqual(new Set([shown.buyer, hidden.buyer]));
  });
});

describe('the scope is that of her groups at this moment', () => {
  const seen = async () => ((await ask('/accounts/buyers?limit=100')).body.data as { id: string }[]).map(({ id }) => id);
  const join = (group: string) =>
    app.rows(
      'insert into group_members (account_id, group_id, membership_id) select m.account_id, $1, m.id from memberships m where m.user_email = $2',
      [group, 'restricted@harbour-group.example'],
    );
  const leave = (group: string) =>
    app.rows('delete from group_members where group_id = $1 and membership_id in (select id from memberships where user_email = $2)', [
      group,
      'restricted@harbour-group.example',
    ]);

  test('a second group adds its buyers; Account management, and a group without restriction, all', async () => {
    const third = await makeParties('Third');
    expect(await seen()).toEqual([shown.buyer]);
    await join(third.group);
    expect(new Set(await seen())).toEqual(new Set([shown.buyer, third.buyer]));
    await join(app.world.client.administrators);
    expect(await seen()).toContain(hidden.buyer);
    await leave(app.world.client.administrators);
    await leave(third.group);
    expect(await seen()).toEqual([shown.buyer]);
    // Billing honours no buyers: its group is no reason to see more.
    await join(app.world.client.limited);
    expect(await seen()).toEqual([shown.buyer]);
    await leave(app.world.client.limited);
  });

  test('a group whose only buyer leaves the account shows none, not all', async () => {
    const own = await groupFor('Alone', [shown.buyer]);
    const { token } = app.world.operations;
    await app.send('DELETE', `/accounts/licensees/${shown.licensee}`, { token });
    await app.newEvents();
    expect((await app.send('DELETE', `/accounts/buyers/${shown.buyer}`, { token })).status).toBe(204);
    const events = await app.newEvents();
    expect(events.filter((event) => event === 'platform.accounts.user_group.narrowed').length).toBeGreaterThan(1);
    const [stored] = await app.rows<{ buyer_ids: string[] }>('select buyer_ids from user_groups where id = $1', [own.id]);
    expect(stored!.buyer_ids).toEqual([]);
    expect(await seen()).toEqual([]);
  });
});
