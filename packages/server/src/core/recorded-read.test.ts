import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

const key = 'platform.accounts.api_token.read';
let app: TestApp;
let reader: { id: string; token: string };
beforeAll(async () => {
  app = await createTestApp();
  const { token } = app.world.client;
  const made = await app.send('POST', '/accounts/api-tokens', {
    token,
    body: { name: 'Watched', modules: [{ id: 'MOD-1756' }], auditReads: true },
  });
  expect(made).toMatchObject({ status: 201, body: { auditReads: true } });
  reader = { id: made.body.id, token: made.body.token };
});
afterAll(() => app.close());
beforeEach(() => app.newEvents('all'));

const read = (path: string, token = reader.token) => app.send('GET', path, { token });
const last = async () => {
  const [row] = await app.rows<{
    account_id: string;
    viewer_id: string;
    object_id: string;
    actor_id: string;
    xact: string;
    documents: { read: Record<string, unknown> };
  }>('select account_id, viewer_id, object_id, actor_id, xact::text, documents from events where event = $1 order by seq desc limit 1', [
    key,
  ]);
  return row!;
};

describe('a token whose reads are recorded', () => {
  test('leaves what it asked for and how many rows it got, for its account', async () => {
    const answer = await read(`/accounts/users?limit=3&ilike(email,'*example*')`);
    expect(answer.status).toBe(200);
    expect(await app.newEvents('all')).toEqual([key]);
    const { account } = app.world.client;
    expect(await last()).toMatchObject({ account_id: account, viewer_id: account, object_id: reader.id, actor_id: reader.id });
    expect((await last()).documents.read).toEqual({
      operation: 'users.list',
      method: 'GET',
      path: '/public/v1/accounts/users',
      query: 'limit=3&ilike(email,%27*example*%27)',
      status: 200,
      rows: answer.body.data.length,
    });
  });

  test('does so for one object, a picture, and who it is; for what is open to everybody too', async () => {
    const { tokenId, account, admin } = app.world.client;
    for (const [path, operation, status] of [
      [`/accounts/api-tokens/${tokenId}`, 'apiTokens.get', 200],
      [`/accounts/api-tokens/${tokenId}/icon`, 'apiTokens.icon', 307],
      [`/v1/accounts/users/${admin.user}/icon`, 'users.icon', 307],
      ['/me', 'me.get', 200],
      [`/accounts/accounts/${account}/icon`, 'accounts.icon', 307],
      ['/installation', 'installation.get', 200],
    ] as const) {
      expect((await read(path)).status, path).toBe(status);
      expect(await app.newEvents('all'), path).toEqual([key]);
      const { documents } = await last();
      expect(documents.read, path).toMatchObject({ operation, status });
      expect(documents.read).not.toHaveProperty('rows');
    }
  });

  test('sees pages and totals as any other token, far in too', async () => {
    for (const path of [
      '/accounts/users?limit=2',
      '/accounts/user-groups?limit=0',
      '/audit/records?limit=5&offset=3',
      '/accounts/users?offset=1&order=-email',
    ])
      expect((await read(path)).status, path).toBe(200);
    expect((await read('/accounts/users?limit=2')).body.$meta).toEqual(
      (await read('/accounts/users?limit=2', app.world.client.token)).body.$meta,
    );
  });

  test('caps a long query, and leaves out what was not answered', async () => {
    const long = `ne(name,'${'x'.repeat(3000)}')`;
    expect((await read(`/accounts/users?${long}`)).status).toBe(200);
    expect(String((await last()).documents.read.query)).toHaveLength(1_000);
    await app.newEvents('all');
    expect((await read('/accounts/users/USR-0000-0000')).status).toBe(404);
    expect((await read('/accounts/users?nonsense(')).status).toBe(400);
    expect(await app.newEvents('all')).toEqual([]);
  });

  test('gets no answer when its record cannot be written', async () => {
    await app.alter(`alter table events add constraint closed check (event <> '${key}') not valid`);
    try {
      expect((await read('/me')).status).toBe(500);
    } finally {
      await app.alter('alter table events drop constraint closed');
    }
    expect(await app.newEvents('all')).toEqual([]);
  });

  test('records what it changes once, as any other', async () => {
    const { token } = app.world.client;
    await read('/me');
    await app.newEvents('all');
    expect((await app.send('POST', '/accounts/api-tokens', { token: reader.token, body: { name: 'Made' } })).status).toBe(201);
    expect(await app.newEvents('all')).toEqual(['platform.accounts.api_token.created']);
    expect((await read('/accounts/users', token)).status).toBe(200);
    expect(await app.newEvents('all')).toEqual([]);
  });

  test('stops when it is switched off, at once, and the switch is in the trail', async () => {
    const { token } = app.world.client;
    const path = `/accounts/api-tokens/${reader.id}`;
    expect((await app.send('PUT', path, { token, body: { auditReads: false } })).body.auditReads).toBe(false);
    expect(await app.newEvents('all')).toEqual(['platform.accounts.api_token.updated']);
    const [switched] = await app.rows<{ documents: Record<string, unknown> }>(
      `select documents from events where object_id = $1 and event = 'platform.accounts.api_token.updated' order by seq desc limit 1`,
      [reader.id],
    );
    expect(switched!.documents).toMatchObject({ apiToken: { auditReads: false }, previous: { auditReads: true } });
    expect((await read('/me')).status).toBe(200);
    expect(await app.newEvents('all')).toEqual([]);
    expect((await app.send('PUT', path, { token, body: { auditReads: 'yes' } })).body.errors).toHaveProperty('auditReads');
    expect((await read(`/accounts/api-tokens?eq(auditReads,false)&eq(id,'${reader.id}')`, token)).body.data).toHaveLength(1);
  });
});
