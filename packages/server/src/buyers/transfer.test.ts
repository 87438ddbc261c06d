import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { changedTables, databaseState } from '../../test/sweep/database-state.ts';
import { type Makers, makersFor } from '../../test/sweep/makers.ts';

let app: TestApp;
let make: Makers;
let source: string;
let destination: string;

beforeAll(async () => {
  app = await createTestApp();
  make = makersFor(app);
  source = app.world.client.account;
  destination = app.world.other.account;
  await app.rows(`update accounts set external_id = 'CDG-1' where id = any ($1)`, [[source, destination]]);
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.operations.token, body });
const as = (party: 'client' | 'other', path: string) => app.send('GET', path, { token: app.world[party].token });
const transfer = (buyer: string, to: string) => asOperator('POST', `buyers/${buyer}/transfer`, { account: { id: to } });

async function buyerInGroup() {
  const { id: licensee, buyer, seller } = await make.licensee(source);
  const body = { name: 'One buyer', modules: [{ id: 'MOD-0478' }], buyers: [{ id: buyer }] };
  const group = (await app.send('POST', '/accounts/user-groups', { token: app.world.client.token, body })).body.id as string;
  const member = await make.member(source);
  await app.rows('insert into group_members (account_id, group_id, membership_id) values ($1, $2, $3)', [source, group, member.membership]);
  return { licensee, buyer, seller, group, user: member.user };
}

describe('a transfer', () => {
  test('is previewed: what would move, and whether it may', async () => {
    const { buyer, user } = await buyerInGroup();
    const preview = await asOperator('GET', `buyers/${buyer}/transfer?destinationAccountId=${destination}`);
    expect(preview).toMatchObject({
      status: 200,
      body: { id: buyer, stats: { licenseeCount: 1, userGroupCount: 1, userCount: 1, orderCount: 0 }, users: [{ id: user }] },
    });
    const stranger = await make.account('Active');
    expect((await asOperator('GET', `buyers/${buyer}/transfer?destinationAccountId=${stranger}`)).status).toBe(409);
    expect((await asOperator('GET', `buyers/${buyer}/transfer?destinationAccountId=ACC-0000-0000`)).status).toBe(400);
    expect((await as('client', `/accounts/buyers/${buyer}/transfer`)).status).toBe(403);
  });

  test('moves the buyer, its licensees and its links; groups lose it; each object has its record, and neither account hears of the other', async () => {
    const { buyer, licensee, group } = await buyerInGroup();
    await app.newEvents();
    expect((await transfer(buyer, destination)).body).toMatchObject({ account: { id: destination }, status: 'Active' });
    expect((await app.newEvents()).sort()).toEqual(
      ['buyer.released', 'buyer.transferred', 'erp_link.transferred', 'licensee.transferred', 'user_group.narrowed'].map(
        (key) => `platform.accounts.${key}`,
      ),
    );
    for (const path of [`/accounts/buyers/${buyer}`, `/accounts/licensees/${licensee}`]) {
      expect((await as('client', path)).status, path).toBe(404);
      expect((await as('other', path)).status, path).toBe(200);
    }
    expect((await as('other', `/accounts/erp-links?eq(buyer.id,'${buyer}')`)).body.data).toHaveLength(1);
    expect((await as('client', `/accounts/user-groups/${group}`)).body.buyers).toEqual([]);
    for (const [party, stranger] of [
      ['client', destination],
      ['other', source],
    ] as const) {
      const trail = await as(party, `/audit/records?eq(object.id,'${buyer}')&select=*&limit=100`);
      expect(trail.body.data.length).toBeGreaterThan(0);
      expect(JSON.stringify(trail.body)).not.toContain(stranger);
    }
  });

  test('is refused to the same account, to one with another external id, to a vendor, and for a buyer of nobody', async () => {
    const { id: buyer } = await make.buyer(source);
    const stranger = await make.account('Active');
    const before = await databaseState(app);
    expect((await transfer(buyer, source)).status).toBe(409);
    expect(await transfer(buyer, stranger)).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'transfer-destination', properties: ['account'] }] },
    });
    expect((await transfer(buyer, app.world.vendor.account)).status).toBe(400);
    expect(changedTables(before, await databaseState(app))).toEqual([]);
    await asOperator('POST', `buyers/${buyer}/unassign`);
    expect((await transfer(buyer, destination)).status).toBe(409);
  });
});

describe('two operators, one buyer', () => {
  const outcomes = async (calls: (() => Promise<{ status: number }>)[]) =>
    (await Promise.all(calls.map((call) => call()))).map(({ status }) => status).sort();

  /** Nothing is half-moved: licensees and links are where their buyer is, and disabled ones stand below a disabled buyer. */
  const expectWhole = async (buyer: string) => {
    const rows = await app.rows<{ ok: boolean }>(
      `select l.account_id is not distinct from b.account_id as ok from erp_links l join buyers b on b.id = l.buyer_id where b.id = $1
        union all select l.account_id = b.account_id and (b.status <> 'Disabled' or l.status = 'Disabled') from licensees l join buyers b on b.id = l.buyer_id where b.id = $1 and l.status <> 'Deleted'`,
      [buyer],
    );
    expect(rows.every(({ ok }) => ok)).toBe(true);
  };

  test.each(Array.from({ length: 5 }, (_, i) => i))('transfer to two accounts: one wins (round %i)', async () => {
    const { buyer } = await make.licensee(source);
    const third = await make.account('Active');
    await app.rows(`update accounts set external_id = 'CDG-1' where id = $1`, [third]);
    await app.newEvents();
    // The second sees the buyer where the first has put it; it may move it on, or find itself there already.
    const statuses = await outcomes([
      () => transfer(buyer, destination),
      () => transfer(buyer, destination),
      () => asOperator('POST', `buyers/${buyer}/unassign`),
    ]);
    expect(statuses).toEqual([200, 409, 409]);
    expect((await app.newEvents()).filter((event) => event === 'platform.accounts.buyer.transferred')).toHaveLength(1);
    await expectWhole(buyer);
  });

  test.each(Array.from({ length: 5 }, (_, i) => i))(
    'disable against a new licensee: never an active licensee of a disabled buyer (round %i)',
    async () => {
      const { id: buyer, seller } = await make.buyer(source);
      const licensee = { name: 'Late', buyer: { id: buyer }, seller: { id: seller }, useBuyerAddress: true };
      const [disabled, created] = await Promise.all([
        asOperator('POST', `buyers/${buyer}/disable`),
        asOperator('POST', 'licensees', licensee),
      ]);
      expect(disabled.status).toBe(200);
      expect([201, 409]).toContain(created.status);
      await expectWhole(buyer);
    },
  );

  test('a stale revision is 412 for the second', async () => {
    const { id } = await make.buyer(source);
    const { revision } = (await asOperator('GET', `buyers/${id}`)).body;
    const put = (name: string) =>
      app.send('PUT', `/accounts/buyers/${id}`, {
        token: app.world.operations.token,
        body: { name },
        headers: { 'if-match': `"${revision}"` },
      });
    expect(await outcomes([() => put('First'), () => put('Second')])).toEqual([200, 412]);
  });

  test('unassign against a new licensee: one of them is refused', async () => {
    const { id: buyer, seller } = await make.buyer(source);
    const licensee = { name: 'Late', buyer: { id: buyer }, seller: { id: seller }, useBuyerAddress: true };
    const statuses = await outcomes([
      () => asOperator('POST', `buyers/${buyer}/unassign`),
      () => asOperator('POST', 'licensees', licensee),
    ]);
    expect([
      [200, 409],
      [201, 409],
    ]).toContainEqual(statuses);
    await expectWhole(buyer);
  });
});
