import { Agent } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { ask, listen, sendLines } from './raw.ts';

let app: TestApp;
let port: number;
let bearer: string;
beforeAll(async () => {
  app = await createTestApp();
  port = await listen(app);
  bearer = `Authorization: Bearer ${app.world.client.token}`;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const get = (path: string, ...lines: string[]) => sendLines(port, [`GET /public/v1${path} HTTP/1.1`, bearer, ...lines]);
const makeToken = async (name: string) => {
  const made = await app.send('POST', '/accounts/api-tokens', { token: app.world.client.token, body: { name } });
  expect(made.status).toBe(201);
  return made.body.id as string;
};
/** A name that the API would not take for a token, as another source of the data might have stored it. */
const nameToken = (id: string, name: string) => app.rows('update api_tokens set name = $2 where id = $1', [id, name]);

describe('a request as existing clients send it', () => {
  test('an action is a POST with Content-Length 0 and no content type', async () => {
    const id = await makeToken('Action');
    await app.newEvents();
    const path = `/public/v1/accounts/api-tokens/${id}/disable`;
    const answer = await sendLines(port, [`POST ${path} HTTP/1.1`, bearer, 'Accept: application/json', 'Content-Length: 0']);
    expect(answer).toMatchObject({ status: 200, body: { id, status: 'Disabled' } });
    expect(await app.newEvents()).toEqual(['platform.accounts.api_token.disabled']);
  });

  test('an action with empty data sends two bytes of JSON', async () => {
    const id = await makeToken('Two bytes');
    const head = [`POST /public/v1/accounts/api-tokens/${id}/disable HTTP/1.1`, bearer];
    const answer = await sendLines(port, [...head, 'Content-Type: application/json', 'Content-Length: 2'], '{}');
    expect(answer).toMatchObject({ status: 200, body: { status: 'Disabled' } });
  });

  test.each(['*/*', 'application/json', 'text/html', 'image/png, */*;q=0.1', undefined])(
    'the answer is JSON whatever is accepted: %s',
    async (accept) => {
      const answer = await get('/accounts/api-tokens', ...(accept ? [`Accept: ${accept}`] : []));
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
      const problem = await get('/accounts/api-tokens/TKN-0000-0000', ...(accept ? [`Accept: ${accept}`] : []));
      expect(problem).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
    },
  );

  test('an answer is readable to whoever accepts gzip and deflate', async () => {
    const headers = { authorization: `Bearer ${app.world.client.token}`, 'accept-encoding': 'gzip, deflate' };
    const answer = await ask(port, { path: '/public/v1/accounts/api-tokens', headers });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body.data.length).toBeGreaterThan(0);
  });

  test('one connection carries many requests, refused ones and those with a body too', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { authorization: `Bearer ${app.world.client.token}` };
    const path = '/public/v1/accounts/api-tokens';
    const answers = [
      await ask(port, { agent, path, headers }),
      await ask(port, { agent, path: `${path}/INVALID-ID`, headers }),
      await ask(port, { agent, path, method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }, '{broken'),
      await ask(port, { agent, path, headers: {} }),
      await ask(port, { agent, path, headers }),
    ];
    agent.destroy();
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 401, 200]);
    expect(new Set(answers.map(({ socket }) => socket)).size).toBe(1);
  });

  test('a trailing slash changes nothing, on collections, objects and actions', async () => {
    const id = await makeToken('Slash');
    expect((await get('/accounts/api-tokens/')).status).toBe(200);
    expect(await get(`/accounts/api-tokens/${id}/?select=-name`)).toMatchObject({ status: 200, body: { id } });
    const made = await app.send('POST', '/accounts/api-tokens/', { token: app.world.client.token, body: { name: 'Slash too' } });
    expect(made.status).toBe(201);
    expect((await app.send('POST', `/accounts/api-tokens/${id}/disable/`, { token: app.world.client.token })).status).toBe(200);
    expect((await app.send('DELETE', `/accounts/api-tokens/${id}/`, { token: app.world.client.token })).status).toBe(204);
  });

  test('everything stands below /public/v1; a prefix in front of it is a proxy’s to take away', async () => {
    expect((await sendLines(port, ['GET /public/v1/accounts/api-tokens HTTP/1.1', bearer])).status).toBe(200);
    for (const path of ['/accounts/api-tokens', '/gateway/public/v1/accounts/api-tokens', '/public/v2/accounts/api-tokens'])
      expect((await sendLines(port, [`GET ${path} HTTP/1.1`, bearer])).status, path).toBe(404);
  });

  test('the name of the client and the address it calls from are in the audit record', async () => {
    const head = [
      'POST /public/v1/accounts/api-tokens HTTP/1.1',
      bearer,
      'User-Agent: existing-client/1.0',
      'Content-Type: application/json',
    ];
    const body = JSON.stringify({ name: 'From a client' });
    const made = await sendLines(port, [...head, `Content-Length: ${Buffer.byteLength(body)}`], body);
    const trail = await get(`/audit/records?eq(object.id,'${made.body.id}')`);
    expect(trail.body.data[0].request).toMatchObject({ api: { userAgent: 'existing-client/1.0', ip: '127.0.0.1' } });
  });

  test('a bearer token of any form is looked up and never taken apart; the scheme is read in any case', async () => {
    const send = (value: string) => sendLines(port, ['GET /public/v1/me HTTP/1.1', `Authorization: ${value}`]);
    expect((await send(`Bearer ${app.world.client.token}`)).status).toBe(200);
    expect((await send(`bearer ${app.world.client.token}`)).status).toBe(200);
    for (const value of [
      'Bearer x',
      'Bearer',
      `Basic ${app.world.client.token}`,
      'Bearer idt:TKN-0000-0000:x y',
      `Bearer ${'x'.repeat(5_000)}`,
    ])
      expect(await send(value), value.slice(0, 40)).toMatchObject({ status: 401, body: { title: 'Authentication Failed' } });
  });

  test('a request to stream, which no call here offers, gets the ordinary answer', async () => {
    const answer = await get('/accounts/api-tokens', 'Accept: application/jsonl, */*');
    expect(answer).toMatchObject({ status: 200, body: { $meta: { pagination: { offset: 0 } } } });
  });
});

describe('a filter as it arrives on the socket', () => {
  test.each([
    ['an ampersand, raw inside the quotes', 'A & B', "eq(name,'A%20&%20B')"],
    ['an ampersand, encoded', 'A & B', "eq(name,'A%20%26%20B')"],
    ['a plus sign stays a plus sign', 'a+b', "eq(name,'a+b')"],
    ['a lone percent sign', '100%', "eq(name,'100%')"],
    ['an encoded percent sign', '100%', "eq(name,'100%25')"],
    ['an equals sign', 'a=b', "eq(name,'a=b')"],
    ['a semicolon', 'a;b', "eq(name,'a;b')"],
    ['a bar', 'a|b', "eq(name,'a|b')"],
    ['parentheses and a comma', '(x), y', "eq(name,'(x),%20y')"],
    ['an apostrophe in raw double quotes', "O'Brien", 'eq(name,"O\'Brien")'],
    ['an apostrophe in encoded double quotes', "O'Brien", "eq(name,%22O'Brien%22)"],
    ['quotes as browsers encode them', 'Plain', 'eq(name,%27Plain%27)'],
    ['other alphabets', '東京', "eq(name,'%E6%9D%B1%E4%BA%AC')"],
  ])('%s', async (_, name, filter) => {
    const id = await makeToken('Trap');
    await nameToken(id, name);
    const answer = await get(`/accounts/api-tokens?limit=100&offset=0&select=+audit&${filter}&order=-id`);
    expect(answer.status).toBe(200);
    expect(answer.body.data.map((one: { name: string }) => one.name)).toEqual(Array(answer.body.data.length).fill(name));
    expect(answer.body.data.map((one: { id: string }) => one.id)).toContain(id);
  });

  test.each([
    ['cut at a number sign', "eq(name,'x"],
    ['with an apostrophe in single quotes', "eq(name,'O'Brien')"],
    ['in a parameter of its own', "rql=eq(name,'x')"],
    ['of bytes that are no UTF-8', 'eq(name,%FF)'],
    ['with U+0000', "eq(name,'a%00b')"],
  ])('%s is refused with 400', async (_, filter) => {
    const answer = await get(`/accounts/api-tokens?${filter}`);
    expect(answer).toMatchObject({ status: 400, body: { title: 'Bad Request', status: 400 } });
    expect(answer.body).not.toHaveProperty('data');
  });
});

describe('the parameters of a query as they arrive', () => {
  test('an order takes a plus, nothing, and the blank that a form decoder makes of a plus', async () => {
    const names = async (order: string) => {
      const answer = await get(`/accounts/api-tokens?limit=100&order=${order}`);
      expect(answer.status, order).toBe(200);
      return answer.body.data.map((one: { id: string }) => one.id);
    };
    const ascending = await names('id');
    expect(await names('+id')).toEqual(ascending);
    expect(await names('%20id')).toEqual(ascending);
    expect(await names('%2Bid')).toEqual(ascending);
    expect(await names('-id')).toEqual([...ascending].reverse());
  });

  test('a get takes select as form data, with render() encoded and with an equals sign behind it', async () => {
    const one = await get(`/accounts/api-tokens/${app.world.client.tokenId}?select=%2Baudit%2C-modules`);
    expect(one.body).toMatchObject({ id: app.world.client.tokenId, audit: {} });
    expect(one.body).not.toHaveProperty('modules');
    await makeToken('To render');
    const list = await get(
      `/audit/records?select=-request,+object&order=-timestamp&limit=1&eq(event,'platform.accounts.api_token.created')&render()`,
    );
    const [record] = list.body.data;
    expect(record.details).not.toContain('{{');
    for (const spelling of ['render%28%29=', 'render()', 'render%28%29', 'render()=']) {
      const answer = await get(`/audit/records/${record.id}?select=object%2Cactor&${spelling}`);
      expect(answer.body, spelling).toMatchObject({ id: record.id, details: record.details });
    }
    expect((await get(`/audit/records/${record.id}`)).body.details).toContain('{{actor.name}}');
  });

  test('the whole query of the contract is read in the order in which it is sent', async () => {
    const query = `limit=10&offset=0&order=-audit.created.at,+name&select=+id,-name,audit&and(eq(id,'${app.world.client.admin.user}'),or(eq(name,'N'),not(in(status,('Blocked','Deleted')))))&render()`;
    const answer = await get(`/accounts/users?${query}`);
    expect(answer).toMatchObject({ status: 200, body: { data: [{ id: app.world.client.admin.user }] } });
    expect(answer.body.data[0]).toHaveProperty('audit');
    expect(answer.body.data[0]).not.toHaveProperty('name');
  });
});

describe('a redirect', () => {
  test('leads to the picture without saying anything about the caller', async () => {
    const icon = await sendLines(port, [`GET /public/v1/accounts/accounts/${app.world.client.account}/icon HTTP/1.1`]);
    expect(icon).toMatchObject({ status: 307, body: '' });
    expect(String(icon.headers.location)).toMatch(/^\/public\/v1\/pictures\//);
    expect((await sendLines(port, [`GET ${icon.headers.location} HTTP/1.1`])).status).toBe(200);
    const short = await sendLines(port, [`GET /v1/accounts/accounts/${app.world.client.account}/icon HTTP/1.1`]);
    expect(short.headers.location).toBe(icon.headers.location);
  });
});
