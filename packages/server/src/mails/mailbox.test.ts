import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { queueMail } from './index.ts';
import { isDemoMailbox } from './mailbox.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await createTestApp();
  const { services } = app.app;
  const { account } = app.world.client;
  await services.database.write({ role: 'tenant', account, user: '', actor: '' }, (tx) =>
    queueMail(
      { tx, services },
      {
        to: 'new@demo.example',
        template: 'invitation',
        account,
        parameters: { actor: 'Ada', account: 'Harbour Group', link: 'http://localhost:3000/x' },
      },
    ),
  );
  [{ id }] = (await app.rows('select id from mails')) as [{ id: string }];
});
afterAll(() => app.close());

const setDemo = (demo: boolean) => app.rows('update installation set demo = $1', [demo]);
const open = () => isDemoMailbox(app.app.services.config, app.app.services.database);

test('it opens with demo data, on this machine only, and while nothing is sent for real', async () => {
  const { config, database } = app.app.services;
  await setDemo(false);
  expect(await open()).toBe(false);
  await setDemo(true);
  expect(await open()).toBe(true);
  for (const change of [
    { publicUrl: 'https://settings.example.com' },
    { host: '0.0.0.0' },
    { smtp: { url: 'smtp://127.0.0.1:25', from: 'a@b.example' } },
  ])
    expect(await isDemoMailbox({ ...config, ...change }, database)).toBe(false);
});

test('open, everybody lists and opens mails without signing in, and each opening is written down', async () => {
  await setDemo(true);
  app.app.services.demoMailbox = true;
  await app.newEvents();
  expect((await app.send('GET', '/notifications/mails')).body.data).toMatchObject([
    { id, to: 'new@demo.example', account: { name: 'Harbour Group' } },
  ]);
  expect((await app.send('GET', '/notifications/mails', { session: app.world.client.member.session })).body.data).toHaveLength(1);
  expect((await app.send('GET', '/notifications/mails', { session: 'long-gone' })).status).toBe(200);
  expect((await app.send('GET', `/notifications/mails/${id}`)).body.text).toContain('http://localhost:3000/x');
  expect((await app.send('GET', `/notifications/mails/${id}/html`)).status).toBe(200);
  expect(await app.newEvents()).toEqual(['platform.notifications.mail.opened', 'platform.notifications.mail.opened']);
  // Nothing else opened with it.
  expect((await app.send('GET', '/accounts/users')).status).toBe(401);
  expect((await app.send('GET', '/accounts/accounts', { token: 'idt:TKN-0000-0001:no' })).status).toBe(401);
});

test('the database shows no mail to nobody unless it holds demo data, whatever the server thinks', async () => {
  await setDemo(false);
  app.app.services.demoMailbox = true;
  expect((await app.send('GET', '/notifications/mails')).body.data).toEqual([]);
  expect((await app.send('GET', `/notifications/mails/${id}`)).status).toBe(404);
  const client = new pg.Client({ ...inject('superuser'), database: app.app.services.database.pool.options.database! } as pg.ClientConfig);
  await client.connect();
  expect((await client.query('select count(*)::int as n from tenantry.mails')).rows).toEqual([{ n: 1 }]);
  await client.end();
});
