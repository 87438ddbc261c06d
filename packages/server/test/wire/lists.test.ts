import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { createTestApp, type TestApp } from '../harness.ts';
import { operations, served } from '../sweep/operations.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const list = (query: string, path = '/accounts/api-tokens') => app.send('GET', `${path}?${query}`, { token: app.world.client.token });
const insertTokens = (count: number, name = 'Equal') =>
  app.rows(
    `insert into api_tokens (account_id, name, module_ids, secret_hash) select $1, $2, '{}', sha256(gen_random_uuid()::text::bytea) from generate_series(1, $3)`,
    [app.world.client.account, name, count],
  );
const ids = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id);

describe('the envelope of a list', () => {
  const path = (template: string) =>
    template
      .replace('{account}', app.world.operations.account)
      .replace('{user}', app.world.operations.admin.user)
      .replace('{id}', app.world.operations.admin.user);
  const lists = served.filter(({ operation }) => operation.list && !operation.path.includes('imports'));

  test.each(lists.map((one) => [one.id, one] as const))(
    'of %s holds exactly limit, offset and total, and names what is left out',
    async (_, swept) => {
      const answer = await app.send('GET', path(swept.operation.path), { session: app.world.operations.admin.session });
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body).sort()).toEqual(['$meta', 'data']);
      expect(Object.keys(answer.body.$meta).sort()).toEqual(['omitted', 'pagination']);
      const { pagination, omitted } = answer.body.$meta;
      expect(Object.keys(pagination).sort()).toEqual(['limit', 'offset', 'total']);
      expect(pagination).toMatchObject({ limit: 10, offset: 0 });
      expect(answer.body.data).toHaveLength(Math.min(10, pagination.total));
      for (const name of omitted) for (const one of answer.body.data) expect(one).not.toHaveProperty(name);
    },
  );

  test('no object has a field called meta, and every field is in camel case', () => {
    const names = (schema: unknown): string[] => {
      if (schema === null || typeof schema !== 'object') return [];
      const { properties } = schema as { properties?: object };
      return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(names)];
    };
    for (const { id, operation } of operations) {
      const found = new Set([...names(operation.answer), ...names(operation.body)].filter((name) => name !== '$meta'));
      expect(found.has('meta'), id).toBe(false);
      expect(
        [...found].filter((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name)),
        id,
      ).toEqual([]);
    }
  });
});

describe('a page', () => {
  beforeAll(() => insertTokens(120));

  test('is of 10 without a limit, of what is asked for, and never of more than 100', async () => {
    expect((await list('')).body).toMatchObject({ $meta: { pagination: { limit: 10, offset: 0, total: 122 } } });
    expect(ids(await list('limit=3'))).toHaveLength(3);
    const capped = await list('limit=5000');
    expect(capped.body.$meta.pagination).toEqual({ limit: 100, offset: 0, total: 122 });
    expect(ids(capped)).toHaveLength(100);
  });

  test('of no objects counts', async () => {
    expect((await list('limit=0')).body).toMatchObject({ $meta: { pagination: { limit: 0, offset: 0, total: 122 } }, data: [] });
    expect((await list("limit=0&eq(name,'Equal')")).body).toMatchObject({ $meta: { pagination: { total: 120 } }, data: [] });
  });

  test('beyond the end is empty and still says the total', async () => {
    for (const offset of [122, 123, 1_000_000_000])
      expect((await list(`limit=10&offset=${offset}`)).body).toEqual({
        $meta: { pagination: { limit: 10, offset, total: 122 }, omitted: ['audit'] },
        data: [],
      });
  });

  test.each(['limit=-1', 'limit=x', 'offset=1.5', 'limit=1&limit=2', 'limit=99999999999999999999', 'offset='])(
    'with %s is refused as a fault of the query',
    async (query) => expect(await list(query)).toMatchObject({ status: 400, body: { errors: { query: [expect.any(String)] } } }),
  );

  test.each(['name', '-name', 'status,-name', '-audit.created.at', ''])(
    'follows the page before it without gap or repetition, ordered by equal keys: %s',
    async (order) => {
      const seen: string[] = [];
      // As existing clients page: by the limit that the server says it applied.
      for (let offset = 0, more = true; more; ) {
        const page = await list(`limit=25&offset=${offset}${order ? `&order=${order}` : ''}`);
        const { limit, total } = page.body.$meta.pagination;
        seen.push(...ids(page));
        more = offset / limit + 1 < Math.ceil(total / limit);
        offset += limit;
      }
      expect(seen).toHaveLength(122);
      expect(new Set(seen).size).toBe(122);
    },
  );

  test('read from the far end is the same as read from the front', async () => {
    const front = [...ids(await list('limit=100&order=name')), ...ids(await list('limit=100&offset=100&order=name'))];
    for (const offset of [60, 61, 62, 111, 112, 113, 121])
      expect(ids(await list(`limit=10&offset=${offset}&order=name`)), String(offset)).toEqual(front.slice(offset, offset + 10));
  });
});

describe('a total', () => {
  let second: App;
  beforeAll(async () => {
    second = await createApp({ ...app.app.services.config }, app.connection, { jobs: false });
    await second.http.ready();
  });
  afterAll(() => second.close());

  const elsewhere = async (method: 'POST' | 'DELETE' | 'GET', path: string, body?: object) =>
    second.http.inject({
      method,
      url: `/public/v1${path}`,
      headers: { authorization: `Bearer ${app.world.client.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    });
  const total = async (query = 'limit=0') => (await list(query)).body.$meta.pagination.total as number;

  test('is exact at once after creations and deletions by another server on the same database', async () => {
    const before = await total();
    const made: string[] = [];
    for (let i = 1; i <= 3; i++) {
      const answer = await elsewhere('POST', '/accounts/api-tokens', { name: `Elsewhere ${i}` });
      expect(answer.statusCode).toBe(201);
      made.push(answer.json().id);
      expect(await total()).toBe(before + i);
      expect(await total("limit=0&like(name,'Elsewhere*')")).toBe(i);
    }
    for (const [i, id] of made.entries()) {
      expect((await elsewhere('DELETE', `/accounts/api-tokens/${id}`)).statusCode).toBe(204);
      expect(await total()).toBe(before + 2 - i);
      expect((await elsewhere('GET', '/accounts/api-tokens?limit=0')).json().$meta.pagination.total).toBe(before + 2 - i);
    }
  });

  test('and its page are of one moment while others create and delete', async () => {
    const name = `Busy ${randomBytes(3).toString('hex')}`;
    const churn = (async () => {
      for (let i = 0; i < 15; i++) {
        const { id } = (await elsewhere('POST', '/accounts/api-tokens', { name })).json();
        if (i % 2) await elsewhere('DELETE', `/accounts/api-tokens/${id}`);
      }
    })();
    for (let i = 0; i < 40; i++) {
      const { $meta, data } = (await list(`limit=100&eq(name,'${name}')`)).body;
      expect(data).toHaveLength($meta.pagination.total);
    }
    await churn;
    expect(await total(`limit=0&eq(name,'${name}')`)).toBe(8);
  });

  test('is of the account that asks, and counts what a filter leaves', async () => {
    const other = await app.send('GET', '/accounts/api-tokens?limit=0', { token: app.world.other.token });
    expect(other.body.$meta.pagination.total).toBe(2);
    expect(await total("limit=0&eq(name,'All modules')")).toBe(1);
    expect(await total("limit=0&eq(name,'Nobody has this name')")).toBe(0);
  });
});

describe('select', () => {
  const pick = async (select: string) => list(`limit=1&eq(id,'${app.world.client.tokenId}')&select=${select}`);

  test('brings what is omitted by default and says what is still omitted', async () => {
    const plain = await pick('');
    expect(plain.body).toMatchObject({ $meta: { omitted: ['audit'] } });
    expect(plain.body.data[0]).not.toHaveProperty('audit');
    const full = await pick('audit');
    expect(full.body.data[0]).toHaveProperty('audit');
    expect(full.body.$meta.omitted).toEqual([]);
    expect((await pick('+audit')).body).toEqual(full.body);
  });

  test('takes fields away, nested ones too, and never the id', async () => {
    const { data } = (await pick('-id,-name,-account.name,-modules')).body;
    expect(data[0]).toMatchObject({ id: app.world.client.tokenId, account: { id: app.world.client.account } });
    expect(data[0]).not.toHaveProperty('name');
    expect(data[0].account).not.toHaveProperty('name');
    expect((await pick('-*,+name')).body.data[0]).toEqual({ id: app.world.client.tokenId, name: 'All modules' });
  });

  test('ignores unknown names that are taken away and refuses unknown names that are wanted', async () => {
    expect((await pick('-config,-address,-no.such')).status).toBe(200);
    expect(await pick('+config')).toMatchObject({
      status: 400,
      body: { errors: { query: [expect.stringContaining('Invalid property path.')] } },
    });
    const one = await app.send('GET', `/accounts/api-tokens/${app.world.client.tokenId}?select=%2Dconfig`, {
      token: app.world.client.token,
    });
    expect(one.status).toBe(200);
  });
});

describe('filter and order', () => {
  test('by audit work without selecting it', async () => {
    const answer = await list("limit=5&order=-audit.created.at&gt(audit.created.at,'2020-01-01T00:00:00+00:00')");
    expect(answer.body.data).toHaveLength(5);
    expect(answer.body.data[0]).not.toHaveProperty('audit');
  });

  test('eq and like tell upper from lower case, ilike does not', async () => {
    await insertTokens(1, 'Case Matters');
    const count = async (filter: string) => (await list(`limit=0&${filter}`)).body.$meta.pagination.total;
    expect(await count("eq(name,'case matters')")).toBe(0);
    expect(await count("like(name,'*case*')")).toBe(0);
    expect(await count("ilike(name,'*CASE*')")).toBe(1);
    // Without a star a pattern is the whole text.
    expect(await count("ilike(name,'case')")).toBe(0);
    expect(await count("ilike(name,'case matters')")).toBe(1);
  });

  test.each([
    ['frob(name)', 'Unknown expression group.'],
    ["eq(nosuch,'x')", 'Invalid property path.'],
    ['order=nosuch', 'Invalid property path.'],
    ["rql=eq(name,'x')", 'Invalid equals shortcut expression'],
  ])('%s is refused with the sentence clients know and the position', async (query, sentence) => {
    const answer = await list(query);
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-query', title: 'Bad Request' } });
    expect(answer.body.detail.startsWith(sentence)).toBe(true);
    expect(answer.body.detail).toMatch(/ at position \d+$/);
    expect(answer.body.errors).toEqual({ query: [answer.body.detail] });
  });
});

describe('every form that the clients’ query builder writes', () => {
  test.each([
    ["eq(name,'All modules')", 1],
    ["ne(name,'All modules')", undefined],
    ["name='All modules'", 1],
    ["lt(audit.created.at,'2026-01-31T10:00:00.123456+00:00')", undefined],
    ["le(audit.created.at,'2999-01-31')", undefined],
    ["ge(audit.created.at,'2020-01-31')", undefined],
    ["like(name,'*modul*')", undefined],
    ["ilike(name,'all*')", undefined],
    ["in(name,('All modules','x'))", 1],
    ["out(name,('All modules','x'))", undefined],
    ['eq(description,null())', undefined],
    ['ne(description,null())', 0],
    ['eq(description,empty())', 0],
    ['ne(description,empty())', undefined],
    ["and(eq(name,'All modules'),eq(status,'Active'))", 1],
    ["or(eq(name,'All modules'),eq(name,'No module'))", 2],
    ["not(eq(name,'All modules'))", undefined],
    ["not(and(eq(name,'All modules'),eq(status,'Active')))", undefined],
    ["any(modules,eq(id,'MOD-1756'))", 1],
    ["all(modules,and(ne(id,'MOD-0000'),ne(name,'x')))", undefined],
    ['eq(account.name,account.name)', undefined],
    ["EQ(name,'All modules')", 1],
    ["name='All modules'|name='No module'", 2],
    ["name='All modules';name='No module'", 2],
    ["name='All modules',status=Active", 1],
    ["name='All modules'&status=Active", 1],
    ['in(name,("All modules"))', 1],
    ['any(modules)', 1],
  ])('%s', async (filter, total) => {
    const answer = await list(`limit=100&offset=0&${filter}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    if (total !== undefined) expect(answer.body.$meta.pagination.total).toBe(total);
  });
});
