import { describe, expect, it } from 'vitest';
import { ApiError, createClient } from '../src/index.ts';
import { fakeServer, json, page, problem } from './fake-server.ts';

const baseUrl = 'https://tenantry.example';

describe('a call', () => {
  it('goes to the path of its operation, with token and account', async () => {
    const { fetch, requests } = fakeServer(json({ id: 'TKN-1' }));
    const client = createClient({ baseUrl, token: 'idt:secret', account: 'ACC-1', fetch });
    expect(await client.apiTokens.get({ id: 'TKN-1' })).toEqual({ id: 'TKN-1' });
    expect(requests).toHaveLength(1);
    expect(requests[0]!.method).toBe('GET');
    expect(requests[0]!.url).toBe(`${baseUrl}/public/v1/accounts/api-tokens/TKN-1`);
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer idt:secret');
    expect(requests[0]!.headers.get('tenantry-account')).toBe('ACC-1');
    expect(requests[0]!.headers.get('user-agent')).toMatch(/^tenantry-sdk\/\d+\.\d+\.\d+$/);
    expect(requests[0]!.headers.has('content-type')).toBe(false);
  });

  it.each(['', '/', '/public', '/public/', '/public/v1', '/public/v1/'])(
    'reaches the same address when "%s" stands behind the host',
    async (tail) => {
      const { fetch, requests } = fakeServer(json({}));
      await createClient({ baseUrl: baseUrl + tail, fetch }).me.get();
      expect(requests[0]!.url).toBe(`${baseUrl}/public/v1/me`);
    },
  );

  it('asks a function for token and account each time, so that they may change', async () => {
    const { fetch, requests } = fakeServer(json({}), json({}));
    let account: string | undefined = 'ACC-1';
    const client = createClient({ baseUrl, account: () => account, fetch });
    await client.me.get();
    account = undefined;
    await client.me.get();
    expect(requests.map((request) => request.headers.get('tenantry-account'))).toEqual(['ACC-1', null]);
  });

  it('cannot be led to another path by a parameter', async () => {
    const { fetch, requests } = fakeServer(json({}));
    const client = createClient({ baseUrl, fetch });
    await client.users.get({ id: '../accounts?x=/1' });
    expect(requests[0]!.url).toBe(`${baseUrl}/public/v1/accounts/users/..%2Faccounts%3Fx%3D%2F1`);
    for (const id of ['', '.', '..']) await expect(client.users.delete({ id })).rejects.toThrow(TypeError);
    expect(requests).toHaveLength(1);
  });

  it('sends a body as JSON, and an action without one with no content type', async () => {
    const { fetch, requests } = fakeServer(json({ id: 'TKN-1' }, 201), json({ id: 'TKN-1' }));
    const client = createClient({ baseUrl, fetch });
    await client.apiTokens.create({ body: { name: 'Nightly export' } });
    await client.apiTokens.disable({ id: 'TKN-1' }, { revision: 7, idempotencyKey: 'k1' });
    expect(requests[0]!.headers.get('content-type')).toBe('application/json');
    expect(await requests[0]!.json()).toEqual({ name: 'Nightly export' });
    expect(requests[1]!.headers.has('content-type')).toBe(false);
    expect(await requests[1]!.text()).toBe('');
    expect(requests[1]!.headers.get('if-match')).toBe('"7"');
    expect(requests[1]!.headers.get('idempotency-key')).toBe('k1');
  });

  it('sends a file first and the JSON part behind it, as multipart', async () => {
    const { fetch, requests } = fakeServer(json({ id: 'ACC-1' }), json({ id: 'ACC-1' }));
    const client = createClient({ baseUrl, fetch });
    const file = new File(['png'], 'logo.png', { type: 'image/png' });
    await client.accounts.update({ id: 'ACC-1', body: { name: 'Harbour' }, file });
    await client.accounts.update({ id: 'ACC-1', file });
    const form = await requests[0]!.formData();
    expect([...form.keys()]).toEqual(['logo', 'account']);
    expect((form.get('logo') as File).name).toBe('logo.png');
    expect((form.get('account') as File).type).toBe('application/json');
    expect(await (form.get('account') as File).text()).toBe('{"name":"Harbour"}');
    expect([...(await requests[1]!.formData()).keys()]).toEqual(['logo']);
  });

  it('answers nothing for 204, and the bytes of a picture', async () => {
    const picture = new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } });
    const { fetch } = fakeServer(new Response(null, { status: 204 }), picture);
    const client = createClient({ baseUrl, fetch });
    expect(await client.apiTokens.delete({ id: 'TKN-1' })).toBeUndefined();
    expect(await (await client.accounts.icon({ id: 'ACC-1' })).text()).toBe('<svg/>');
  });

  it('answers a stream before it has ended, and its reader is told when it breaks off', async () => {
    const pieces = new TransformStream<Uint8Array, Uint8Array>();
    const headers = { 'content-type': 'application/jsonl; charset=utf-8', 'tenantry-total': '2' };
    const { fetch, requests } = fakeServer(new Response(pieces.readable, { headers }));
    const args = { filter: "eq(id,'AUD-1')", order: 'timestamp' };
    const answer = await createClient({ baseUrl, fetch }).auditRecords.exportJsonl(args);
    expect(requests[0]!.url).toMatch(/\/audit\/records\/export\.jsonl\?order=timestamp&eq\(id,%27AUD-1%27\)$/);
    expect(requests[0]!.headers.get('accept')).toBe('application/jsonl; charset=utf-8');
    expect(answer.headers.get('tenantry-total')).toBe('2');
    const text = answer.text();
    const writer = pieces.writable.getWriter();
    await writer.write(new TextEncoder().encode('{"id":"AUD-1"}\n'));
    await writer.abort(new Error('gone'));
    await expect(text).rejects.toThrow('gone');
  });

  it('throws the problem of a stream that never began', async () => {
    const { fetch } = fakeServer(problem(400, 'Bad Request'));
    await expect(createClient({ baseUrl, fetch }).auditRecords.exportCsv({ query: { delimiter: ';' } })).rejects.toBeInstanceOf(ApiError);
  });
});

describe('the query of a list', () => {
  it('stands in the order of the wire contract, the filter without a key', async () => {
    const { fetch, requests } = fakeServer(page([], 0, 0));
    await createClient({ baseUrl, fetch }).apiTokens.list({
      render: true,
      filter: "and(eq(status,'Active'),like(name,'*A & B+C*'))",
      select: ['+audit', '-modules'],
      order: ['-audit.created.at', 'name'],
      offset: 20,
      limit: 0,
    });
    const [, query] = requests[0]!.url.split('?');
    expect(query).toBe(
      'limit=0&offset=20&order=-audit.created.at,name&select=%2Baudit,-modules&and(eq(status,%27Active%27),like(name,%27*A%20%26%20B%2BC*%27))&render()',
    );
  });

  it('is absent when nothing is asked for', async () => {
    const { fetch, requests } = fakeServer(page([], 0, 0));
    await createClient({ baseUrl, fetch }).apiTokens.list();
    expect(requests[0]!.url).not.toContain('?');
  });
});

describe('a failure', () => {
  it('is an ApiError that carries the problem', async () => {
    const { fetch } = fakeServer(problem(400, 'Bad Request', { errors: { name: ['Must not be empty.'] } }));
    const error = await createClient({ baseUrl, fetch })
      .apiTokens.create({ body: { name: '' } })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).status).toBe(400);
    expect((error as ApiError).problem).toMatchObject({ title: 'Bad Request', errors: { name: ['Must not be empty.'] } });
    expect((error as ApiError).message).toBe('Bad Request.');
  });

  it('has a problem also when something in between answers with a page or a list', async () => {
    const gateway = new Response('<html>', { status: 502, statusText: 'Bad Gateway', headers: { 'content-type': 'text/html' } });
    const { fetch } = fakeServer(gateway, json(['x'], 500));
    const client = createClient({ baseUrl, fetch });
    await expect(client.me.get()).rejects.toMatchObject({ status: 502, problem: { title: 'Bad Gateway', type: 'about:blank' } });
    await expect(client.me.get()).rejects.toMatchObject({ status: 500, problem: { title: 'Error' } });
  });

  it('of the connection is an ApiError with status 0; giving up oneself is none', async () => {
    const { fetch } = fakeServer(new TypeError('fetch failed'), new DOMException('given up', 'AbortError'));
    const client = createClient({ baseUrl, fetch });
    await expect(client.me.get()).rejects.toMatchObject({
      name: 'ApiError',
      status: 0,
      problem: { detail: 'The server cannot be reached.' },
    });
    await expect(client.me.get({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a busy server', () => {
  const busy = (status = 429) => problem(status, 'Too Many Requests', {}, { 'retry-after': '0' });

  it('is asked again as it wishes, twice at most', async () => {
    const first = fakeServer(busy(), busy(503), json({ id: 'x' }));
    expect(await createClient({ baseUrl, fetch: first.fetch }).me.get()).toEqual({ id: 'x' });
    const second = fakeServer(busy(), busy(), busy());
    await expect(createClient({ baseUrl, fetch: second.fetch, retries: 9 }).me.get()).rejects.toMatchObject({ status: 429 });
    expect([first.requests.length, second.requests.length]).toEqual([3, 3]);
  });

  it('takes a POST twice only with an Idempotency-Key, body and all', async () => {
    const plain = fakeServer(busy());
    const body = { name: 'Nightly export' };
    await expect(createClient({ baseUrl, fetch: plain.fetch }).apiTokens.create({ body })).rejects.toMatchObject({ status: 429 });
    const keyed = fakeServer(busy(), json({ id: 'TKN-1' }, 201));
    await createClient({ baseUrl, fetch: keyed.fetch }).apiTokens.create({ body }, { idempotencyKey: 'k1' });
    expect(plain.requests).toHaveLength(1);
    expect(await Promise.all(keyed.requests.map((request) => request.json()))).toEqual([body, body]);
    expect(keyed.requests.map((request) => request.headers.get('idempotency-key'))).toEqual(['k1', 'k1']);
  });

  it('is not asked again without Retry-After, for other failures, with retries off, or when the wait would be long', async () => {
    const late = problem(503, 'Service Unavailable', {}, { 'retry-after': new Date(Date.now() + 600_000).toUTCString() });
    const refusals: [Response, number][] = [
      [problem(429, 'Too Many Requests'), 2],
      [problem(409, 'Conflict', {}, { 'retry-after': '0' }), 2],
      [busy(), 0],
      [late, 2],
    ];
    for (const [answer, retries] of refusals) {
      const { fetch, requests } = fakeServer(answer);
      await expect(createClient({ baseUrl, fetch, retries }).me.get()).rejects.toBeInstanceOf(ApiError);
      expect(requests).toHaveLength(1);
    }
  });

  it('is left alone once the caller gives up while waiting', async () => {
    const { fetch, requests } = fakeServer(problem(429, 'Too Many Requests', {}, { 'retry-after': '20' }));
    const giveUp = new AbortController();
    const call = createClient({ baseUrl, fetch }).me.get({}, { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(), 5);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toHaveLength(1);
  });
});
