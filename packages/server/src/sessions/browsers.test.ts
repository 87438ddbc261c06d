import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, testPassword } from '../../test/harness.ts';
import { cookieOf, givePassword } from '../../test/sign-in.ts';

const apps: TestApp[] = [];
const openApp = async (publicUrl: string) => {
  const app = await createTestApp({ publicUrl });
  apps.push(app);
  await givePassword(app, app.world.client.admin.user);
  return app;
};
afterAll(async () => {
  for (const app of apps) await app.close();
});

const signIn = (app: TestApp, headers: Record<string, string> = {}) =>
  app.send('POST', '/security/sessions', { body: { email: app.world.client.admin.email, password: testPassword }, headers });

describe('the session cookie', () => {
  test('on https it is bound to this host and to TLS', async () => {
    const app = await openApp('https://settings.example.com');
    const answer = await signIn(app, { 'sec-fetch-site': 'same-origin' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-tenantry=[\w-]{43}; /);
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure']);
    const me = (name: string) => app.send('GET', '/me', { headers: { cookie: `${name}=${cookieOf(answer)}` } });
    expect((await me('__Host-tenantry')).status).toBe(200);
    // A name that any subdomain could set is not listened to.
    expect((await me('tenantry')).status).toBe(401);
  });

  test('on plain http it has neither Secure nor the prefix, because browsers would drop it', async () => {
    const app = await openApp('http://localhost:3000');
    const cookie = String((await signIn(app)).headers['set-cookie']);
    expect(cookie).toMatch(/^tenantry=[\w-]{43}; /);
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
  });
});

describe('requests from other sites', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openApp('https://portal.example.com');
  });

  const own = { host: 'portal.example.com' };
  test.each([
    ['a page of this server', { 'sec-fetch-site': 'same-origin' }, true],
    ['the address bar', { 'sec-fetch-site': 'none' }, true],
    ['another subdomain', { 'sec-fetch-site': 'same-site' }, false],
    ['another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'https://portal.example.com' }, false],
    ['something new', { 'sec-fetch-site': 'next-door' }, false],
    ['an old browser on our page', { origin: 'https://portal.example.com' }, true],
    ['an old browser on another site', { origin: 'https://evil.example.net' }, false],
    ['an old browser on another subdomain', { origin: 'https://www.example.com' }, false],
    ['an old browser in a sandbox', { origin: 'null' }, false],
    ['a program without a browser', {}, true],
  ])('from %s: sign-in goes on is %s', async (_, headers, allowed) => {
    await app.rows('delete from sign_in_failures');
    await app.newEvents();
    const answer = await signIn(app, { ...own, ...headers } as Record<string, string>);
    expect(answer.status).toBe(allowed ? 201 : 403);
    expect(cookieOf(answer) !== undefined).toBe(allowed);
    expect(await app.newEvents()).toEqual(allowed ? ['platform.security.session.created'] : []);
  });

  test.each([
    ['same-origin', { 'sec-fetch-site': 'same-origin' }, 204],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['our origin without the newer header', { origin: 'https://portal.example.com' }, 204],
    ['a foreign origin without the newer header', { origin: 'https://evil.example.net' }, 403],
    ['neither header', {}, 403],
  ])('a cookie with %s', async (_, headers, status) => {
    const session = cookieOf(await signIn(app))!;
    const answer = await app.send('DELETE', '/security/sessions/current', {
      headers: { ...own, cookie: `__Host-tenantry=${session}`, ...headers } as Record<string, string>,
    });
    expect(answer.status).toBe(status);
    const me = await app.send('GET', '/me', { headers: { ...own, cookie: `__Host-tenantry=${session}` } });
    expect(me.status).toBe(status === 204 ? 401 : 200);
  });

  test('nobody can be signed in, confirmed or registered by a form of another site', async () => {
    for (const path of ['/security/sessions', '/security/password-resets', '/security/invitations/accept', '/security/invitations/decline'])
      expect((await app.send('POST', path, { body: {}, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    const form = await app.send('POST', '/security/sessions', {
      payload: 'email=a%40b.example&password=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'none' },
    });
    expect(form.status).toBe(415);
  });
});
