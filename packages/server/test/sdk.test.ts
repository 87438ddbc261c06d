import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError, createClient, iterate } from '../../sdk/src/index.ts';
import { createTestApp, type TestApp } from './harness.ts';

let app: TestApp;
let baseUrl: string;
beforeAll(async () => {
  app = await createTestApp();
  await app.app.http.listen({ port: 0, host: '127.0.0.1' });
  baseUrl = `http://127.0.0.1:${(app.app.http.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

const clientOf = (token: string) => createClient({ baseUrl, token });
// The smallest picture there is.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('the client against the real server', () => {
  it('creates once for one key, changes by revision and deletes', async () => {
    const client = clientOf(app.world.client.token);
    await app.newEvents();
    const idempotencyKey = 'sdk-test-1';
    const body = { name: 'Nightly export' };
    const made = await client.apiTokens.create({ body }, { idempotencyKey });
    expect(await client.apiTokens.create({ body }, { idempotencyKey })).toEqual(made);
    const changed = await client.apiTokens.update({ id: made.id, body: { description: 'x' } }, { revision: made.revision! });
    expect(changed).toMatchObject({ id: made.id, description: 'x' });
    const late = client.apiTokens.update({ id: made.id, body: { description: 'y' } }, { revision: made.revision! });
    await expect(late).rejects.toMatchObject({ status: 412, problem: { type: '/problems/stale-revision' } });
    expect(await client.apiTokens.delete({ id: made.id })).toBeUndefined();
    expect(await app.newEvents()).toEqual(['created', 'updated', 'deleted'].map((action) => `platform.accounts.api_token.${action}`));
  });

  it('filters, orders and selects as the server understands it, whatever a name holds', async () => {
    const client = clientOf(app.world.client.token);
    const names = ["O'Neil & Sons + 1", 'Plain (a)', 'Plain (b)'];
    for (const name of names) await client.apiTokens.create({ body: { name } });
    const found = await client.apiTokens.list({ filter: `eq(name,"${names[0]}")`, select: ['+audit', '-modules'] });
    expect(found.data.map(({ name }) => name)).toEqual([names[0]]);
    expect(found.data[0]!.audit).toBeDefined();
    expect(found.data[0]!.modules).toBeUndefined();
    const ordered = await client.apiTokens.list({ filter: "like(name,'Plain*')", order: '-name', limit: 1, offset: 1 });
    expect(ordered.data.map(({ name }) => name)).toEqual(['Plain (a)']);
    expect(ordered.$meta.pagination).toEqual({ limit: 1, offset: 1, total: 2 });
  });

  it('iterates over every object once', async () => {
    const client = clientOf(app.world.client.token);
    const ids: string[] = [];
    for await (const token of iterate(client.apiTokens.list, { limit: 2, order: 'id' })) ids.push(token.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await client.apiTokens.list({ limit: 0 })).$meta.pagination.total);
  });

  it('sends a picture with a change, and reads it back through the redirect', async () => {
    const client = clientOf(app.world.client.token);
    const id = app.world.client.account;
    const before = await (await client.accounts.icon({ id })).text();
    const file = new File([png], 'logo.png', { type: 'image/png' });
    const changed = await client.accounts.update({ id, body: { website: 'https://harbour.example' }, file });
    expect(changed.website).toBe('https://harbour.example');
    const picture = await client.accounts.icon({ id });
    expect(picture.type).toMatch(/^image\//);
    expect(await picture.text()).not.toBe(before);
  });

  it('throws the server’s own problem: not known, not allowed, not there, not valid', async () => {
    const client = clientOf(app.world.client.token);
    const calls: [() => Promise<unknown>, number, string][] = [
      [() => createClient({ baseUrl }).me.get(), 401, '/problems/authentication-failed'],
      [() => clientOf(app.world.client.weakToken).apiTokens.list(), 403, '/problems/forbidden'],
      [() => client.apiTokens.get({ id: app.world.other.tokenId }), 404, '/problems/not-found'],
      [() => client.apiTokens.create({ body: { name: '' } }), 400, '/problems/invalid-request'],
      [() => client.apiTokens.list({ filter: 'eq(nothing,1)' }), 400, '/problems/invalid-query'],
    ];
    for (const [call, status, type] of calls) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ApiError);
      expect((error as ApiError).status).toBe(status);
      expect((error as ApiError).problem).toMatchObject({ status, type, traceId: expect.stringMatching(/^00-/) });
    }
  });
});
