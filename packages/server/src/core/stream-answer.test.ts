import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resource, strict } from '@tenantry/contract';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import type { LongRead } from './long-read.ts';
import { type Call, mount } from './mount.ts';
import { createHttp } from './server.ts';
import { sql } from './sql.ts';

const operation = { method: 'GET', permission: 'signed-in', status: 200, stream: 'text/csv; charset=utf-8', filter: true } as const;
const described = resource({
  name: 'numbers',
  summary: 'Numbers',
  operations: {
    all: {
      ...operation,
      path: '/numbers',
      summary: 'All',
      query: strict({ delimiter: Type.Optional(Type.Enum([',', ';'])) }),
      events: ['extensions.numbers.exported'],
    },
    broken: { ...operation, path: '/numbers/broken', summary: 'Fails after the first rows' },
    unrecorded: { ...operation, path: '/numbers/unrecorded', summary: 'Fails after its stream was made', events: ['extensions.x.y'] },
    slow: { ...operation, path: '/numbers/slow', summary: 'Never ends' },
  },
});

interface Row {
  n: number;
}
async function* lines(read: LongRead, last: number, failAt = 0) {
  for await (const rows of read.rows<Row>(
    sql`select n, 1 / (n - ${failAt}::int) as fails from (select generate_series(1, ${last}::int) as n) numbers`,
  ))
    yield rows.map(({ n }) => `${n}\n`).join('');
}
const event = (call: Pick<Call, 'tx'>) =>
  call.tx.query(sql`insert into events (event, viewer_id, object_type, object_id, actor_id, actor_name, summary, details, request, documents)
    values ('extensions.numbers.exported', '', 'Number', '1', current_setting('app.actor'), 'x', 's', 'd', '{}', '{}')`);

let app: TestApp;
let http: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = await createTestApp();
  const { database } = app.app.services;
  const mounted = mount(described, {
    all: ({ tx, gone, query }) =>
      database.longRead(tx.context, gone, async (read) => {
        await event({ tx });
        const rows = lines(read, 1000);
        return { stream: read.stream(rows), fileName: `numbers${query.delimiter === ';' ? '-2' : ''}.csv`, total: 1000 };
      }),
    broken: ({ tx, gone }) =>
      database.longRead(tx.context, gone, async (read) => ({ stream: read.stream(lines(read, 1000, 700)), fileName: 'numbers.csv' })),
    unrecorded: ({ tx, gone }) =>
      database.longRead(tx.context, gone, async (read) => {
        const answer = { stream: read.stream(lines(read, 5)), fileName: 'numbers.csv' };
        await tx.query(sql`select 1 / 0`).catch(() => undefined);
        return answer;
      }),
    slow: ({ tx, gone }) =>
      database.longRead(tx.context, gone, async (read) => ({ stream: read.stream(lines(read, 2_000_000_000)), fileName: 'numbers.csv' })),
  });
  http = await createHttp(app.app.services, [mounted as never as Parameters<typeof createHttp>[1][number]]);
  await http.listen({ port: 0, host: '127.0.0.1' });
  port = (http.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await app.app.services.database.endLongReads();
  await http.close();
  await app.close();
});

const begin = async (path: string): Promise<IncomingMessage> => {
  const request = get({ port, path: `/public/v1${path}`, headers: { authorization: `Bearer ${app.world.client.token}` } });
  request.on('error', () => undefined);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  // What nobody reads would hold its connection.
  if (answer.statusCode !== 200) answer.resume();
  return answer;
};
async function bodyOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of answer) text += piece;
  return text;
}
/** Resolves when no read is open on the database any more. */
async function allOver(): Promise<void> {
  for (;;) {
    const [row] = await app.rows<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity where datname = current_database() and application_name = 'tenantry long read'`,
    );
    if (row!.open === 0) return;
    await new Promise(setImmediate);
  }
}

describe('a stream', () => {
  test('is a file with its name and its number of records, and its event is recorded before it is read', async () => {
    const answer = await begin('/numbers?delimiter=%3B');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="numbers-2.csv"',
      'tenantry-total': '1000',
      'cache-control': 'no-store',
    });
    expect(await app.newEvents()).toEqual(['extensions.numbers.exported']);
    const text = await bodyOf(answer);
    expect(text).toBe(Array.from({ length: 1000 }, (_, i) => `${i + 1}\n`).join(''));
    expect(await app.newEvents()).toEqual([]);
    await allOver();
  });

  test('that fails in the middle breaks the connection: nobody takes the half for the whole', async () => {
    const answer = await begin('/numbers/broken');
    await expect(bodyOf(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(answer.complete).toBe(false);
    await allOver();
  });

  test('is not begun when its transaction cannot be committed, and nothing stays open', async () => {
    const answer = await begin('/numbers/unrecorded');
    expect(answer.statusCode).toBe(500);
    expect(answer.headers['content-type']).toContain('problem+json');
    expect(await app.newEvents()).toEqual([]);
    await allOver();
  });

  test('whose client goes away ends in the database too, whether or not anything was taken', async () => {
    const readers = await Promise.all(Array.from({ length: 4 }, () => begin('/numbers/slow')));
    for (const reader of readers.slice(0, 2)) await once(reader, 'data');
    for (const reader of readers) reader.destroy();
    await allOver();
    // All of the connections for long reads are free again.
    expect(await bodyOf(await begin('/numbers'))).toContain('1000\n');
    await app.newEvents();
  });

  test('is refused politely where too many are open', async () => {
    const readers = await Promise.all(Array.from({ length: 4 }, () => begin('/numbers/slow')));
    const answer = await begin('/numbers/slow');
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '20' } });
    for (const reader of readers) reader.destroy();
    await allOver();
  });

  test('takes no pages and no unknown parameter, and no HEAD', async () => {
    const send = (method: string, query: string) =>
      http.inject({
        method: method as 'GET',
        url: `/public/v1/numbers?${query}`,
        headers: { authorization: `Bearer ${app.world.client.token}` },
      });
    for (const query of ['limit=5', 'offset=1', 'select=id', 'render()']) {
      const answer = await send('GET', query);
      expect(answer.statusCode, query).toBe(400);
      expect(JSON.parse(answer.body).detail).toContain(`'${query.split('=')[0]}'`);
    }
    expect(JSON.parse((await send('GET', 'delimiter=tab')).body)).toMatchObject({
      status: 400,
      errors: { delimiter: [expect.any(String)] },
    });
    expect((await send('HEAD', '')).statusCode).toBe(405);
    expect(await app.newEvents()).toEqual([]);
  });

  test('does not hold up a server that stops', async () => {
    const reader = await begin('/numbers/slow');
    await app.app.services.database.endLongReads();
    await expect(bodyOf(reader)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await allOver();
    expect((await begin('/numbers')).statusCode).toBe(503);
  });
});
