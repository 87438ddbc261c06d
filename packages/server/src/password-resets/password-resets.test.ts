import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type Person, type TestApp, testPassword } from '../../test/harness.ts';
import { cookieOf, everythingReadable, givePassword, mailsTo, watchLog } from '../../test/sign-in.ts';

let app: TestApp;
let admin: Person;
const newPassword = 'seven quiet otters swim upstream';

beforeAll(async () => {
  app = await createTestApp();
  admin = app.world.client.admin;
  await givePassword(app, admin.user);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.rows('delete from sign_in_failures');
  await app.rows('delete from mails');
  await app.rows('delete from password_resets');
  await app.newEvents();
});

const ask = (email: string) => app.send('POST', '/security/password-resets', { body: { email } });
const complete = (code: string, password = newPassword) =>
  app.send('POST', '/security/password-resets/complete', { body: { code, password } });
const signIn = (password: string) => app.send('POST', '/security/sessions', { body: { email: admin.email, password } });

async function codeFor(email: string): Promise<string> {
  await ask(email);
  const mail = (await mailsTo(app, email)).at(-1)!;
  return new URL(mail.parameters.link!).searchParams.get('code')!;
}

test('the answer is the same for every address; only a registered person gets a mail', async () => {
  const { other, vendor } = app.world;
  await app.rows(`update users set status = 'Blocked' where id = $1`, [other.member.user]);
  await app.rows(`update users set registered_at = null where id = $1`, [vendor.member.user]);
  const answers = [];
  for (const email of [admin.email, 'nobody@nowhere.example', other.member.email, vendor.member.email]) answers.push(await ask(email));
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 200, body: answers[0]!.body });
    expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(answers[0]!.headers).sort());
  }
  expect(await app.newEvents()).toEqual(['platform.security.password_reset.requested']);
  const mails = await app.rows('select recipient, template from mails');
  expect(mails).toEqual([{ recipient: admin.email, template: 'password-reset' }]);
  expect(await app.rows('select user_id from password_resets')).toEqual([{ user_id: admin.user }]);
  const [{ parameters } = { parameters: {} as Record<string, string> }] = await mailsTo(app, admin.email);
  expect(parameters.link).toMatch(/^http:\/\/localhost:3000\/reset-password\?code=[\w-]{43}$/);
});

test('the link sets a new password once, ends all sessions, tells the person, and signs nobody in', async () => {
  const log = watchLog(app);
  const session = cookieOf(await signIn(testPassword))!;
  const code = await codeFor(admin.email);
  const another = await codeFor(admin.email);
  await app.newEvents();
  const done = await complete(code);
  expect(done).toMatchObject({ status: 200, body: { done: true } });
  expect(cookieOf(done)).toBeUndefined();
  expect(await app.newEvents()).toEqual(['platform.security.password_reset.completed']);
  expect((await mailsTo(app, admin.email)).map((mail) => mail.template)).toEqual(['password-reset', 'password-reset', 'password-changed']);
  expect((await app.send('GET', '/me', { session })).status).toBe(401);
  expect((await app.send('GET', '/me', { session: admin.session })).status).toBe(401);
  expect(await app.rows('select 1 from sessions where user_id = $1 and ended_at is null', [admin.user])).toEqual([]);
  expect((await signIn(testPassword)).status).toBe(401);
  expect((await signIn(newPassword)).status).toBe(201);
  await app.newEvents();
  for (const used of [code, another]) expect((await complete(used, 'another long enough password')).status).toBe(409);
  expect((await signIn('another long enough password')).status).toBe(401);
  expect(await app.newEvents()).toEqual(['platform.security.session.refused']);
  const text = await everythingReadable(app);
  for (const hidden of [code, another, newPassword, testPassword]) {
    expect(text).not.toContain(hidden);
    expect(log()).not.toContain(hidden);
  }
  expect(log()).toContain('/security/password-resets/complete');
});

test('two people with the same link at the same moment: one sets the password', async () => {
  const code = await codeFor(admin.email);
  await app.newEvents();
  const answers = await Promise.all([complete(code, 'the first of the two passwords'), complete(code, 'the second of the two passwords')]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(await app.newEvents()).toEqual(['platform.security.password_reset.completed']);
  expect((await mailsTo(app, admin.email)).filter((mail) => mail.template === 'password-changed')).toHaveLength(1);
});

test('an expired, invented or foreign code changes nothing', async () => {
  const code = await codeFor(admin.email);
  const [before] = await app.rows('select hash from passwords where user_id = $1', [admin.user]);
  await app.rows(`update password_resets set expires_at = now() - interval '1 second'`);
  await app.newEvents();
  for (const dead of [code, 'invented', `${code}x`, '%00'])
    expect(await complete(dead)).toMatchObject({
      status: 409,
      body: { detail: 'This link is no longer valid. Ask for a new one on the sign-in page.' },
    });
  expect(await app.rows('select hash from passwords where user_id = $1', [admin.user])).toEqual([before]);
  expect(await app.newEvents()).toEqual([]);
});

test('a weak password is refused by its rules, and the link still works', async () => {
  const code = await codeFor(admin.email);
  await app.newEvents();
  expect(await complete(code, 'short')).toMatchObject({
    status: 400,
    body: { errors: { password: ['Must have at least 15 characters.'] } },
  });
  expect((await complete(code, 'admin@harbour-group.example')).body.errors.password).toEqual([
    'Must not contain your name or e-mail address.',
  ]);
  expect(await app.newEvents()).toEqual([]);
  expect((await complete(code)).status).toBe(200);
});

test('somebody who is blocked after asking cannot use the link', async () => {
  const code = await codeFor(admin.email);
  await app.rows(`update users set status = 'Blocked' where id = $1`, [admin.user]);
  expect((await complete(code)).status).toBe(409);
  await app.rows(`update users set status = 'Active' where id = $1`, [admin.user]);
});

test('a mailbox is not flooded: after three mails further requests are answered and dropped', async () => {
  for (let i = 0; i < 6; i++) expect((await ask(i % 2 ? admin.email : admin.email.toUpperCase())).status).toBe(200);
  expect((await mailsTo(app, admin.email)).length).toBe(3);
  expect(await app.rows('select count(*)::int as n from password_resets')).toEqual([{ n: 3 }]);
});

test('one address of the network cannot have mails sent to everybody', async () => {
  await ask('person-0@nowhere.example');
  await ask('person-1@nowhere.example');
  await app.rows('update sign_in_failures set failures = 25 where failures = 2');
  await ask('person-2@nowhere.example');
  const refused = await ask('person-3@nowhere.example');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
});

test('a new password opens a door that somebody had locked by guessing', async () => {
  for (let i = 0; i < 6; i++) await signIn('wrong');
  await app.rows(`update sign_in_failures set locked_until = now() + interval '10 minutes' where locked_until > last_at`);
  expect((await signIn(newPassword)).status).toBe(429);
  expect((await complete(await codeFor(admin.email), 'nine calm herons wade at dusk')).status).toBe(200);
  expect((await signIn('nine calm herons wade at dusk')).status).toBe(201);
});
