import { connect } from 'node:net';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createTestApp, type TestApp } from './harness.ts';
import { changedTables, databaseState } from './sweep/database-state.ts';
import { partsOf } from './wire/multipart.ts';
import { listen, sendBytes } from './wire/raw.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const tokens = '/accounts/api-tokens';
const json = { 'content-type': 'application/json' };
const post = (payload: string | Buffer, path = tokens) => app.send('POST', path, { token: app.world.client.token, payload, headers: json });
const account = () => `/accounts/accounts/${app.world.client.account}`;

/** Whatever is sent, nothing of it is stored. */
async function expectUntouched(work: () => Promise<void>): Promise<void> {
  const before = await databaseState(app);
  await work();
  expect(changedTables(before, await databaseState(app))).toEqual([]);
}

describe('a body that cannot be stored', () => {
  test.each([
    ['is cut off', '{"name":"x"'],
    ['has two values', '{"name":"x"}{"name":"y"}'],
    ['has a comment', '{"name":"x"/* */}'],
    ['is a number too large for any', '{"name":1e999}'],
    ['has U+0000 in a value', '{"name":"a\\u0000b"}'],
    ['has U+0000 in a key', '{"name":"x","a\\u0000b":1}'],
    ['has U+0000 deep inside', '{"name":"x","modules":[{"id":"MOD\\u0000"}]}'],
    ['has U+0000 in an ignored field', '{"name":"x","audit":{"created":{"by":"\\u0000"}}}'],
    ['has half a surrogate pair in a value', '{"name":"a\\ud800b"}'],
    ['has half a surrogate pair in a key', '{"name":"x","\\udc00":1}'],
    ['has half a surrogate pair in an ignored field', '{"name":"x","audit":{"created":{"by":"\\uDBFF"}}}'],
    ['has a raw U+0000', '{"name":"a\0b"}'],
    ['is no UTF-8', Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
    ['begins with a byte order mark of UTF-16', Buffer.from('\ufeff{"name":"x"}', 'utf16le')],
    ['is nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    [
      'is an object nested a hundred thousand deep in an ignored field',
      `{"name":"x","audit":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    ],
    ['has a wrong type', '{"name":{"a":1}}'],
    ['has an unknown field', '{"name":"x","colour":"red"}'],
    ['has a name of a megabyte', `{"name":"${'x'.repeat(1_000_000)}"}`],
    ['has a list of ten thousand references', `{"name":"x","modules":[${'{"id":"MOD-1756"},'.repeat(10_000)}{"id":"MOD-1756"}]}`],
  ])('because it %s is 400', async (_, payload) => {
    await expectUntouched(async () => {
      const answer = await post(payload);
      expect(answer, JSON.stringify(answer.body).slice(0, 300)).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
      expect(JSON.stringify(answer.body).length).toBeLessThan(5_000);
    });
  });

  test('because free-form parts of it are nested without end is 400', async () => {
    const deep = `${'{"a":'.repeat(50_000)}"\\u0000"${'}'.repeat(50_000)}`;
    for (const value of [deep, deep.replace('"\\u0000"', '1'), `${'['.repeat(3_000)}${']'.repeat(3_000)}`]) {
      const payload = `{"event":"extensions.a.b","object":{"id":"x"},"summary":"s","documents":{"d":${value}}}`;
      const answer = await app.send('POST', '/audit/records', { token: app.world.vendor.token, payload, headers: json });
      expect(answer.status, JSON.stringify(answer.body)).toBe(400);
    }
  });

  test('because half a character stands in it is no failure of ours', async () => {
    const answer = await post('{"name":"a\\ud800b"}');
    expect(answer.status, JSON.stringify(answer.body)).toBe(400);
  });
});

describe('an id of a foreign form', () => {
  const strange = [
    'INVALID-ID',
    'EVT-000-000',
    'REC-000-000-000',
    'USR-1',
    'ACC-0000-0000-0000-0000',
    "'; drop table accounts; --",
    '../../etc/passwd',
    '%F0%9F%98%80',
    '-',
    'null',
    '*',
  ];
  test.each(['/accounts/accounts/', '/accounts/users/', '/accounts/user-groups/', '/accounts/api-tokens/', '/audit/records/'])(
    'is 404 at %s',
    async (path) => {
      for (const id of strange)
        expect(
          (await app.send('GET', path + encodeURIComponent(id).replaceAll('%25', '%'), { token: app.world.client.token })).status,
          id,
        ).toBe(404);
    },
  );

  test('is 404 as a part of a longer path, and 400 in a body', async () => {
    for (const id of ['INVALID-ID', 'ACC-9', "x'y"]) {
      expect((await app.send('GET', `/accounts/accounts/${id}/users`, { token: app.world.client.token })).status).toBe(404);
      expect((await app.send('GET', `${account()}/users/${id}`, { token: app.world.client.token })).status).toBe(404);
      expect((await app.send('POST', tokens, { token: app.world.client.token, body: { name: 'x', modules: [{ id }] } })).status).toBe(400);
      expect((await app.send('POST', tokens, { token: app.world.client.token, body: { name: 'x', account: { id } } })).status).toBeLessThan(
        500,
      );
    }
  });
});

describe('a query that is too much', () => {
  test.each([
    ['10 kB of nested groups', `${'and('.repeat(2_500)}`],
    ['10 kB of nested parentheses', `${'('.repeat(5_000)}a=1${')'.repeat(5_000)}`],
    ['10 kB of not', `${'not('.repeat(2_500)}eq(name,'x')${')'.repeat(2_500)}`],
    ['ten thousand conditions', Array(1_500).fill('name=x').join('&')],
    ['a list of a thousand values', `in(name,(${Array(1_000).fill('x').join(',')}))`],
    ['a path of a thousand names', `eq(${Array(1_000).fill('a').join('.')},1)`],
    ['a thousand fields to order by', `order=${Array(1_000).fill('name').join(',')}`],
    ['a thousand fields to select', `select=${Array(1_000).fill('+name').join(',')}`],
    ['U+0000 in a value', "eq(name,'%00')"],
    ['U+0000 in an order', 'order=na%00me'],
    ['bytes that are no UTF-8', "eq(name,'%ff%fe')"],
    ['a surrogate', "eq(name,'%ED%A0%80')"],
  ])('with %s is 400', async (_, query) => {
    const answer = await app.send('GET', `${tokens}?${query}`, { token: app.world.client.token });
    expect(answer).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
    expect(JSON.stringify(answer.body).length).toBeLessThan(3_000);
  });

  test.each([
    ['a pattern of stars', "like(name,'*%25*_*%25*_*')"],
    ['signs of another language', `eq(name,"'; select pg_sleep(10); --")`],
    ['a backslash at its end', "eq(name,'x%5C')"],
    ['a date far away', "gt(audit.created.at,'9999-12-31')"],
  ])('and one with %s is only a filter', async (_, query) => {
    expect(await app.send('GET', `${tokens}?${query}`, { token: app.world.client.token })).toMatchObject({
      status: 200,
      body: { data: expect.any(Array) },
    });
  });
});

describe('a picture that is none', () => {
  const upload = (name: string, content: Buffer, type = 'image/png') =>
    app.send('PUT', account(), { token: app.world.client.token, ...partsOf([{ name: 'logo', fileName: name, type, content }]) });

  test.each([
    ['a PDF named .png', Buffer.from('%PDF-1.7\n')],
    [
      'an HTML page with the first bytes of a PNG',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('<script>alert(1)</script>')]),
    ],
    ['an SVG that says it is a PNG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
    ['nothing', Buffer.alloc(0)],
    ['five thousand zeros', Buffer.alloc(5_000)],
    ['the first bytes of a JPG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0])],
  ])('such as %s is 400 and replaces nothing', async (_, content) => {
    await expectUntouched(async () => expect((await upload('logo.png', content)).status).toBe(400));
  });

  test('a file name may be anything, and is kept nowhere', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
      .png()
      .toBuffer();
    for (const name of ['../../etc/passwd.png', 'a\0b.png', 'x'.repeat(3_000), 'Größe 東京.png', '']) {
      const answer = await upload(name, png);
      expect([200, 400], name.slice(0, 20)).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain('passwd');
    }
    expect(JSON.stringify(await app.rows('select documents from events'))).not.toContain('passwd');
  });
});

test('of two administrators who remove each other at once, one stays', async () => {
  const { account: id, administrators, admin } = app.world.other;
  for (let round = 0; round < 5; round++) {
    const second = await app.app.services.database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
      createPerson(tx, id, `second-${round}@other.example`, { id: administrators, name: 'Administrators' }),
    );
    const remove = (by: { session: string }, whom: { membership: string }) =>
      app.send('DELETE', `/accounts/accounts/${id}/users/${whom.membership}`, { session: by.session });
    const answers = await Promise.all([remove(admin, second), remove(second, admin)]);
    const active = await app.rows<{ user_id: string }>(
      `select m.user_id from memberships m join group_members g on g.membership_id = m.id where g.group_id = $1 and m.status = 'Active'`,
      [administrators],
    );
    expect(active).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    // The one who went has no account there any more, or was refused by a rule.
    for (const { status } of answers) expect([204, 401, 403, 404, 409]).toContain(status);
    if (active[0]!.user_id !== admin.user) return;
  }
});

/** Sends the beginning of a request and hangs up. */
const sendTorso = (port: number, bytes: string) =>
  new Promise<void>((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, () => setTimeout(() => socket.destroy(), 50)));
    socket.on('close', () => done());
  });

describe('a connection that does not behave', () => {
  let port: number;
  beforeAll(async () => {
    port = await listen(app);
  });

  test('a body that ends before its announced length changes nothing', async () => {
    const head = `POST /public/v1${tokens} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${app.world.client.token}\r\nContent-Type: application/json`;
    await sendTorso(port, `${head}\r\nContent-Length: 500\r\n\r\n{"name":"torso"}`);
    await sendTorso(port, `${head}\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"name":"torso"}\r\n`);
    expect((await app.send('GET', tokens, { token: app.world.client.token })).status).toBe(200);
    expect(await app.rows(`select id from api_tokens where name = 'torso'`)).toEqual([]);
  });

  test('two lengths, or a length beside chunks, are refused: no request hides in another', async () => {
    const smuggled = 'GET /public/v1/me HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const lines of [
      'Content-Length: 5\r\nContent-Length: 6',
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
      'Transfer-Encoding: chunked, identity',
    ])
      expect(await sendBytes(port, `POST /public/v1${tokens} HTTP/1.1\r\nHost: x\r\n${lines}\r\n\r\n0\r\n\r\n${smuggled}`), lines).toMatch(
        /^HTTP\/1\.1 400 /,
      );
  });
});

describe('header values of any kind', () => {
  test.each([
    'if-match',
    'idempotency-key',
    'traceparent',
    'tenantry-account',
    'accept-language',
    'user-agent',
    'x-forwarded-for',
    'cookie',
    'origin',
    'sec-fetch-site',
  ])('%s is never more than bad input', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 300 }),
        async (value) => {
          const answer = await app.send('POST', `${tokens}/TKN-0000-0000/disable`, {
            token: app.world.client.token,
            headers: { [name]: value },
          });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 30 },
    );
  });
});
