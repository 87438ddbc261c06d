import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../core/config.ts';
import { feedSource } from './feed-source.ts';
import type { Opened } from './source.ts';
import { createErpGround, line } from './testing.ts';

const collected = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/customers`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const token = 'sEcReT-of-the-ErP';
const small = { bytesMax: 2_000, pageBytesMax: 1_000, silenceMs: 300 };
const send = (type: string, body: string, headers: Record<string, string> = {}) => {
  answer = (_, response) => response.writeHead(200, { 'content-type': type, ...headers }).end(body);
};
const read = async (wanted = {}, limits = small) => {
  const opened = (await feedSource({ url, token }, limits).open(wanted)) as Opened;
  return { ...opened, entries: await collected(opened.entries) };
};

describe('a feed', () => {
  test('of JSON Lines is read as lines, with the token, and tells its tag', async () => {
    send('application/x-ndjson', '{"a":1}\n{"a":2}\n', { etag: '"v1"' });
    expect(await read()).toEqual({ etag: '"v1"', entries: [1, 2].map((a, n) => ({ line: n + 1, value: { a } })) });
    expect(asked[0]!.headers).toMatchObject({ authorization: `Bearer ${token}` });
    expect(asked[0]!.headers).not.toHaveProperty('if-none-match');
  });

  test('of pages is read to the last, counted through, and has no tag as a whole', async () => {
    answer = ({ url: path }, response) => {
      const second = path!.includes('page=2');
      const page = second ? { data: [3] } : { data: [1, 2], next: '?page=2' };
      response.writeHead(200, { 'content-type': 'application/json', etag: '"v1"' }).end(JSON.stringify(page));
    };
    const { etag, entries } = await read();
    expect(entries).toEqual([1, 2, 3].map((value) => ({ line: value, value })));
    expect(etag).toBeUndefined();
    expect(asked[1]!.headers).toMatchObject({ authorization: `Bearer ${token}` });
  });

  test('of one bare array is one page', async () => {
    send('application/json; charset=utf-8', '[{"a":1}]', { etag: '"v1"' });
    expect(await read()).toEqual({ etag: '"v1"', entries: [{ line: 1, value: { a: 1 } }] });
  });

  test('that is as we know it is not read; asked for one contact it is told which', async () => {
    answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end();
    expect(await feedSource({ url, token }, small).open({ etag: '"v1"' })).toBe('unchanged');
    await read({ contactKey: 'EX CON&1' });
    expect(asked[1]!.url).toBe('/customers?companyContact=EX+CON%261');
  });
});

describe('a feed that has gone wrong is left with a sentence that does not hold the token', () => {
  const page = (body: unknown) => () => send('application/json', JSON.stringify(body));
  test.each<[string, () => void, RegExp]>([
    [
      'refuses us',
      () => {
        answer = (_, response) => response.writeHead(401).end(token);
      },
      /answered 401\.$/,
    ],
    [
      'sends us elsewhere',
      () => {
        answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      },
      /answered 302; redirects are not followed/,
    ],
    [
      'says nothing',
      () => {
        answer = () => undefined;
      },
      /silent for 0.3 s/,
    ],
    [
      'stops in the middle',
      () => {
        answer = (_, response) => {
          response.writeHead(200).write('{}\n');
        };
      },
      /silent for 0.3 s/,
    ],
    [
      'breaks off',
      () => {
        answer = (_, response) => {
          response.writeHead(200, { 'content-length': '999' }).write('{}\n', () => response.destroy());
        };
      },
      /cannot be read: /,
    ],
    ['has no end', () => send('text/plain', 'x'.repeat(2_001)), /sends more than 0 MiB/],
    ['has a page too large', () => send('application/json', `[${'1,'.repeat(600)}1]`), /a page of more than 0 MiB/],
    ['only says that it is JSON', () => send('application/json', '<html>'), /says that it sends JSON, and does not/],
    ['has no records', page({ items: [] }), /without an array of records/],
    ['names a page elsewhere', page({ data: [1], next: 'https://elsewhere.example/2' }), /next page on another server/],
    ['names the same page again', page({ data: [1], next: '' + '/customers' }), /the same page as the next one/],
  ])('because it %s', async (_, prepare, message) => {
    prepare();
    const failure = await read().catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect((failure as Error).message).toMatch(message);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(token);
  });

  test('because nobody is there', async () => {
    const failure = await feedSource({ url: 'http://127.0.0.1:9/customers', token }, small)
      .open({})
      .catch((error: Error) => error);
    expect((failure as Error).message).toMatch(/^The ERP at 127\.0\.0\.1:9 cannot be read: /);
  });
});

test('a scheduled run leaves a feed alone that is as we know it, until something of ours has changed', async () => {
  const erp = await createErpGround({ erp: { kind: 'feed', url, token, intervalMinutes: 1 } });
  try {
    answer = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end(`${JSON.stringify(line(1))}\n`);
    };
    const { workOff } = await import('./index.ts');
    const { services } = erp.app.app;
    const scheduled = async () => {
      const { id } = await erp.ask('POST', '/accounts/erp-runs');
      await workOff(services, id, { ifChanged: true });
      return (await erp.ask('GET', `/accounts/erp-runs/${id}`)).status;
    };
    expect(await scheduled()).toBe('Completed');
    expect(await scheduled()).toBe('Unchanged');
    expect(await scheduled()).toBe('Unchanged');
    await erp.ask('PUT', `/accounts/buyers/${(await erp.buyer(1)).id}`, { name: 'Changed here' });
    expect(await scheduled()).toBe('Completed');
    expect(await erp.buyer(1)).toMatchObject({ name: 'Customer 1' });
    expect(await scheduled()).toBe('Unchanged');
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"', '"v1"', undefined, '"v1"']);
    // On purpose: always read.
    expect(await erp.pull()).toMatchObject({ status: 'Completed', source: 'feed' });
    const stored = await erp.app.rows(
      'select row_to_json(r)::text as text from erp_runs r union all select row_to_json(e)::text from events e',
    );
    expect(stored.filter(({ text }) => String(text).includes(token))).toEqual([]);
  } finally {
    await erp.close();
  }
});

describe('the configuration', () => {
  const config = async (env: Record<string, string>) =>
    (await readConfig({ TENANTRY_MASTER_KEY: Buffer.alloc(32).toString('base64'), ...env })).erp;
  const feed = { TENANTRY_ERP_URL: 'https://erp.example.com/customers?all=1', TENANTRY_ERP_TOKEN: 't' };

  test('names a file or a feed, and how often', async () => {
    expect(await config({})).toBeUndefined();
    expect(await config({ TENANTRY_ERP_FILE: '/export/customers.jsonl' })).toEqual({
      kind: 'file',
      path: '/export/customers.jsonl',
      intervalMinutes: 60,
    });
    expect(await config({ ...feed, TENANTRY_ERP_INTERVAL: '5' })).toEqual({
      kind: 'feed',
      url: feed.TENANTRY_ERP_URL,
      token: 't',
      intervalMinutes: 5,
    });
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ ...feed, TENANTRY_ERP_FILE: 'x' }, /^Set TENANTRY_ERP_FILE or TENANTRY_ERP_URL, not both/],
    [{ TENANTRY_ERP_TOKEN: 'sEcReT' }, /^TENANTRY_ERP_TOKEN is set, but TENANTRY_ERP_URL is not\.$/],
    [{ ...feed, TENANTRY_ERP_URL: 'http://erp.example.com/' }, /^TENANTRY_ERP_URL must be an https address/],
    [{ ...feed, TENANTRY_ERP_URL: 'https://me:sEcReT@erp.example.com/' }, /without user name and password/],
    [{ ...feed, TENANTRY_ERP_URL: 'erp' }, /^TENANTRY_ERP_URL must be an https address/],
    [{ TENANTRY_ERP_URL: feed.TENANTRY_ERP_URL }, /^TENANTRY_ERP_TOKEN must be the token/],
    [{ ...feed, TENANTRY_ERP_TOKEN: 'sEcReT with spaces' }, /^TENANTRY_ERP_TOKEN must be the token/],
    [{ ...feed, TENANTRY_ERP_INTERVAL: '0' }, /^TENANTRY_ERP_INTERVAL must be a whole number from 1 to 10080/],
  ])('stops the start with one sentence for %o', async (env, message) => {
    const failure = await config(env).catch((error: Error) => error);
    expect((failure as Error).message).toMatch(message);
    expect((failure as Error).message).not.toContain('sEcReT');
  });
});
