import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type Person, type TestApp, testPassword } from '../../test/harness.ts';
import { cookieOf, everythingReadable, givePassword, waitOut, watchLog } from '../../test/sign-in.ts';

let app: TestApp;
let admin: Person;
let member: Person;

beforeAll(async () => {
  app = await createTestApp();
  ({ admin, member } = app.world.client);
  await givePassword(app, admin.user);
  await givePassword(app, member.user);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.rows('delete from sign_in_failures');
  await app.newEvents();
});

const signIn = (email: string, password = testPassword, more = {}) =>
  app.send('POST', '/security/sessions', { body: { email, password }, ...more });
const sessionsOf = (user: string) => app.rows('select * from sessions where user_id = $1 and ended_at is null', [user]);

describe('signing in', () => {
  test('the first step says the same for everybody and looks nobody up', async () => {
    for (const email of [admin.email, 'nobody@nowhere.example'])
      expect(await app.send('POST', '/security/sign-in', { body: { email } })).toMatchObject({ status: 200, body: { next: 'password' } });
    expect(await app.newEvents()).toEqual([]);
  });

  test('the right password opens a session, sets the cookie, and tells the accounts of the person', async () => {
    const [before] = await app.rows<{ revision: number }>('select revision from users where id = $1', [admin.user]);
    const answer = await signIn(admin.email.toUpperCase(), testPassword, { headers: { 'user-agent': 'Test/1' } });
    expect(answer).toMatchObject({ status: 201, body: { user: { id: admin.user } } });
    expect(Date.parse(answer.body.confirmedUntil)).toBeGreaterThan(Date.now());
    expect(await app.newEvents()).toEqual(['platform.security.session.created']);
    const secret = cookieOf(answer)!;
    expect((await app.send('GET', '/me', { session: secret })).body).toMatchObject({
      id: admin.user,
      account: { id: app.world.client.account },
    });
    const [user] = await app.rows('select last_login_at, audit, revision from users where id = $1', [admin.user]);
    expect(user).toMatchObject({
      last_login_at: expect.any(Date),
      audit: { login: { by: { id: admin.user } } },
      revision: before!.revision,
    });
    const seen = await app.rows(
      'select viewer_id, object_type, object_id, actor_id, actor_account, request from events where event = $1 order by seq desc limit 2',
      ['platform.security.session.created'],
    );
    expect(seen.map((row) => row.viewer_id).sort()).toEqual(['', app.world.client.account]);
    expect(seen[0]).toMatchObject({
      object_type: 'User',
      object_id: admin.user,
      actor_id: admin.user,
      actor_account: { id: app.world.client.account },
      request: { api: { ip: '127.0.0.1', userAgent: 'Test/1' } },
    });
    const [session] = await app.rows<{ hash: Buffer; ip: string }>('select hash, ip from sessions where id = $1', [answer.body.id]);
    expect(session).toMatchObject({ ip: '127.0.0.1' });
    expect(session!.hash.toString('utf8')).not.toContain(secret);
  });

  test('every reason to refuse answers the same 401, without a cookie', async () => {
    const { vendor } = app.world;
    await givePassword(app, vendor.member.user);
    await givePassword(app, app.world.other.member.user);
    await app.rows(`update users set status = 'Blocked' where id = $1`, [vendor.member.user]);
    await app.rows(`update users set status = 'Disabled' where id = $1`, [app.world.other.member.user]);
    await app.rows(`insert into users (email, first_name, last_name, status) values ('invited@people.example', 'In', 'Vited', 'Invited')`);
    const answers = [
      await signIn('nobody@nowhere.example'),
      await signIn(admin.email, 'not the password at all'),
      await signIn(vendor.member.email),
      await signIn(app.world.other.member.email),
      await signIn('invited@people.example'),
      await signIn(app.world.other.admin.email),
    ];
    const { traceId: _, ...first } = answers[0]!.body;
    expect(first).toMatchObject({ status: 401, title: 'Authentication Failed', type: '/problems/authentication-failed' });
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect({ ...answer.body, traceId: undefined }).toEqual({ ...first, traceId: undefined });
      expect(cookieOf(answer)).toBeUndefined();
      expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(answers[0]!.headers).sort());
    }
    // The unknown address left nothing; five known ones did, by nobody.
    expect(await app.newEvents()).toEqual(Array(5).fill('platform.security.session.refused'));
    const refused = await app.rows(`select distinct actor_id, actor_name from events where event = 'platform.security.session.refused'`);
    expect(refused).toEqual([{ actor_id: 'SYSTEM', actor_name: 'Unknown' }]);
    const seen = await app.rows(
      `select 1 from events where event = 'platform.security.session.refused' and object_id = $1 and viewer_id = $2`,
      [admin.user, app.world.client.account],
    );
    expect(seen).toHaveLength(1);
    expect(await sessionsOf(vendor.member.user)).toHaveLength(1);
  });

  test('an account that is gone or disabled is left for another one, or for none', async () => {
    const { user } = member;
    await app.rows('update users set current_account_id = $2 where id = $1', [user, app.world.vendor.account]);
    const fallen = await signIn(member.email);
    expect((await app.send('GET', '/me', { session: cookieOf(fallen)! })).body.account.id).toBe(app.world.client.account);
    await app.rows(`update accounts set status = 'Disabled' where id = $1`, [app.world.client.account]);
    const alone = await signIn(member.email);
    await app.rows(`update accounts set status = 'Active' where id = $1`, [app.world.client.account]);
    expect(alone.status).toBe(201);
    expect(await app.rows('select current_account_id from users where id = $1', [user])).toEqual([{ current_account_id: null }]);
  });

  test('a cookie from before is never taken over, and its session ends', async () => {
    const first = cookieOf(await signIn(admin.email))!;
    await app.newEvents();
    const again = await signIn(admin.email, testPassword, { session: first });
    expect(cookieOf(again)).not.toBe(first);
    expect(await app.newEvents()).toEqual(['platform.security.session.ended', 'platform.security.session.created']);
    expect((await app.send('GET', '/me', { session: first })).status).toBe(401);
    const planted = 'a-secret-that-somebody-planted-in-the-browser';
    const fixed = await signIn(admin.email, testPassword, { session: planted });
    expect(cookieOf(fixed)).not.toBe(planted);
    expect((await app.send('GET', '/me', { session: planted })).status).toBe(401);
    expect((await app.send('GET', '/me', { session: cookieOf(fixed)! })).status).toBe(200);
  });

  test('signing in as somebody else ends the session of whoever was there', async () => {
    const first = cookieOf(await signIn(admin.email))!;
    await app.newEvents();
    const second = await signIn(member.email, testPassword, { session: first });
    expect(second.body.user.id).toBe(member.user);
    expect(await app.newEvents()).toEqual(['platform.security.session.ended', 'platform.security.session.created']);
    const [ended] = await app.rows(
      `select actor_id, object_id from events where event = 'platform.security.session.ended' order by seq desc limit 1`,
    );
    expect(ended).toEqual({ actor_id: admin.user, object_id: admin.user });
    expect((await app.send('GET', '/me', { session: first })).status).toBe(401);
  });

  test('a hash that was made with less work is made anew', async () => {
    await app.rows('update passwords set hash = $2 where user_id = $1', [
      member.user,
      await hash(testPassword, { memoryCost: 8192, timeCost: 1 }),
    ]);
    expect((await signIn(member.email)).status).toBe(201);
    const [stored] = await app.rows<{ hash: string }>('select hash from passwords where user_id = $1', [member.user]);
    expect(stored!.hash).toContain('m=19456,t=2,p=1');
    expect((await signIn(member.email)).status).toBe(201);
  });
});

describe('waiting', () => {
  const statusOf = async (email: string, password = 'wrong') => (await signIn(email, password)).status;
  /** The waits that failures have led to, and those that run made long enough for a slow machine. */
  const waits = async () => {
    const rows = await app.rows<{ s: number }>(
      `select extract(epoch from locked_until - last_at)::int as s from sign_in_failures where locked_until > last_at order by 1`,
    );
    await app.rows(`update sign_in_failures set locked_until = now() + interval '10 minutes' where locked_until > last_at`);
    return rows.map((row) => row.s);
  };

  test('after five wrong passwords the waits grow, and meanwhile the right one is refused too', async () => {
    for (let i = 0; i < 5; i++) expect(await statusOf(admin.email)).toBe(401);
    expect(await waits()).toEqual([]);
    const lengths: number[][] = [];
    for (let i = 0; i < 5; i++) {
      await waitOut(app);
      expect(await statusOf(admin.email)).toBe(401);
      lengths.push(await waits());
      expect(await statusOf(admin.email, testPassword)).toBe(429);
    }
    expect(lengths).toEqual([[1], [2], [4], [8], [16]]);
    expect(await app.newEvents()).toEqual(Array(10).fill('platform.security.session.refused'));
    const locked = await signIn(admin.email);
    expect(locked).toMatchObject({ status: 429, body: { title: 'Too Many Requests' } });
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(500);
    expect(cookieOf(locked)).toBeUndefined();
    expect(await app.newEvents()).toEqual([]);
    await waitOut(app);
    expect(await statusOf(admin.email, testPassword)).toBe(201);
    // The right password forgives all of it.
    for (let i = 0; i < 5; i++) expect(await statusOf(admin.email)).toBe(401);
    expect(await waits()).toEqual([]);
  });

  test('an unknown address waits exactly as a known one does', async () => {
    for (let i = 0; i < 6; i++) expect(await statusOf('nobody@nowhere.example')).toBe(401);
    expect(await waits()).toEqual([1]);
    expect(await statusOf('Nobody@Nowhere.example ')).toBe(429);
    expect(await statusOf('somebody-else@nowhere.example')).toBe(401);
  });

  test('one address of the network cannot try many people without end', async () => {
    await statusOf('person-0@nowhere.example');
    await statusOf('person-1@nowhere.example');
    // As if it had gone on: the row that the two share is the network's.
    await app.rows('update sign_in_failures set failures = 30 where failures = 2');
    expect(await statusOf('person-2@nowhere.example')).toBe(401);
    expect(await waits()).toEqual([1]);
    expect(await statusOf('person-3@nowhere.example')).toBe(429);
    expect(await statusOf(admin.email, testPassword)).toBe(429);
    // A right password forgives the network only its own try, or one known password would open the way to guess all others.
    await waitOut(app);
    expect(await statusOf(admin.email, testPassword)).toBe(201);
    expect(await app.rows('select failures from sign_in_failures where failures > 1')).toEqual([{ failures: 31 }]);
  });

  test('tries sent side by side are counted one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(admin.email, 'wrong')));
    const judged = answers.filter((answer) => answer.status === 401).length;
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20 - judged);
    expect(judged).toBeLessThan(20);
    expect(await app.rows('select distinct failures from sign_in_failures')).toEqual([{ failures: judged }]);
  });

  test('quiet forgives, and a wait never exceeds an hour', async () => {
    for (let i = 0; i < 2; i++) await statusOf(admin.email);
    await app.rows('update sign_in_failures set failures = 19, locked_until = now()');
    await statusOf(admin.email);
    expect(await waits()).toEqual([3600]);
    await app.rows(`update sign_in_failures set locked_until = now(), last_at = now() - interval '1 day'`);
    for (let i = 0; i < 5; i++) expect(await statusOf(admin.email)).toBe(401);
    expect(await waits()).toEqual([]);
  });
});

describe('a signed-in person', () => {
  test('signs out: session and cookie are gone, nothing else', async () => {
    const one = cookieOf(await signIn(admin.email))!;
    const two = cookieOf(await signIn(admin.email))!;
    await app.newEvents();
    const answer = await app.send('DELETE', '/security/sessions/current', { session: one });
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^tenantry=; .*Expires=Thu, 01 Jan 1970/);
    expect(await app.newEvents()).toEqual(['platform.security.session.ended']);
    expect((await app.send('GET', '/me', { session: one })).status).toBe(401);
    expect((await app.send('GET', '/me', { session: two })).status).toBe(200);
    expect((await app.send('DELETE', '/security/sessions/current', { session: one })).status).toBe(401);
    expect(await app.newEvents()).toEqual([]);
  });

  test('confirms who she is with the password; a wrong one counts like a failed sign-in', async () => {
    const session = cookieOf(await signIn(member.email))!;
    await app.rows(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [member.user]);
    await app.newEvents();
    const wrong = await app.send('POST', '/security/confirm', { session, body: { password: 'wrong' } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: { password: ['Is not your password.'] } } });
    expect(await app.newEvents()).toEqual(['platform.security.session.refused']);
    const stale = await app.rows(`select 1 from sessions where user_id = $1 and confirmed_at > now() - interval '30 minutes'`, [
      member.user,
    ]);
    expect(stale).toEqual([]);
    const right = await app.send('POST', '/security/confirm', { session, body: { password: testPassword } });
    expect(right).toMatchObject({ status: 200, body: { user: { id: member.user } } });
    expect(Date.parse(right.body.confirmedUntil)).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(cookieOf(right)).toBeUndefined();
    expect(await app.newEvents()).toEqual(['platform.security.session.confirmed']);
    expect(
      await app.rows(`select 1 from sessions where user_id = $1 and confirmed_at > now() - interval '30 minutes'`, [member.user]),
    ).toHaveLength(1);
    for (let i = 0; i < 6; i++) await app.send('POST', '/security/confirm', { session, body: { password: 'wrong' } });
    expect((await app.send('POST', '/security/confirm', { session, body: { password: testPassword } })).status).toBe(429);
    expect((await signIn(member.email)).status).toBe(429);
    expect((await app.send('POST', '/security/confirm', { token: app.world.client.token, body: { password: testPassword } })).status).toBe(
      403,
    );
  });

  test('no password and no secret is anywhere to be read, the log included', async () => {
    const log = watchLog(app);
    const secret = cookieOf(await signIn(admin.email, testPassword))!;
    await signIn(admin.email, 'this wrong password must not be kept');
    await app.send('POST', '/security/confirm', { session: secret, body: { password: 'nor this one, typed later' } });
    await app.send('POST', '/security/sessions', {
      payload: `{"password":"${testPassword}"`,
      headers: { 'content-type': 'application/json' },
    });
    const text = await everythingReadable(app);
    for (const hidden of [secret, testPassword, 'this wrong password must not be kept', 'nor this one, typed later']) {
      expect(text).not.toContain(hidden);
      expect(log()).not.toContain(hidden);
    }
    expect(text).toContain(admin.email);
    expect(log()).toContain('/security/sessions');
  });
});
