import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
let operator: string;
beforeAll(async () => {
  app = await createTestApp();
  operator = app.world.operations.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const create = async (body: object = {}) => {
  const answer = await app.send('POST', '/accounts/accounts', { token: operator, body: { name: 'New Harbour', type: 'Client', ...body } });
  expect(answer.status).toBe(201);
  return answer.body;
};

const form = (json: object, file?: { name: string; bytes: Buffer }) => {
  const boundary = 'x-boundary';
  const parts: Buffer[] = [];
  const part = (head: string, body: Buffer) => parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), body, Buffer.from('\r\n'));
  if (file)
    part(`Content-Disposition: form-data; name="logo"; filename="${file.name}"\r\nContent-Type: application/octet-stream`, file.bytes);
  part('Content-Disposition: form-data; name="account"\r\nContent-Type: application/json', Buffer.from(JSON.stringify(json)));
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
};

describe('accounts', () => {
  test('are created by operators with their Administrators group', async () => {
    const account = await create({ serviceLevel: 'Elite' });
    expect(account).toMatchObject({ status: 'Enabled', type: 'Client', revision: 1, $meta: { omitted: ['audit', 'groups'] } });
    expect(account).not.toHaveProperty('audit');
    expect(await app.newEvents()).toEqual(['platform.accounts.account.created', 'platform.accounts.user_group.created']);
    const groups = await app.send('GET', `/accounts/user-groups?eq(account.id,"${account.id}")`, { token: operator });
    expect(groups.body.data).toMatchObject([{ name: 'Administrators', isDefault: true, userCount: 0, buyers: null }]);
    const again = await app.send('GET', `/accounts/accounts/${account.id}?select=%2Baudit%2C%2Bgroups%2C-name`, { token: operator });
    expect(again.body).toMatchObject({
      id: account.id,
      groups: [{ name: 'Administrators' }],
      audit: { created: { by: { id: app.world.operations.tokenId } } },
    });
    expect(again.body).not.toHaveProperty('name');
  });

  test('there is one Operations account', async () => {
    expect(await app.send('POST', '/accounts/accounts', { token: operator, body: { name: 'Second', type: 'Operations' } })).toMatchObject({
      status: 409,
      body: { errors: [{ id: 'one-operations' }] },
    });
    expect(await app.newEvents()).toEqual([]);
  });

  test('go through their states by actions, each with its own event, and refuse what does not fit', async () => {
    const { id } = await create();
    const act = (action: string, body?: object) =>
      app.send('POST', `/accounts/accounts/${id}/${action}`, { token: operator, ...(body ? { body } : {}) });
    await app.newEvents();
    expect(await act('activate', { name: 'New Harbour' })).toMatchObject({
      status: 400,
      body: { errors: { externalId: ['Must be given.'] } },
    });
    expect((await act('activate', { name: 'New Harbour', externalId: 'CDG-1' })).body).toMatchObject({
      status: 'Active',
      externalId: 'CDG-1',
    });
    expect((await act('activate', { name: 'New Harbour', externalId: 'CDG-1' })).status).toBe(409);
    expect((await act('disable')).body.status).toBe('Disabled');
    expect((await act('enable')).body.status).toBe('Active');
    expect((await act('deactivate')).body).toMatchObject({ status: 'Enabled', externalId: null });
    expect(await app.newEvents()).toEqual(
      ['activated', 'disabled', 'enabled', 'deactivated'].map((word) => `platform.accounts.account.${word}`),
    );
  });

  test('a disabled account is closed: its tokens answer 401, its people have no account there', async () => {
    const { vendor } = app.world;
    await app.send('POST', `/accounts/accounts/${vendor.account}/disable`, { token: operator });
    expect((await app.send('GET', '/me', { token: vendor.token })).status).toBe(401);
    const admin = await app.send('GET', '/me', { session: vendor.admin.session });
    expect(admin.body.account).toBeUndefined();
    expect((await app.send('GET', '/accounts/user-groups', { session: vendor.admin.session })).status).toBe(403);
    expect((await app.send('GET', '/me', { session: vendor.admin.session, account: vendor.account })).status).toBe(404);
    await app.send('POST', `/accounts/accounts/${vendor.account}/enable`, { token: operator });
    expect((await app.send('GET', '/me', { token: vendor.token })).status).toBe(200);
  });

  test('an administrator changes her own account, by merging, and not what is the platform owner’s', async () => {
    const { client, other } = app.world;
    const path = `/accounts/accounts/${client.account}`;
    const address = { addressLine1: '1 Quay Street', postCode: 'M3 3JE', city: 'Manchester', state: 'Greater Manchester', country: 'GB' };
    const first = await app.send('PUT', path, { session: client.admin.session, body: { address, website: 'https://harbour.example' } });
    expect(first).toMatchObject({ status: 200, body: { name: 'Harbour Group', address, website: 'https://harbour.example' } });
    const second = await app.send('PUT', path, { session: client.admin.session, body: { address: { city: 'Salford' }, website: null } });
    expect(second.body).toMatchObject({ address: { ...address, city: 'Salford' }, website: null });
    const back = await app.send('PUT', path, { session: client.admin.session, body: second.body });
    expect(back.status).toBe(200);
    expect(await app.send('PUT', path, { session: client.admin.session, body: { externalId: 'CDG-9' } })).toMatchObject({ status: 403 });
    expect(await app.send('PUT', path, { session: client.admin.session, body: { name: '' } })).toMatchObject({
      status: 400,
      body: { errors: { name: ['Must not be empty.'] }, pointers: { '/name': 'Must not be empty.' } },
    });
    expect((await app.send('PUT', path, { session: other.admin.session, body: { name: 'Mine' } })).status).toBe(404);
    const trail = await app.send('GET', `/audit/records?eq(object.id,'${client.account}')&limit=1&offset=1&order=timestamp`, {
      token: client.token,
    });
    expect(trail.body.data[0].event).toMatch(/^platform\.accounts\./);
    const events = await app.rows<{ documents: { previous?: object } }>(
      `select documents from events where object_id = $1 and event like '%updated' order by seq`,
      [client.account],
    );
    expect(events[1]!.documents.previous).toEqual({ website: 'https://harbour.example', address });
  });

  test('If-Match refuses a stale revision and changes nothing', async () => {
    const { id, revision } = await create();
    const put = (tag: string) =>
      app.send('PUT', `/accounts/accounts/${id}`, { token: operator, body: { description: 'x' }, headers: { 'if-match': tag } });
    await app.newEvents();
    const ok = await put(`"${revision}"`);
    expect(ok).toMatchObject({ status: 200, headers: { etag: `"${revision + 1}"` } });
    expect(await put(`"${revision}"`)).toMatchObject({
      status: 412,
      body: { type: '/problems/stale-revision', title: 'Precondition Failed' },
    });
    expect(await app.newEvents()).toEqual(['platform.accounts.account.updated']);
  });

  test('the same Idempotency-Key makes one account and answers the same; another body with it is refused', async () => {
    const post = (name: string) =>
      app.send('POST', '/accounts/accounts', { token: operator, body: { name, type: 'Client' }, headers: { 'idempotency-key': 'key-1' } });
    const first = await post('Once');
    const second = await post('Once');
    expect(second).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(await post('Twice')).toMatchObject({ status: 409, body: { type: '/problems/idempotency-conflict' } });
    expect(await app.rows(`select name from accounts where name in ('Once', 'Twice')`)).toEqual([{ name: 'Once' }]);
    expect(JSON.stringify(await app.rows(`select encode(answer, 'escape') from idempotency_keys`))).not.toContain('Once');
  });
});

describe('pictures', () => {
  const icon = (id: string) => app.send('GET', `/v1/accounts/accounts/${id}/icon`);

  test('are re-encoded, redirect to an address that is their content, and are public; without one there are initials', async () => {
    const { id } = await create({ name: 'Blue Harbour' });
    const initials = await icon(id);
    expect(initials).toMatchObject({ status: 307, headers: { location: expect.stringMatching(/\/initials\/\d+-BH\.svg$/) } });
    expect(await app.send('GET', String(initials.headers.location))).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/svg+xml' },
    });
    const png = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#0af' } })
      .withMetadata({ exif: { IFD0: { Copyright: 'secret note' } } })
      .png()
      .toBuffer();
    const updated = await app.send('PUT', `/accounts/accounts/${id}`, { token: operator, ...form({}, { name: 'logo.png', bytes: png }) });
    expect(updated.status).toBe(200);
    const redirect = await icon(id);
    const [stored] = await app.rows<{ bytes: Buffer }>(
      'select p.bytes from pictures p join accounts a on a.picture = p.hash where a.id = $1',
      [id],
    );
    expect(redirect.headers.location).toMatch(/^\/public\/v1\/pictures\/[0-9a-f]{40}\.webp$/);
    expect((await sharp(stored!.bytes).metadata()).width).toBe(512);
    expect(stored!.bytes.includes('secret note')).toBe(false);
    const served = await app.send('GET', String(redirect.headers.location));
    expect(served).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/webp', 'cache-control': expect.stringContaining('immutable') },
    });
    expect((await app.send('GET', `/public/v1/accounts/accounts/${id}/icon`)).status).toBe(307);
    expect((await icon('ACC-0000-0000')).status).toBe(404);
  });

  test('that are none are refused, whatever their name: PDF, SVG, a bomb, a torso, 6 MB', async () => {
    const { id } = await create();
    const put = (name: string, bytes: Buffer) =>
      app.send('PUT', `/accounts/accounts/${id}`, { token: operator, ...form({ name: 'Changed' }, { name, bytes }) });
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const cases: [string, Buffer, number][] = [
      ['logo.png', Buffer.from('%PDF-1.7 …'), 400],
      ['logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 400],
      ['bomb.png', bomb, 400],
      ['torso.png', bomb.subarray(0, 2_000), 400],
      ['huge.png', Buffer.concat([bomb.subarray(0, 100), Buffer.alloc(6 * 1024 * 1024)]), 413],
    ];
    await app.newEvents();
    for (const [name, bytes, status] of cases) expect((await put(name, bytes)).status, name).toBe(status);
    expect(await app.newEvents()).toEqual([]);
    expect(await app.rows('select name from accounts where id = $1', [id])).toEqual([{ name: 'New Harbour' }]);
  });
});
