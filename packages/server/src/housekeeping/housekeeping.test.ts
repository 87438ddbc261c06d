import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { queueMail } from '../mails/index.ts';
import { cleanUp } from './clean-up.ts';
import { expireInvitations } from './expire-invitations.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function invited(address: string, expires: string): Promise<string> {
  const [user] = await app.rows<{ id: string }>(
    `insert into users (email, first_name, last_name, status) values ($1, 'New', 'Person', 'Invited') returning id`,
    [address],
  );
  const [member] = await app.rows<{ id: string }>(
    `insert into memberships (account_id, user_id, status, invited_at, invitation_expires_at) values ($1, $2, 'Invited', now(), now() + $3::interval) returning id`,
    [app.world.client.account, user!.id, expires],
  );
  return member!.id;
}

test('an invitation ends after its 7 days, with one event that names the worker, and its person follows', async () => {
  const old = await invited('old@people.example', '-1 second');
  const open = await invited('open@people.example', '1 hour');
  await app.newEvents();
  await expireInvitations(app.app.services);
  expect(
    await app.rows('select id, status, user_status, revision from memberships where id = any ($1) order by invitation_expires_at', [
      [old, open],
    ]),
  ).toEqual([
    { id: old, status: 'InvitationExpired', user_status: 'InvitationExpired', revision: 2 },
    { id: open, status: 'Invited', user_status: 'Invited', revision: 1 },
  ]);
  expect(await app.newEvents()).toEqual(['platform.accounts.account_user.expired']);
  const [event] = await app.rows('select actor_id, account_id, type, request, documents from events where object_id = $1', [old]);
  expect(event).toMatchObject({
    actor_id: 'SYSTEM',
    account_id: app.world.client.account,
    type: 'Public',
    request: { worker: { workerName: 'expire-invitations' } },
    documents: { previous: { status: 'Invited' } },
  });
  expect(event!.request).not.toHaveProperty('api');
  await expireInvitations(app.app.services);
  expect(await app.newEvents()).toEqual([]);
});

test('more invitations than one batch end in one run, and none of another state', async () => {
  await app.rows(
    `with people as (insert into users (email, first_name, last_name, status)
      select 'many' || n || '@people.example', 'Many', 'People', 'Invited' from generate_series(1, 130) n returning id)
    insert into memberships (account_id, user_id, status, invitation_expires_at)
      select $1, id, 'Invited', now() - interval '1 minute' from people`,
    [app.world.client.account],
  );
  await expireInvitations(app.app.services);
  expect(await app.rows(`select status, count(*)::int as n from memberships where user_email like 'many%' group by status`)).toEqual([
    { status: 'InvitationExpired', n: 130 },
  ]);
  expect(await app.rows(`select status from memberships where user_id = $1`, [app.world.client.admin.user])).toEqual([
    { status: 'Active' },
  ]);
});

test('cleaning up takes what has outlived its use and nothing younger', async () => {
  const { admin, account } = app.world.client;
  await app.rows(`insert into idempotency_keys (caller_id, path, key, body_hash, status, answer, created_at) values
    ('a', '/', 'old', '', 200, '', now() - interval '25 hours'), ('a', '/', 'young', '', 200, '', now() - interval '23 hours')`);
  await app.rows(`insert into sign_in_failures (key, failures, last_at, locked_until) values
    ('old', 3, now() - interval '49 hours', now()), ('young', 3, now() - interval '47 hours', now())`);
  await app.rows(
    `insert into sessions (user_id, hash, ended_at) values ($1, 'old', now() - interval '31 days'), ($1, 'young', now() - interval '29 days')`,
    [admin.user],
  );
  await app.rows(
    `insert into password_resets (user_id, hash, expires_at) values ($1, 'old', now() - interval '8 days'), ($1, 'young', now() - interval '6 days')`,
    [admin.user],
  );
  await app.rows(
    `insert into mails (account_id, recipient, subject, template, cipher, status, created_at) values
      ($1, 'old@mail.example', '', 'invitation', '', 'Sent', now() - interval '401 days'), ($1, 'young@mail.example', '', 'invitation', '', 'Sent', now() - interval '399 days')`,
    [account],
  );
  await cleanUp(app.app.services);
  expect(await app.rows('select key from idempotency_keys')).toEqual([{ key: 'young' }]);
  expect(await app.rows(`select encode(key, 'escape') as key from sign_in_failures`)).toEqual([{ key: 'young' }]);
  expect(await app.rows(`select encode(hash, 'escape') as hash from sessions where ended_at is not null`)).toEqual([{ hash: 'young' }]);
  expect(await app.rows(`select encode(hash, 'escape') as hash from password_resets`)).toEqual([{ hash: 'young' }]);
  expect(await app.rows('select recipient from mails')).toEqual([{ recipient: 'young@mail.example' }]);
  expect((await app.send('GET', '/me', { session: admin.session })).status).toBe(200);
});

test('a session past its time is ended, so that it stops being listed', async () => {
  const { admin } = app.world.vendor;
  await app.rows(`update sessions set last_seen_at = now() - interval '13 hours' where user_id = $1`, [admin.user]);
  await app.newEvents();
  await cleanUp(app.app.services);
  expect(await app.rows('select ended_at is not null as ended from sessions where user_id = $1', [admin.user])).toEqual([{ ended: true }]);
  expect(await app.newEvents()).toEqual(['platform.security.session.expired']);
  const rows = await app.rows(
    `select viewer_id, object_id, actor_id, request -> 'worker' as worker from events where event = 'platform.security.session.expired' order by viewer_id`,
  );
  const row = { object_id: admin.user, actor_id: 'SYSTEM', worker: { workerName: 'clean-up' } };
  expect(rows).toEqual([
    { ...row, viewer_id: '' },
    { ...row, viewer_id: app.world.vendor.account },
  ]);
  await cleanUp(app.app.services);
  expect(await app.newEvents()).toEqual([]);
});

test('more sessions than one batch end in one run, each with its event, and none that is in use', async () => {
  const { member, admin } = app.world.client;
  await app.rows(
    `insert into sessions (user_id, hash, created_at, last_seen_at)
      select $1, decode(md5(n::text), 'hex'), now() - interval '31 days', now() from generate_series(1, 205) n`,
    [member.user],
  );
  await app.newEvents();
  await cleanUp(app.app.services);
  expect(await app.newEvents()).toEqual(Array(205).fill('platform.security.session.expired'));
  expect((await app.send('GET', '/me', { session: admin.session })).status).toBe(200);
});

test('the event log has its next months again, made with the rights of its owner by a worker without them', async () => {
  const months = `select to_regclass('events_' || to_char(now() + n * interval '1 month', 'YYYY_MM')) is not null as there from generate_series(0, 3) n`;
  await app.rows(`do $$ begin execute format('drop table events_%s', to_char(now() + interval '2 months', 'YYYY_MM')); end $$`);
  expect((await app.rows<{ there: boolean }>(months)).every(({ there }) => there)).toBe(false);
  await cleanUp(app.app.services);
  expect((await app.rows<{ there: boolean }>(months)).every(({ there }) => there)).toBe(true);
  const tenant = { role: 'tenant', account: app.world.client.account, user: '', actor: '' } as const;
  for (const call of [`ensure_event_months('2040-01-01', '2040-02-01')`, 'requeue_mails()'])
    await expect(app.app.services.database.write(tenant, (tx) => tx.raw(`select ${call}`, []))).rejects.toThrow(/permission denied/);
});

test('a mail whose job was lost gets a new one, and only then', async () => {
  const { services } = app.app;
  const { account } = app.world.client;
  await services.database.write({ role: 'tenant', account, user: '', actor: '' }, (tx) =>
    queueMail({ tx, services }, { to: 'lost@mail.example', template: 'password-changed', account, parameters: {} }),
  );
  const jobs = () =>
    app.rows<{ n: number }>(
      `select count(*)::int as n from pgboss.job j join mails m on m.id = j.data ->> 'mailId' where m.recipient = 'lost@mail.example'`,
    );
  await app.rows(`update mails set created_at = now() - interval '2 hours' where recipient = 'lost@mail.example'`);
  await cleanUp(services);
  expect(await jobs()).toEqual([{ n: 1 }]);
  await app.rows(`update pgboss.job set state = 'failed'`);
  await cleanUp(services);
  expect(await jobs()).toEqual([{ n: 2 }]);
});
