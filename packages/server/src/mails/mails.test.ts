import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import type { RoleKind } from '../core/context.ts';
import { queueMail } from './index.ts';
import { runSend } from './send.ts';

const link = 'http://localhost:3000/accept-invite?code=tenfold-secret&mail=mailbox-secret';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

/** Queues an invitation as one role of a request; answers the id of the mail. */
async function queue(role: RoleKind, fail = false, to = `${role}@mail.example`): Promise<string> {
  const { services } = app.app;
  const { account, admin } = app.world.client;
  const context = { role, account: role === 'auth' ? '' : account, user: role === 'person' ? admin.user : '', actor: '' };
  await services.database.write(context, async (tx) => {
    const parameters = { actor: 'Ada Roth', account: 'Harbour Group', link };
    await queueMail({ tx, services }, { to, template: 'invitation', account, locale: 'de-CH', parameters });
    if (fail) throw new Error('changed my mind');
  });
  const [mail] = await app.rows<{ id: string }>('select id from mails where recipient = $1 order by created_at desc limit 1', [to]);
  return mail!.id;
}

const jobsOf = (mailId: string) => app.rows<{ data: unknown }>(`select data from pgboss.job where data ->> 'mailId' = $1`, [mailId]);

describe('the outbox', () => {
  test.each(['tenant', 'operations', 'person', 'auth', 'worker'] as const)('takes a mail and its job from %s', async (role) => {
    const id = await queue(role);
    expect(id).toMatch(/^MSG-\d{4}-\d{4}-\d{4}-\d{4}$/);
    expect(await jobsOf(id)).toEqual([{ data: { mailId: id } }]);
  });

  test('mail and job are there when the transaction commits, and neither is when it fails', async () => {
    const before = await app.rows('select (select count(*) from mails) as mails, (select count(*) from pgboss.job) as jobs');
    await expect(queue('tenant', true)).rejects.toThrow('changed my mind');
    expect(await app.rows('select (select count(*) from mails) as mails, (select count(*) from pgboss.job) as jobs')).toEqual(before);
  });

  test('the link is nowhere in clear: not in the table, not in a job, not in an event', async () => {
    await queue('tenant');
    const everything = await app.rows(`select (select string_agg(m::text, ' ') from mails m) as mails,
      (select string_agg(j::text, ' ') from pgboss.job j) as jobs, (select string_agg(e::text, ' ') from events e) as events`);
    const ciphers = await app.rows<{ cipher: Buffer }>('select cipher from mails');
    const stored = JSON.stringify(everything) + ciphers.map(({ cipher }) => cipher.toString('latin1')).join(' ');
    expect(stored).toContain('tenant@mail.example');
    expect(stored).not.toMatch(/tenfold-secret|mailbox-secret|accept-invite/);
  });

  test('a mail moved into another row does not open', async () => {
    const [one, other] = [await queue('tenant'), await queue('tenant')];
    await app.rows('update mails set cipher = (select cipher from mails where id = $1) where id = $2', [one, other]);
    const { token } = app.world.operations;
    expect((await app.send('GET', `/notifications/mails/${one}`, { token })).status).toBe(200);
    expect((await app.send('GET', `/notifications/mails/${other}`, { token })).status).toBe(500);
  });

  test.each(['tenant', 'person', 'auth'] as const)('%s cannot read mails back', async (role) => {
    await queue('tenant');
    const context = { role, account: app.world.client.account, user: app.world.client.admin.user, actor: '' };
    const read = app.app.services.database.read(context, (tx) => tx.raw('select * from mails', []));
    // No right at all, or, for a demo's mailbox alone, no row.
    await expect(read.catch((error: Error) => error.message)).resolves.toSatisfy(
      (result) => (Array.isArray(result) && result.length === 0) || /permission denied/.test(String(result)),
    );
  });

  test('without an SMTP server a mail is kept, once', async () => {
    const id = await queue('tenant');
    await runSend(app.app.services, { mailId: id });
    await runSend(app.app.services, { mailId: id });
    expect(await app.rows('select status, tries, sent_at from mails where id = $1', [id])).toEqual([
      { status: 'Kept', tries: 1, sent_at: null },
    ]);
  });
});

describe('the mailbox', () => {
  test('an operator lists mails without their bodies and opens one, which is written down', async () => {
    const { token } = app.world.operations;
    const id = await queue('tenant', false, 'listed@mail.example');
    await app.newEvents();
    const list = await app.send('GET', '/notifications/mails?to=listed@mail.example', { token });
    expect(list).toMatchObject({
      status: 200,
      body: { $meta: { pagination: { total: 1 } }, data: [{ id, status: 'Queued', account: { name: 'Harbour Group' } }] },
    });
    expect(list.body.data[0].subject).toBe('Ada Roth lädt Sie zu Harbour Group auf Tenantry ein');
    expect(JSON.stringify(list.body)).not.toMatch(/secret|"html"|"text"/);
    expect(await app.newEvents()).toEqual([]);
    const opened = await app.send('GET', `/notifications/mails/${id}`, { token });
    expect(opened.body.text).toContain(link);
    expect(opened.body.html).toContain('7 Tage');
    expect(await app.newEvents()).toEqual(['platform.notifications.mail.opened']);
    expect(
      await app.rows(`select type, object_id, actor_id from events where event like '%mail.opened' order by seq desc limit 1`),
    ).toEqual([{ type: 'Private', object_id: id, actor_id: app.world.operations.tokenId }]);
    expect(JSON.stringify(await app.rows(`select e::text from events e where event like '%mail.opened'`))).not.toContain('secret');
  });

  test('the body for a frame can run nothing and is written down too', async () => {
    const id = await queue('tenant');
    await app.newEvents();
    const { admin, account } = app.world.operations;
    const page = await app.send('GET', `/notifications/mails/${id}/html?account=${account}`, { session: admin.session });
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/);
    expect(page.body).toContain('accept-invite');
    expect(await app.newEvents()).toEqual(['platform.notifications.mail.opened']);
    const elsewhere = await app.send('GET', `/notifications/mails/${id}/html?account=${app.world.client.account}`, {
      session: admin.session,
    });
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.body).not.toContain('secret');
  });

  test('nobody but operators gets in', async () => {
    const id = await queue('tenant');
    const { client, vendor, operations } = app.world;
    await app.newEvents();
    for (const path of ['/notifications/mails', `/notifications/mails/${id}`, `/notifications/mails/${id}/html`]) {
      expect((await app.send('GET', path)).status).toBe(401);
      for (const token of [client.token, vendor.token, operations.weakToken])
        expect((await app.send('GET', path, { token })).status).toBe(403);
      for (const { session } of [client.admin, operations.member]) expect((await app.send('GET', path, { session })).status).toBe(403);
    }
    expect(await app.newEvents()).toEqual([]);
  });
});
