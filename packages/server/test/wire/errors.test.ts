import { type ProblemName, problems } from '@tenantry/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, createTestApp, type Send, type TestApp } from '../harness.ts';
import { listen, sendBytes, sendLines } from './raw.ts';

let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await createTestApp();
  port = await listen(app);
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const path = '/accounts/api-tokens';
const send = (method: string, at: string, options: Send = {}) => app.send(method, at, { token: app.world.client.token, ...options });
const post = (options: Send) => send('POST', path, options);
const json = { 'content-type': 'application/json' };

/** Everything that every problem document has, and nothing that none may have. */
function expectProblem(answer: Answer, name: ProblemName, instance: string): void {
  const { status, title } = problems[name];
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({ type: `/problems/${name}`, title, status, instance });
  expect(answer.body.detail).toMatch(/\.$|at position \d+$/);
  expect(answer.body.traceId).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const known = ['type', 'title', 'status', 'detail', 'instance', 'traceId', 'errors', 'pointers'];
  expect(Object.keys(answer.body).filter((key) => !known.includes(key))).toEqual([]);
}

describe('each status has the shape of a problem', () => {
  test('400 for a body that is no JSON', async () => {
    for (const payload of ['{', 'null}', '{"name":}', "{'name':'x'}", '']) {
      expectProblem(await post({ payload, headers: json }), 'invalid-request', `/public/v1${path}`);
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test('400 for fields names each by its dotted path, and by its JSON pointer for forms', async () => {
    const account = `/accounts/accounts/${app.world.client.account}`;
    const answer = await send('PUT', account, { body: { name: '', address: { city: '', country: 'gb' }, nonsense: 1 } });
    expectProblem(answer, 'invalid-request', `/public/v1${account}`);
    expect(answer.body.errors).toEqual({ nonsense: ['Is not a field of this object.'] });
    const fields = await send('PUT', account, { body: { name: '', address: { city: '', country: 'gb' } } });
    expect(Object.keys(fields.body.errors).sort()).toEqual(['address.city', 'address.country', 'name']);
    expect(Object.keys(fields.body.pointers).sort()).toEqual(['/address/city', '/address/country', '/name']);
    expect(await app.newEvents()).toEqual([]);
  });

  test('400 for a reference in a body that leads nowhere', async () => {
    const answer = await post({ body: { name: 'x', modules: [{ id: 'MOD-0000' }] } });
    expectProblem(answer, 'invalid-request', `/public/v1${path}`);
  });

  test('400 for a query names it', async () => {
    const answer = await send('GET', `${path}?frob(x)`);
    expectProblem(answer, 'invalid-query', `/public/v1${path}`);
    expect(Object.keys(answer.body.errors)).toEqual(['query']);
  });

  test('401 says the same for every bad token and asks for a bearer token', async () => {
    const details = new Set<string>();
    for (const token of ['x', 'idt:TKN-0000-0000:unknown', `${app.world.client.token}x`]) {
      const answer = await send('GET', path, { token });
      expectProblem(answer, 'authentication-failed', `/public/v1${path}`);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      details.add(answer.body.detail);
    }
    expect(details.size).toBe(1);
    expectProblem(await app.send('GET', path), 'authentication-failed', `/public/v1${path}`);
  });

  test('403 says what is missing and who can grant it', async () => {
    const answer = await send('GET', path, { token: app.world.client.weakToken });
    expectProblem(answer, 'forbidden', `/public/v1${path}`);
    expect(answer.body.detail).toContain('Access management');
    expect(answer.body.detail).toContain('administrator');
  });

  test.each(['GET', 'PUT', 'DELETE'])('404 for an unknown or foreign id with %s', async (method) => {
    for (const id of [
      'TKN-0000-0000',
      'INVALID-ID',
      'EVT-000-000',
      'REC-000-000-000',
      app.world.other.tokenId,
      '%20',
      "x'y",
      'x'.repeat(300),
    ]) {
      const answer = await send(method, `${path}/${id}`, method === 'PUT' ? { body: { name: 'x' } } : {});
      expectProblem(answer, 'not-found', `/public/v1${path}/${id}`);
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test('an event type of a foreign id is 404', async () => {
    for (const id of ['EVT-000-000', 'AET-0000-0000']) {
      expect((await send('GET', `/audit/event-types/${id}`, { token: app.world.vendor.token })).status).toBe(404);
      expect((await send('PUT', `/audit/event-types/${id}`, { token: app.world.vendor.token, body: { description: 'x' } })).status).toBe(
        404,
      );
    }
  });

  test('404 for an action on an unknown or foreign id', async () => {
    for (const id of ['TKN-0000-0000', 'INVALID-ID', app.world.other.tokenId])
      expectProblem(await send('POST', `${path}/${id}/disable`), 'not-found', `/public/v1${path}/${id}/disable`);
  });

  test('404 for an address that is none, and for the families of addresses that are gone', async () => {
    for (const gone of ['/accounts/nothing', '/accounts/account-users', `/accounts/${app.world.client.account}/users`, '/'])
      expectProblem(await send('GET', gone), 'not-found', `/public/v1${gone}`);
    expectProblem(
      await send('POST', `${path}/${app.world.client.tokenId}/explode`),
      'not-found',
      `/public/v1${path}/${app.world.client.tokenId}/explode`,
    );
  });

  test('405 names the methods of an address that does not take this one', async () => {
    for (const [method, at, allowed] of [
      ['PATCH', `${path}/${app.world.client.tokenId}`, ['GET', 'PUT', 'DELETE']],
      ['DELETE', path, ['GET', 'POST']],
      ['GET', `${path}/${app.world.client.tokenId}/disable`, ['POST']],
    ] as const) {
      const answer = await send(method, at);
      expectProblem(answer, 'method-not-allowed', `/public/v1${at}`);
      const named = String(answer.headers.allow).split(', ');
      for (const one of allowed) expect(named, `${method} ${at}`).toContain(one);
      expect(named).not.toContain(method);
    }
    expect(await app.newEvents()).toEqual([]);
  });

  test('409 lists the broken rules', async () => {
    const id = (await post({ body: { name: 'Twice' } })).body.id;
    await send('POST', `${path}/${id}/disable`);
    const answer = await send('POST', `${path}/${id}/disable`);
    expectProblem(answer, 'conflict', `/public/v1${path}/${id}/disable`);
    expect(answer.body.errors).toEqual([
      { message: answer.body.detail, properties: expect.any(Array), id: expect.any(String), parameters: {} },
    ]);
    expect(answer.body).not.toHaveProperty('pointers');
  });

  test('412 for a stale revision', async () => {
    const at = `${path}/${app.world.client.tokenId}`;
    const answer = await send('PUT', at, { body: { description: 'x' }, headers: { 'if-match': '"99"' } });
    expectProblem(answer, 'stale-revision', `/public/v1${at}`);
    expect(await app.newEvents()).toEqual([]);
  });

  test('413 for a body beyond the bound', async () => {
    const answer = await post({ payload: `{"name":"${'x'.repeat(9 * 1024 * 1024)}"}`, headers: json });
    expectProblem(answer, 'too-large', `/public/v1${path}`);
  });

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    '415 for the content type %s',
    async (type) => {
      const answer = await post({ payload: 'name=x', headers: { 'content-type': type } });
      expectProblem(answer, 'unsupported-media-type', `/public/v1${path}`);
    },
  );

  test('429 comes with Retry-After: 1', async () => {
    const limited = await createTestApp({ rateLimit: { perSecond: 1, burst: 2 } });
    try {
      const answers = [];
      for (let i = 0; i < 8; i++) answers.push(await limited.send('GET', path, { token: limited.world.client.token }));
      const refused = answers.find(({ status }) => status !== 200)!;
      expectProblem(refused, 'too-many-requests', `/public/v1${path}`);
      expect(refused.headers['retry-after']).toBe('1');
      // Each token has its own share.
      expect((await limited.send('GET', path, { token: limited.world.other.token })).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

describe('what is refused before there is a request', () => {
  const bearer = () => `Authorization: Bearer ${app.world.client.token}`;
  const refused = async (bytes: string) => {
    const text = await sendBytes(port, bytes);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    return JSON.parse(body);
  };

  test('a request line that cannot be read is 400, as a problem', async () => {
    for (const line of ['NONSENSE', 'BREW /x HTTP/1.1', 'GET /x HTTP/9.9', 'GET /x y HTTP/1.1', 'GET /a\0b HTTP/1.1', '\0\0\0'])
      expect(await refused(`${line}\r\nHost: x\r\n\r\n`)).toMatchObject({
        type: '/problems/invalid-request',
        title: 'Bad Request',
        status: 400,
      });
  });

  test('headers of 64 kB are 431, as a problem', async () => {
    const problem = await refused(`GET /public/v1${path} HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(65_536)}\r\n\r\n`);
    expect(problem).toMatchObject({ type: '/problems/headers-too-large', title: 'Request Header Fields Too Large', status: 431 });
  });

  test.each(['/public/v1/accounts/api-tokens/%', '/public/v1/accounts/api-tokens/%zz', '/public/v1/accounts/api-tokens/%ff', '/%c0%80'])(
    'the address %s, which cannot be decoded, is 400',
    async (at) => expectProblem(await sendLines(port, [`GET ${at} HTTP/1.1`, bearer()]), 'invalid-request', at),
  );

  test('U+0000 in an address is 400, in the path and in the query', async () => {
    expectProblem(await sendLines(port, [`GET /public/v1${path}/%00 HTTP/1.1`, bearer()]), 'invalid-request', `/public/v1${path}/%00`);
    expectProblem(await sendLines(port, [`GET /public/v1${path}?eq(name,%00) HTTP/1.1`, bearer()]), 'invalid-request', `/public/v1${path}`);
  });

  test('a parameter of a path beyond its bound is refused, never a crash', async () => {
    const answer = await sendLines(port, [`GET /public/v1${path}/${'x'.repeat(5_000)} HTTP/1.1`, bearer()]);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toHaveProperty('traceId');
  });

  test('a server that had to refuse goes on serving', async () => {
    expect((await sendLines(port, [`GET /public/v1${path} HTTP/1.1`, bearer()])).status).toBe(200);
  });
});

describe('the trace id', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';

  test('goes on with that of the request, under a span of its own', async () => {
    const { body } = await send('GET', `${path}/INVALID-ID`, { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    expect(body.traceId).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(body.traceId).not.toContain('b7ad6b7169203331');
  });

  test.each(['nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${trace}`, "'; drop table events"])(
    'is a new one where the request’s is none: %s',
    async (traceparent) => {
      const { body } = await send('GET', `${path}/INVALID-ID`, { headers: { traceparent } });
      expect(body.traceId).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(body.traceId).not.toMatch(new RegExp(`${trace}|0{32}`));
    },
  );

  test('of a change is in its audit record', async () => {
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const { id } = (await post({ body: { name: 'Traced' }, headers })).body;
    const [record] = (await send('GET', `/audit/records?eq(object.id,'${id}')`)).body.data;
    expect(record.request.log.correlationId).toContain(trace);
  });
});
