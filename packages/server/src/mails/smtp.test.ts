import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { type App, createApp } from '../app.ts';
import { queueMail } from './index.ts';
import { mailTriesMax, runSend } from './send.ts';
import { openedSource, startSmtpServer, type TestSmtpServer } from './testing.ts';

const link = 'http://localhost:3000/accept-invite?code=one&mail=two';
let app: TestApp;
let second: App;
let smtp: TestSmtpServer;

beforeAll(async () => {
  smtp = await startSmtpServer();
  app = await createTestApp({ smtp: { url: smtp.url, from: 'Tenantry <settings@mail.example>' } });
  second = await createApp(app.app.services.config, app.connection);
});
afterEach(() => {
  smtp.refuse = {};
});
afterAll(async () => {
  await second.close();
  await app.close();
  await smtp.close();
});

interface Outcome {
  event: string;
  account_id: string;
  type: string;
  request: object;
  documents: { mail: Record<string, unknown> };
}
/** What the trail says became of a mail. */
const outcomesOf = (id: string) =>
  app.rows<Outcome>(
    `select event, account_id, type, request, documents from events where object_id = $1 and event like 'platform.notifications.mail.%' order by seq`,
    [id],
  );

const receivedBy = (to: string) => smtp.received.filter((mail) => mail.to.includes(to));
const statusOf = async (to: string) =>
  (
    await app.rows<{ id: string; status: string; tries: number; error: string | null }>(
      'select id, status, tries, error from mails where recipient = $1',
      [to],
    )
  )[0]!;

async function queue(to: string): Promise<string> {
  const { services } = app.app;
  const { account } = app.world.client;
  await services.database.write({ role: 'tenant', account, user: '', actor: '' }, (tx) =>
    queueMail({ tx, services }, { to, template: 'invitation', account, parameters: { actor: 'Ada Roth', account: 'Harbour Group', link } }),
  );
  return (await statusOf(to)).id;
}

test('a mail goes out as text and HTML, with an id that stays the same for each try', async () => {
  const id = await queue('one@mail.example');
  await runSend(app.app.services, { mailId: id });
  const [mail, ...rest] = receivedBy('one@mail.example');
  expect(rest).toEqual([]);
  const source = openedSource(mail!);
  expect(source).toContain(`Message-ID: <${id}@mail.example>`);
  expect(source).toContain('From: Tenantry <settings@mail.example>');
  expect(source).toContain('Auto-Submitted: auto-generated');
  expect(source).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  expect(source.split(link)).toHaveLength(2);
  expect(source.split(link.replace('&', '&amp;'))).toHaveLength(2);
  expect(await statusOf('one@mail.example')).toMatchObject({ status: 'Sent', tries: 1, error: null });
});

test('a mail that was sent is not sent again by a job that comes back', async () => {
  const id = await queue('again@mail.example');
  await runSend(app.app.services, { mailId: id });
  await runSend(app.app.services, { mailId: id });
  expect(receivedBy('again@mail.example')).toHaveLength(1);
  const outcomes = await outcomesOf(id);
  expect(outcomes).toMatchObject([
    {
      event: 'platform.notifications.mail.sent',
      account_id: app.world.client.account,
      type: 'Public',
      request: { worker: { workerName: 'mail.send' } },
      documents: { mail: { to: 'again@mail.example', template: 'invitation', status: 'Sent', tries: 1 } },
    },
  ]);
  // Link and code are in the body alone.
  expect(JSON.stringify(outcomes)).not.toContain('accept-invite');
});

test('a passing failure is tried again and leaves no trace of the body in its reason', async () => {
  const id = await queue('later@mail.example');
  smtp.refuse = { data: '451 come back later' };
  await expect(runSend(app.app.services, { mailId: id })).rejects.toThrow('451');
  const failed = await statusOf('later@mail.example');
  expect(failed).toMatchObject({ status: 'Queued', tries: 1, error: expect.stringContaining('451 come back later') });
  expect(failed.error).not.toContain('accept-invite');
  expect(await outcomesOf(id)).toEqual([]);
  smtp.refuse = {};
  await runSend(app.app.services, { mailId: id });
  expect(await statusOf('later@mail.example')).toMatchObject({ status: 'Sent', tries: 2, error: null });
  expect(receivedBy('later@mail.example')).toHaveLength(1);
});

test('an address that the server refuses for good fails at once', async () => {
  const id = await queue('nobody@mail.example');
  smtp.refuse = { rcpt: '550 no such mailbox' };
  await runSend(app.app.services, { mailId: id });
  expect(await statusOf('nobody@mail.example')).toMatchObject({ status: 'Failed', tries: 1, error: expect.stringContaining('550') });
  expect(receivedBy('nobody@mail.example')).toEqual([]);
  expect(await outcomesOf(id)).toMatchObject([
    { event: 'platform.notifications.mail.failed', documents: { mail: { reason: expect.stringContaining('550 no such mailbox') } } },
  ]);
});

test('what an account reads of a server that was not reached tells nothing of the installation', async () => {
  const id = await queue('unreached@mail.example');
  await app.rows('update mails set tries = $2 where id = $1', [id, mailTriesMax - 1]);
  const config = { ...app.app.services.config, smtp: { url: 'smtp://127.0.0.1:9', from: 'a@mail.example' } };
  await runSend({ ...app.app.services, config }, { mailId: id });
  expect(await statusOf('unreached@mail.example')).toMatchObject({ status: 'Failed', error: expect.stringContaining('127.0.0.1') });
  const outcomes = await outcomesOf(id);
  expect(outcomes).toMatchObject([{ documents: { mail: { reason: 'the mail server could not be reached.' } } }]);
  expect(JSON.stringify(outcomes)).not.toContain('127.0.0.1');
});

test('a mail that stays in the mailbox says so; in no account’s name it is for operators', async () => {
  const { services } = app.app;
  const id = await queue('kept@mail.example');
  await services.database.write({ role: 'auth', account: '', user: '', actor: '' }, (tx) =>
    queueMail({ tx, services }, { to: 'own@mail.example', template: 'password-reset', parameters: { link } }),
  );
  const own = (await statusOf('own@mail.example')).id;
  const unsent = { ...services, config: { ...services.config, smtp: undefined } };
  for (const mailId of [id, own, own]) await runSend(unsent, { mailId });
  expect(await outcomesOf(id)).toMatchObject([{ event: 'platform.notifications.mail.kept', type: 'Public' }]);
  expect(await outcomesOf(own)).toMatchObject([{ event: 'platform.notifications.mail.kept', type: 'Private', account_id: null }]);
});

test('after the last try a mail is failed, with the reason, and not tried any more', async () => {
  const id = await queue('never@mail.example');
  await app.rows('update mails set tries = $2 where id = $1', [id, mailTriesMax - 1]);
  smtp.refuse = { data: '451 come back later' };
  await runSend(app.app.services, { mailId: id });
  expect(await statusOf('never@mail.example')).toMatchObject({
    status: 'Failed',
    tries: mailTriesMax,
    error: expect.stringContaining('451'),
  });
  smtp.refuse = {};
  await runSend(app.app.services, { mailId: id });
  expect(receivedBy('never@mail.example')).toEqual([]);
});

test('beyond this machine nothing is sent without TLS', async () => {
  const { port } = new URL(smtp.url);
  // The same server by an address that does not look like this machine.
  const services = {
    ...app.app.services,
    config: { ...app.app.services.config, smtp: { url: `smtp://[::ffff:127.0.0.1]:${port}`, from: 'a@mail.example' } },
  };
  const id = await queue('clear@mail.example');
  smtp.commands.length = 0;
  await expect(runSend(services, { mailId: id })).rejects.toThrow(/TLS/);
  expect(smtp.commands).toContainEqual(expect.stringMatching(/^EHLO/));
  expect(smtp.commands).not.toContainEqual(expect.stringMatching(/^(MAIL|RCPT|AUTH|DATA)/));
});

test('of two servers on one database, one sends each mail, and right after the commit', async () => {
  const first = app.app;
  for (const one of [first, second]) {
    await one.http.listen({ port: 0, host: '127.0.0.1' });
    await one.jobs.start(one.services);
  }
  const addresses = Array.from({ length: 20 }, (_, i) => `both${i}@mail.example`);
  await Promise.all(addresses.map(queue));
  await vi.waitFor(async () => {
    const [open] = await app.rows<{ n: number }>(`select count(*)::int as n from mails where recipient like 'both%' and status <> 'Sent'`);
    expect(open!.n).toBe(0);
  }, 30_000);
  for (const address of addresses) expect(receivedBy(address)).toHaveLength(1);
  const tries = await app.rows(`select distinct tries from mails where recipient like 'both%'`);
  expect(tries).toEqual([{ tries: 1 }]);
});
