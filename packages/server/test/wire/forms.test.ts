import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';
import { partyMakers } from '../sweep/party-makers.ts';
import { type Part, partsOf } from './multipart.ts';

let app: TestApp;
let operator: string;
let token: string;
let png: Buffer;
beforeAll(async () => {
  app = await createTestApp();
  operator = app.world.operations.token;
  token = app.world.client.token;
  png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#0af' } })
    .png()
    .toBuffer();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const send = (method: string, path: string, body?: unknown, by = token) => app.send(method, path, { token: by, body });
const account = () => `/accounts/accounts/${app.world.client.account}`;

describe('a multipart form', () => {
  const put = (parts: readonly Part[], path = account(), by = token) => app.send('PUT', path, { token: by, ...partsOf(parts) });
  const part = (json: unknown, name = 'account'): Part => ({ name, type: 'application/json', content: JSON.stringify(json) });
  const file = (name = 'logo', fileName = 'upload', type = 'application/octet-stream'): Part => ({ name, fileName, type, content: png });

  test('without a file is read as its JSON part', async () => {
    expect(await put([part({ description: 'By form' })])).toMatchObject({ status: 200, body: { description: 'By form' } });
    const made = await app.send('POST', '/accounts/accounts', {
      token: operator,
      ...partsOf([part({ name: 'Größe 東京', type: 'Client' })]),
    });
    expect(made).toMatchObject({ status: 201, body: { name: 'Größe 東京' } });
  });

  test('takes the file first or last, under any file name, and changes both', async () => {
    for (const parts of [
      [file(), part({ description: 'first' })],
      [part({ description: 'last' }), file('logo', 'logo.png', 'image/png')],
    ])
      expect((await put(parts)).status).toBe(200);
    const icon = await app.send('GET', `${account()}/icon`);
    expect(icon.headers.location).toMatch(/\.webp$/);
  });

  test('with a file alone changes the picture alone', async () => {
    expect(await put([file()])).toMatchObject({ status: 200, body: { description: 'last' } });
  });

  test('of a person has the parts "user" and "icon"; what is not hers to change is ignored', async () => {
    const { admin } = app.world.client;
    const form = partsOf([
      file('icon'),
      part(
        { firstName: 'Adela', lastName: 'Roth', email: 'other@x.example', status: 'Blocked', settings: { languageCode: 'en-GB' } },
        'user',
      ),
    ]);
    const answer = await app.send('PUT', `/accounts/users/${admin.user}`, { session: admin.session, ...form });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Adela', name: 'Adela Roth', email: admin.email, status: 'Active' } });
  });

  test('brings a picture that `icon: null` takes away again, in plain JSON or in a form; its address takes nothing away', async () => {
    const { admin } = app.world.client;
    const own = `/accounts/users/${admin.user}`;
    const shown = async (path: string) => String((await app.send('GET', `${path}/icon`, { session: admin.session })).headers.location);
    expect((await app.send('PUT', own, { session: admin.session, ...partsOf([file('icon'), part({}, 'user')]) })).status).toBe(200);
    expect((await put([file()])).status).toBe(200);
    await app.newEvents();
    for (const path of [account(), own]) {
      const { icon } = (await app.send('GET', path, { session: admin.session })).body;
      expect((await app.send('PUT', path, { session: admin.session, body: { icon } })).status).toBe(200);
      expect(await shown(path)).toMatch(/\.webp$/);
    }
    await app.newEvents();
    expect((await app.send('PUT', own, { session: admin.session, body: { icon: null } })).status).toBe(200);
    expect((await put([part({ icon: null })])).status).toBe(200);
    for (const path of [account(), own]) expect(await shown(path)).toMatch(/\/initials\//);
    expect(await app.newEvents()).toEqual(['platform.accounts.user.updated', 'platform.accounts.account.updated']);
    const [event] = await app.rows<{ summary: string }>('select summary from events order by seq desc limit 1');
    expect(event?.summary).toBe('Logo removed from account');
  });

  test('brings logos of buyers, sellers and licensees, which `icon: null` takes away again', async () => {
    const { client } = app.world;
    const makers = partyMakers(
      async (id) => id,
      async (method, path, body) => (await send(method, path, body, operator)).body,
    );
    const made = await makers.licensee(client.account);
    const party = {
      buyer: `/accounts/buyers/${made.buyer}`,
      seller: `/accounts/sellers/${made.seller}`,
      licensee: `/accounts/licensees/${made.id}`,
    };
    for (const [name, path] of Object.entries(party)) {
      const shown = async () => String((await send('GET', `${path}/icon`, undefined, operator)).headers.location);
      expect((await put([file(), part({}, name)], path, operator)).status).toBe(200);
      expect(await shown(), name).toMatch(/\.webp$/);
      await app.newEvents();
      expect((await send('PUT', path, { icon: null }, operator)).status).toBe(200);
      expect(await shown(), name).toMatch(/\/initials\//);
      expect(await app.newEvents()).toEqual([`platform.accounts.${name}.updated`]);
    }
  });

  test.each([
    ['without its JSON part and without a file', [] as Part[]],
    ['with a part of another name', [part({ name: 'x' }, 'buyer')]],
    ['whose JSON is none', [{ name: 'account', type: 'application/json', content: '{broken' }]],
    ['whose JSON is an array', [part([1])]],
    ['with an unknown field', [part({ nonsense: 1 })]],
    ['with bytes that are no UTF-8', [{ name: 'account', type: 'application/json', content: Buffer.from([0x7b, 0xff, 0x7d]) }]],
  ])('%s is refused with 400', async (_, parts) => {
    const answer = await put(parts);
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } });
    expect(await app.newEvents()).toEqual([]);
  });

  test('that ends too early, or has no boundary, is refused with 400', async () => {
    const { payload, headers } = partsOf([part({ description: 'torso' })]);
    for (const torso of [payload.subarray(0, 20), payload.subarray(0, payload.length - 10), Buffer.alloc(0)])
      expect((await app.send('PUT', account(), { token, payload: torso, headers })).status).toBe(400);
    expect((await app.send('PUT', account(), { token, payload, headers: { 'content-type': 'multipart/form-data' } })).status).toBe(400);
    expect((await send('GET', account())).body.description).not.toBe('torso');
  });

  test('is not taken where the contract has JSON only', async () => {
    const answer = await app.send('POST', '/accounts/api-tokens', { token, ...partsOf([part({ name: 'x' }, 'token')]) });
    expect(answer.status).toBe(415);
  });
});
