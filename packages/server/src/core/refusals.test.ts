import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { nobody } from './context.ts';
import { forbidden } from './problem.ts';
import { type Refusal, Refusals } from './refusals.ts';
import { newSecret, sha256 } from './secrets.ts';

const key = 'platform.security.request.refused';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
// Every test begins with nothing counted and no window open.
beforeEach(async () => {
  await app.app.services.refusals.flush('all');
  await app.rows('delete from refusal_windows');
  app.app.services.refusals = new Refusals(app.app.services.database, app.app.services.log);
  await app.newEvents('all');
});

interface Stored {
  account_id: string | null;
  viewer_id: string;
  type: string;
  object_type: string;
  object_id: string;
  actor_id: string;
  documents: { refusal: Record<string, unknown> };
}
const stored = (object: string) =>
  app.rows<Stored>(
    'select account_id, viewer_id, type, object_type, object_id, actor_id, documents from events where event = $1 and object_id = $2 order by seq',
    [key, object],
  );
const refusedList = (send: { token?: string; session?: string }) => app.send('GET', '/accounts/buyers?limit=1', send);
const trail = async (token: string, object: string): Promise<{ details: string }[]> =>
  (await app.send('GET', `/audit/records?eq(object.id,'${object}')&eq(event,'${key}')&render()`, { token })).body.data;

describe('a refused attempt', () => {
  test('of a person is in the trail of her account and of the operators, and of nobody else; nothing else changes', async () => {
    const { member, token, account } = app.world.client;
    const before = await app.rows('select * from user_groups order by id');
    const answer = await app.send('POST', '/accounts/user-groups?secret=1', { session: member.session, body: { name: 'Mine' } });
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/^This needs the module Access management\. ./) } });
    expect(await app.newEvents('all')).toEqual([key]);
    expect(await app.rows('select * from user_groups order by id')).toEqual(before);
    const rows = await stored(member.user);
    expect(rows.map(({ viewer_id }) => viewer_id).sort()).toEqual(['', account]);
    expect(rows[0]).toMatchObject({ type: 'Public', object_type: 'User', actor_id: member.user });
    expect(rows[0]!.documents.refusal).toEqual({
      operation: 'userGroups.create',
      method: 'POST',
      path: '/public/v1/accounts/user-groups',
      status: 403,
      problem: 'forbidden',
      reason: 'This needs the module Access management.',
      times: 1,
    });
    expect(await trail(token, member.user)).toMatchObject([
      { details: `member harbour-group was refused POST /public/v1/accounts/user-groups: This needs the module Access management.` },
    ]);
    expect(await trail(app.world.operations.token, member.user)).toHaveLength(1);
    expect(await trail(app.world.other.token, member.user)).toEqual([]);
  });

  test('is written at once; the same again within a minute is counted into one record that says how many', async () => {
    const { weakToken: token } = app.world.client;
    for (let n = 0; n < 4; n++) expect((await refusedList({ token })).status).toBe(403);
    expect((await app.send('GET', '/accounts/api-tokens', { token })).status).toBe(403);
    expect(await app.newEvents('all')).toEqual([key, key]);
    await app.app.services.refusals.flush();
    expect(await app.newEvents('all')).toEqual([]);
    await app.app.services.refusals.flush('all');
    expect(await app.newEvents('all')).toEqual([key]);
    const [last] = await app.rows<Stored>('select documents, object_type from events where event = $1 order by seq desc limit 1', [key]);
    expect(last).toMatchObject({
      object_type: 'ApiToken',
      documents: {
        refusal: { operation: 'buyers.list', times: 3, from: expect.stringMatching(/Z$/), to: expect.stringMatching(/Z$/) },
      },
    });
    await app.app.services.refusals.flush('all');
    expect(await app.newEvents('all')).toEqual([]);
  });

  test('for want of a fresh password is one too', async () => {
    const { admin, tokenId } = app.world.client;
    await app.rows(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [admin.user]);
    const answer = await app.send('POST', `/accounts/api-tokens/${tokenId}/reveal`, { session: admin.session });
    expect(answer.body.type).toBe('/problems/confirm-identity');
    expect(await app.newEvents('all')).toEqual([key]);
    expect((await stored(admin.user))[0]!.documents.refusal).toMatchObject({ operation: 'apiTokens.reveal', problem: 'confirm-identity' });
  });

  test('from a foreign page names whose cookie it carried', async () => {
    const { admin } = app.world.vendor;
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await app.send('POST', '/accounts/user-groups', { session: admin.session, headers, body: {} })).status).toBe(403);
    expect(await app.newEvents('all')).toEqual([key]);
    expect(await stored(admin.user)).toHaveLength(2);
  });

  test('that cannot be written down stays a refusal, and is written when the database lets it', async () => {
    const { member } = app.world.other;
    await app.alter('alter table refusal_windows rename to elsewhere');
    try {
      expect((await refusedList({ session: member.session })).status).toBe(403);
      expect(await app.newEvents('all')).toEqual([]);
    } finally {
      await app.alter('alter table elsewhere rename to refusal_windows');
    }
    await app.app.services.refusals.flush('all');
    expect(await app.newEvents('all')).toEqual([key]);
    expect((await stored(member.user))[0]!.documents.refusal).toMatchObject({ times: 1 });
  });

  test('for too many requests is one', async () => {
    const limited = await createTestApp({ rateLimit: { perSecond: 1, burst: 1 } });
    try {
      await limited.newEvents('all');
      const { token, tokenId } = limited.world.client;
      const statuses = [];
      for (let n = 0; n < 5; n++) statuses.push((await limited.send('GET', '/me', { token })).status);
      expect(statuses).toContain(429);
      await limited.app.services.refusals.flush('all');
      const rows = await limited.rows<Stored>('select object_id, documents from events where event = $1', [key]);
      expect(new Set(rows.map((row) => row.object_id))).toEqual(new Set([tokenId]));
      const times = rows.map(({ documents: { refusal } }) => Number(refusal.times));
      expect(times.reduce((a, b) => a + b)).toBe(statuses.filter((status) => status === 429).length);
    } finally {
      await limited.close();
    }
  });
});

describe('credentials that are not good', () => {
  const tokenOf = async (account: string, columns: string) => {
    const secret = newSecret();
    const [row] = await app.rows<{ id: string }>(
      `insert into api_tokens (account_id, name, module_ids, secret_hash, status, expires_at) select $1, 'Dead', '{}', $2, ${columns} returning id`,
      [account, sha256(secret)],
    );
    return { id: row!.id, secret };
  };

  test.each([
    ['disabled', `'Disabled', null`],
    ['deleted', `'Deleted', null`],
    ['expired', `'Active', now() - interval '1 second'`],
  ])('a %s token is refused in the trail of its account, without its secret', async (_, columns) => {
    const { account, token } = app.world.client;
    const dead = await tokenOf(account, columns);
    expect((await app.send('GET', '/me', { token: dead.secret })).status).toBe(401);
    expect(await app.newEvents('all')).toEqual([key]);
    expect(await stored(dead.id)).toMatchObject([{ account_id: account, viewer_id: account, object_type: 'ApiToken', actor_id: dead.id }]);
    expect(await trail(token, dead.id)).toHaveLength(1);
    expect(await trail(app.world.other.token, dead.id)).toEqual([]);
    expect(await app.rows('select 1 from events e where e::text like $1', [`%${dead.secret}%`])).toEqual([]);
  });

  test('a token of a disabled account is refused in the trail of that account', async () => {
    const [account] = await app.rows<{ id: string }>(
      `insert into accounts (name, type, status) values ('Closed', 'Client', 'Disabled') returning id`,
    );
    const { id, secret } = await tokenOf(account!.id, `'Active', null`);
    expect((await app.send('GET', '/me', { token: secret })).status).toBe(401);
    expect(await stored(id)).toMatchObject([{ account_id: account!.id }]);
  });

  test('a person who was blocked since she signed in is refused by name', async () => {
    const { member } = app.world.vendor;
    await app.rows(`update users set status = 'Blocked' where id = $1`, [member.user]);
    expect((await app.send('GET', '/me', { session: member.session })).status).toBe(401);
    expect(await stored(member.user)).toMatchObject([{ object_type: 'User' }, { object_type: 'User' }]);
  });

  test('unknown ones of one address are one record at once and one with their number, for operators alone', async () => {
    const secrets = Array.from({ length: 6 }, () => newSecret());
    for (const token of secrets) expect((await app.send('GET', '/me', { token })).status).toBe(401);
    expect((await app.send('GET', '/me', { session: secrets[0]! })).status).toBe(401);
    expect(await app.newEvents('all')).toEqual([key]);
    await app.app.services.refusals.flush('all');
    expect(await app.newEvents('all')).toEqual([key]);
    const rows = await stored('127.0.0.1');
    expect(rows).toMatchObject([
      {
        account_id: null,
        viewer_id: '',
        type: 'Private',
        object_type: 'Address',
        actor_id: 'SYSTEM',
        documents: { refusal: { times: 1 } },
      },
      { documents: { refusal: { times: 6, status: 401, operation: 'me.get' } } },
    ]);
    for (const secret of secrets) expect(await app.rows('select 1 from events e where e::text like $1', [`%${secret}%`])).toEqual([]);
    expect(await trail(app.world.operations.token, '127.0.0.1')).toHaveLength(2);
    expect(await trail(app.world.client.token, '127.0.0.1')).toEqual([]);
  });

  test('none at all claim nothing, and a refused sign-in has its own event and no second one', async () => {
    const { admin } = app.world.client;
    expect((await app.send('GET', '/me')).status).toBe(401);
    expect(await app.newEvents('all')).toEqual([]);
    const sign = (email: string) => app.send('POST', '/security/sessions', { body: { email, password: 'not the password at all' } });
    expect((await sign(admin.email)).status).toBe(401);
    expect(await app.newEvents('all')).toEqual(['platform.security.session.refused']);
    expect((await sign('nobody-has-this@people.example')).status).toBe(401);
    expect(await app.newEvents('all')).toEqual([key]);
    expect(await app.rows(`select 1 from events e where e::text like '%nobody-has-this%'`)).toEqual([]);
  });
});

describe('several processes', () => {
  const refusal = (ip: string): Refusal => ({
    caller: nobody,
    origin: { ip, correlationId: 'test' },
    operation: 'me.get',
    method: 'GET',
    path: '/public/v1/me',
    problem: forbidden('No.'),
  });
  const processes = (windowMs?: number) =>
    Array.from({ length: 3 }, () => new Refusals(app.app.services.database, app.app.services.log, windowMs));

  test('write one record of an address between them, and lose none of what they counted', async () => {
    const three = processes();
    await Promise.all(three.flatMap((one) => [1, 2, 3, 4].map(() => one.note(refusal('203.0.113.9')))));
    expect(await app.newEvents('all')).toEqual([key]);
    for (const one of three) await one.stop();
    const times = (await stored('203.0.113.9')).map(({ documents }) => Number(documents.refusal.times));
    expect(times).toHaveLength(4);
    expect(times.reduce((a, b) => a + b)).toBe(12);
  });

  test('write what was counted once its minute is over', async () => {
    const [one] = processes(0);
    await one!.note(refusal('203.0.113.10'));
    await one!.note(refusal('203.0.113.10'));
    await one!.flush();
    await one!.flush();
    expect((await stored('203.0.113.10')).map(({ documents }) => documents.refusal.times)).toEqual([1, 1]);
  });

  test('count a whole IPv6 network as one address, and addresses without end together', async () => {
    const [one] = processes();
    await one!.note(refusal('2001:db8:1:2::7'));
    await one!.note(refusal('2001:db8:1:2::8'));
    await one!.stop();
    expect((await stored('2001:db8:1:2')).map(({ documents }) => documents.refusal.times)).toEqual([1, 1]);
    const [two] = processes();
    await app.newEvents('all');
    for (let n = 0; n < 1_100; n++) void two!.note(refusal(`198.${51 + (n >> 8)}.${n & 255}.1`));
    await two!.stop();
    expect(await app.newEvents('all')).toHaveLength(1_002);
    expect((await stored('further addresses')).map(({ documents }) => documents.refusal.times)).toEqual([1, 99]);
  });
});
