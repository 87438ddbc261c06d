import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { recordStatements } from '../../test/plans/recorder.ts';
import { type App, createApp } from '../app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const list = async (filter: string, token = app.world.client.token) => {
  const { status, body } = await app.send('GET', `/audit/records?limit=100&${filter}`, { token });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { data: { id: string; event: string; object: { id: string } }[]; $meta: { pagination: { total: number } } };
};
const found = async (words: string, token?: string) =>
  (await list(`ilike(text,'*${words}*')`, token)).data.map((one) => `${one.event.split('.').at(-1)} ${one.object.id}`);

describe('free text finds a record', () => {
  let group: string;
  beforeAll(async () => {
    const { client } = app.world;
    const made = await app.send('POST', '/accounts/user-groups', {
      session: client.admin.session,
      body: { name: 'Harbour Pilots 100%', description: 'Zanzibar_East', modules: [{ id: 'MOD-1239' }] },
    });
    group = made.body.id;
    await app.send('PUT', `/accounts/user-groups/${group}`, {
      session: client.admin.session,
      body: { description: 'Valparaíso' },
    });
  });

  test.each([
    ['summary', 'roup upd', ['updated']],
    ['name of the object', 'harbour pil', ['updated', 'created']],
    ['id of the object', 'UGR-', ['updated', 'created']],
    ['value before', 'zanzibar', ['updated', 'created']],
    ['value after', 'VALPARAÍSO', ['updated']],
    ['sign that patterns use', '100%', ['updated', 'created']],
    ['sign that stands for any other', 'zanzibar_e', ['updated', 'created']],
  ])('by its %s', async (_, words, actions) => {
    const here = (await found(words)).filter((one) => one.endsWith(group));
    expect(here).toEqual(actions.map((action) => `${action} ${group}`));
  });

  test.each([['a text'], [null], [[1, { x: 'Madrid' }]], [{ status: 'Madrid' }]])(
    'whatever an extension calls “previous”: %j',
    async (previous) => {
      const { vendor } = app.world;
      const made = await app.send('POST', '/audit/records', {
        token: vendor.token,
        body: {
          event: 'extensions.search.case.made',
          object: { id: 'CASE-9' },
          summary: 'Case made',
          documents: { previous, case: ['Lisbon', 7] },
        },
      });
      expect(made).toMatchObject({ status: 201, body: { documents: { previous, case: ['Lisbon', 7] } } });
    },
  );

  // Stored texts are not written anew: those of before must read like those that come.
  test.each([
    [{}],
    [[]],
    [null],
    ['a word'],
    [{ group: { name: 'A, "B" \\ C', size: 7.5, open: true, logo: null, modules: ['X', ['Y', { z: '' }]] } }],
    [{ group: { name: 'after', kept: 'same' }, previous: { name: 'before' } }],
    [
      {
        group: { a: 'a2', b: { c: 'c2' }, long: 'l' },
        user: { b: ['b3'], a: null },
        count: 4,
        previous: { b: { c: 'c1' }, a: 'a1', gone: 1 },
      },
    ],
    [{ group: { previous: 'inside' }, previous: {} }],
    [{ previous: { only: 'this' } }],
    [{ previous: 'a text', group: { name: 'n' } }],
    [{ text: 'ä'.repeat(300), other: 'after it' }],
    [{ many: Array.from({ length: 500 }, (_, n) => `value ${n}`), previous: null }],
  ])('with the values that the log’s first version found: %#', async (documents) => {
    const [row] = await app.rows<{ found: string | null; first: string | null }>(
      `select event_values($1) as found, (select left(string_agg(left(v #>> '{}', 200), ' '), 2000) from (
        select jsonb_path_query(case when jsonb_typeof($1::jsonb -> 'previous') = 'object' then jsonb_build_array($1::jsonb -> 'previous', (
            select jsonb_agg(d.value -> p.key) from jsonb_object_keys($1::jsonb -> 'previous') p (key), jsonb_each($1::jsonb) d
            where d.key <> 'previous' and jsonb_typeof(d.value) = 'object')) else $1::jsonb end, 'strict $.**') as v) found
        where jsonb_typeof(v) in ('string', 'number', 'boolean')) as first`,
      [JSON.stringify(documents)],
    );
    expect(row!.found).toBe(row!.first);
  });

  test('and not by what is not in it, by names of fields, or by signs that only patterns know', async () => {
    for (const words of ['madagascar', 'description', 'zanzibarxe', '1000%', 'actor.name']) expect(await found(words), words).toEqual([]);
  });

  test('in its own account only', async () => {
    const { other, operations } = app.world;
    expect(await found('zanzibar', other.token)).toEqual([]);
    expect(await found('zanzibar', operations.token)).toEqual([`updated ${group}`, `created ${group}`]);
  });

  test('by its actor’s name, and together with other filters', async () => {
    const { client } = app.world;
    const [member] = await app.rows<{ name: string }>('select name from users where id = $1', [client.admin.user]);
    expect(await found(member!.name)).toContain(`updated ${group}`);
    const both = await list(`and(ilike(text,'*zanzibar*'),like(event,'*.created'))`);
    expect(both.data.map((one) => one.object.id)).toEqual([group]);
  });
});

test('records are found by the address that the call came from, and by no part of it', async () => {
  await app.rows(
    `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details, request)
      values ('platform.test.case.made', $1, $1, 'Case', 'CASE-1', 'USR-1', 'Ada', 'x', 'x', '{"api":{"ip":"203.0.113.7"}}')`,
    [app.world.client.account],
  );
  expect((await list(`eq(request.api.ip,'203.0.113.7')`)).data.map((one) => one.object.id)).toEqual(['CASE-1']);
  expect((await list(`eq(request.api.ip,'203.0.113.')`)).data).toEqual([]);
});

test('operators find the records of one account, and an account finds its own and nobody else’s', async () => {
  const { client, other, operations } = app.world;
  await app.send('PUT', `/accounts/users/${client.member.user}`, { session: client.member.session, body: { lastName: 'Lind' } });
  const of = (account: string, token: string) => list(`eq(account.id,'${account}')`, token);
  const viewers = async (account: string, token: string) =>
    (await of(account, token)).data.map((one) => (one as unknown as { viewers: { id: string }[] }).viewers.map(({ id }) => id));
  const seen = await viewers(other.account, operations.token);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every((ids) => ids.includes(other.account))).toBe(true);
  const peoples = await list(`and(eq(account.id,''),any(viewers,eq(id,'${client.account}')))`, operations.token);
  expect(peoples.data.map(({ event }) => event)).toContain('platform.accounts.user.updated');
  const own = (await of(client.account, client.token)).$meta.pagination.total;
  expect(own).toBe((await list('')).$meta.pagination.total);
  expect((await of(other.account, client.token)).$meta.pagination.total).toBe(0);
});

describe('the total', () => {
  const change = (account = app.world.client.account) =>
    app.rows(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
        values ('platform.test.case.made', $1, $1, 'Case', 'CASE-2', 'USR-1', 'Ada', 'x', 'x')`,
      [account],
    );
  const filter = `eq(object.id,'CASE-2')`;
  const total = async () => (await list(filter)).$meta.pagination.total;
  const totalOn = async (server: App): Promise<number> => {
    const headers = { authorization: `Bearer ${app.world.client.token}` };
    const answer = await server.http.inject({ url: `/public/v1/audit/records?limit=0&${filter}`, headers });
    return answer.json().$meta.pagination.total;
  };
  /** Keeps a total as a server would that took long to count it: the key is that of the look-up which the next server makes. */
  async function keptAs(wrong: number) {
    const probe = await createApp(app.app.services.config, app.connection);
    const recorded = await recordStatements(app, async () => void (await totalOn(probe)));
    await probe.close();
    const asked = recorded.filter(({ text }) => text.includes('counted_total('));
    expect(asked.length).toBe(1);
    return app.rows<{ snapshot: string; key: Buffer }>(
      `insert into counted_totals (key, total, snapshot, counted_at) values ($1, $2, pg_current_snapshot(), now()) returning snapshot::text, key`,
      [asked[0]!.values[0], wrong],
    );
  }

  test('stays exact while a transaction is open across others, and whatever order they end in', async () => {
    await change();
    const began = await total();
    const open = new pg.Client({ ...app.connection } as pg.ClientConfig);
    await open.connect();
    const { worker } = await app.app.services.database.roles();
    await open.query(`begin; set local search_path = tenantry, public; set local role ${worker};
      insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      values ('platform.test.case.made', '${app.world.client.account}', '${app.world.client.account}', 'Case', 'CASE-2', 'X', 'X', 'x', 'x')`);
    expect(await total()).toBe(began);
    await change();
    expect(await total()).toBe(began + 1);
    await change(app.world.other.account);
    expect(await total()).toBe(began + 1);
    await open.query('commit');
    await open.end();
    expect(await total()).toBe(began + 2);
    expect(await total()).toBe(began + 2);
  });

  test('is continued with what came later, instead of counting all again', async () => {
    await total();
    await change();
    const recorded = await recordStatements(app, async () => void (await total()));
    const counts = recorded.filter(({ text }) => text.startsWith('select count(*)'));
    expect(counts.length).toBe(1);
    expect(counts[0]!.text).toContain('pg_visible_in_snapshot');
  });

  test('goes on from what another server found slow to count', async () => {
    const began = await total();
    const [kept] = await keptAs(began + 1000);
    const second = await createApp(app.app.services.config, app.connection);
    try {
      await change();
      // A wrong total that was kept shows where the answer comes from.
      expect(await totalOn(second)).toBe(began + 1001);
      expect(await app.rows('select snapshot::text, key from counted_totals')).toEqual([kept]);
    } finally {
      await second.close();
      await app.rows('delete from counted_totals');
    }
    expect(await total()).toBe(began + 1);
  });

  test('is the same from a second server, which counts for itself', async () => {
    const second = await createApp(app.app.services.config, app.connection);
    try {
      await change();
      expect(await totalOn(second)).toBe(await total());
    } finally {
      await second.close();
    }
  });
});
