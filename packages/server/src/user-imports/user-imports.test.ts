import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, moduleId, type TestApp } from '../../test/harness.ts';
import { importHandlers } from './run.ts';

let app: TestApp;
let path: string;
let token: string;
beforeAll(async () => {
  app = await createTestApp();
  path = `/accounts/accounts/${app.world.client.account}/user-imports`;
  token = app.world.client.token;
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const file = [
  'Email,First name,Last name,Groups,Note',
  'ada@example.com,Ada,Roth,Billing only,"two\r\nlines"',
  'ADA@example.com,Ada,Roth,Billing only,',
  'finn@example.com,Finn,Okafor,,',
  'no address,Mei,Tanaka,Billing only,',
  'ravi@example.com,Ravi,Menon,Warehouse,',
  'wanda@example.com,Wanda,"Kowal"ska,Billing only,',
  'theo@example.com,Theo,Papadakis,Administrators,',
  'zoe@example.com,Zoë,van Dijk,Billing only,',
].join('\r\n');

const check = (more: object = {}, content = file) =>
  app.send('POST', path, { token, body: { fileName: 'people.csv', content: Buffer.from(content).toString('base64'), ...more } });

/** Runs what is queued, as the background would. */
async function work(): Promise<void> {
  const jobs = await app.rows<{ id: string; name: string; data: Record<string, unknown> }>(
    `select id, name, data from pgboss.job where name like 'user-import.%' and state = 'created'`,
  );
  for (const job of jobs) {
    await importHandlers.find((handler) => handler.queue === job.name)!.run(app.app.services, job.data);
    await app.rows('delete from pgboss.job where id = $1', [job.id]);
  }
}

describe('checking a file', () => {
  test('says for each row what would happen and why, and invites nobody', async () => {
    const before = await app.rows('select count(*)::int as n from memberships');
    const { status, body } = await check();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'Checked',
      encoding: 'utf-8',
      delimiter: ',',
      counts: { rows: 8, create: 2, member: 0, duplicate: 1, error: 5 },
      errors: { 'group-missing': 1, 'email-invalid': 1, 'unknown-group': 1, 'broken-quote': 1, 'default-group-needs-confirmation': 1 },
      unknownGroups: [{ name: 'Warehouse', rows: 1 }],
      needsDefaultGroupConfirmation: true,
    });
    const rows = await app.send('GET', `${path}/${body.id}/rows?eq(outcome,error)&limit=100`, { token });
    expect(rows.body.data.map((row: { line: number; reason: string }) => [row.line, row.reason])).toEqual([
      [5, 'group-missing'],
      [6, 'email-invalid'],
      [7, 'unknown-group'],
      [8, 'broken-quote'],
      [9, 'default-group-needs-confirmation'],
    ]);
    expect(await app.newEvents()).toEqual(['platform.accounts.user_import.checked']);
    expect(await app.rows('select count(*)::int as n from memberships')).toEqual(before);
  });

  test('offers the faulty rows as a file with line and reason', async () => {
    const { body } = await check();
    const faulty = await app.send('GET', `${path}/${body.id}/faulty-rows`, { token });
    expect(faulty.body.fileName).toBe('faulty-people.csv');
    expect(faulty.body.content).toContain('no address');
    expect(faulty.body.content).not.toContain('ada@example.com');
  });

  test('refuses what is no list of people with a sentence', async () => {
    expect(await check({}, 'Name,Colour\nAda,red\n')).toMatchObject({ status: 400, body: { errors: { file: [expect.any(String)] } } });
    expect(await check({}, 'PK\u0003\u0004binary')).toMatchObject({ status: 400 });
    expect(await check({ groups: [{ id: app.world.other.limited }] })).toMatchObject({
      status: 400,
      body: { errors: { groups: [expect.any(String)] } },
    });
    expect(await check({ active: true })).toMatchObject({ status: 403 });
    expect(await app.newEvents()).toEqual([]);
  });
});

describe('committing', () => {
  test('invites exactly the good rows, once, with a created group, and can be undone', async () => {
    const { body } = await check({
      groups: [{ id: app.world.client.limited }],
      createGroups: ['Warehouse'],
      createGroupModules: [{ id: moduleId('billing') }],
    });
    expect(body.counts).toMatchObject({ create: 4, error: 3 });
    expect((await app.send('POST', `${path}/${body.id}/commit`, { token, body: { digest: 'another' } })).status).toBe(409);
    await app.newEvents();
    const committed = await app.send('POST', `${path}/${body.id}/commit`, { token, body: { digest: body.digest } });
    expect(committed.body.status).toBe('Running');
    expect((await app.send('POST', `${path}/${body.id}/commit`, { token, body: { digest: body.digest } })).status).toBe(409);
    expect(await app.newEvents()).toEqual(['platform.accounts.user_group.created', 'platform.accounts.user_import.committed']);
    await work();
    expect((await app.send('GET', `${path}/${body.id}`, { token })).body).toMatchObject({ status: 'Completed', counts: { done: 4 } });
    const events = await app.newEvents();
    expect(events.filter((event) => event === 'platform.accounts.account_user.invited')).toHaveLength(4);
    expect(events.at(-1)).toBe('platform.accounts.user_import.completed');
    const ravi = await app.send('GET', `/accounts/accounts/${app.world.client.account}/users?eq(user.email,'ravi@example.com')`, { token });
    expect(ravi.body.data).toMatchObject([{ status: 'Invited', groups: [{ name: 'Warehouse' }] }]);
    expect((await check({ groups: [{ id: app.world.client.limited }] })).body.counts).toMatchObject({ member: 4, create: 0 });

    await app.send('POST', `${path}/${body.id}/undo`, { token });
    await work();
    expect((await app.send('GET', `${path}/${body.id}`, { token })).body).toMatchObject({ status: 'Undone', counts: { undone: 4 } });
    expect(await app.rows(`select 1 from memberships where import_id = $1 and status <> 'Removed'`, [body.id])).toEqual([]);
  });

  test('a row whose person joined in the meantime is skipped and the others go on', async () => {
    const { body } = await check(
      {},
      'Email;Vorname;Nachname;Gruppen\nliv@example.com;Liv;Moen;Billing only\nhugo@example.com;Hugo;Martin;Billing only\n',
    );
    expect(body).toMatchObject({ delimiter: ';', counts: { create: 2 } });
    await app.send('POST', `/accounts/accounts/${app.world.client.account}/users`, {
      token,
      body: { user: { email: 'liv@example.com', firstName: 'Liv', lastName: 'Moen' }, groups: [{ id: app.world.client.limited }] },
    });
    await app.send('POST', `${path}/${body.id}/commit`, { token, body: { digest: body.digest } });
    await work();
    const rows = await app.send('GET', `${path}/${body.id}/rows`, { token });
    expect(rows.body.data).toMatchObject([{ outcome: 'skipped', reason: 'changed-since-check' }, { outcome: 'created' }]);
  });

  test('operators create active people from hashes, without a mail, and the hash stays nowhere else', async () => {
    const operator = app.world.operations.token;
    const hash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$KSFoHYJmMQcpxgPRoQmYzJLEBhBEMtYZpDPuCMOGuSY';
    const content = `Email,First name,Last name,Password hash,Groups\nactive1@example.com,One,Active,"${hash}",Billing only\nactive2@example.com,Two,Active,"${hash}",Billing only\n`;
    const { body, status } = await app.send('POST', path, {
      token: operator,
      body: { fileName: 'active.csv', content: Buffer.from(content).toString('base64'), active: true },
    });
    expect(status).toBe(201);
    await app.send('POST', `${path}/${body.id}/commit`, { token: operator, body: { digest: body.digest } });
    await app.newEvents();
    await work();
    expect((await app.newEvents()).sort()).toEqual([
      ...Array(2).fill('platform.accounts.account_user.added'),
      ...Array(2).fill('platform.accounts.user.created'),
      'platform.accounts.user_import.completed',
    ]);
    const members = await app.send('GET', `/accounts/accounts/${app.world.client.account}/users?like(user.email,'active*')`, { token });
    expect(members.body.data).toMatchObject([
      { status: 'Active', user: { status: 'Active' }, groups: [{ name: 'Billing only' }] },
      { status: 'Active' },
    ]);
    expect(await app.rows(`select 1 from mails where recipient like 'active%'`)).toEqual([]);
    expect(await app.rows(`select 1 from user_import_rows where password_hash is not null or cells::text like '%argon2%'`)).toEqual([]);
    expect(JSON.stringify(await app.rows('select documents from events'))).not.toContain('argon2');
  });

  test('active people come in several transactions at a time, and after a failure the rest comes, everybody once', async () => {
    const operator = app.world.operations.token;
    const hash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$KSFoHYJmMQcpxgPRoQmYzJLEBhBEMtYZpDPuCMOGuSY';
    const lines = Array.from({ length: 4000 }, (_, n) => `many${n}@example.com,Many,Number ${n},"${hash}",Billing only`);
    const { body } = await app.send('POST', path, {
      token: operator,
      body: {
        fileName: 'many.csv',
        content: Buffer.from(['Email,First name,Last name,Password hash,Groups', ...lines].join('\n')).toString('base64'),
        active: true,
      },
    });
    await app.send('POST', `${path}/${body.id}/commit`, { token: operator, body: { digest: body.digest } });
    const members = () =>
      app.rows<{ n: number; people: number }>(
        'select count(*)::int as n, count(distinct user_email)::int as people from memberships where import_id = $1',
        [body.id],
      );
    await app.alter(`alter table users add constraint not_her check (email <> 'many3000@example.com') not valid`);
    await expect(work()).rejects.toThrow('not_her');
    // Of the two batches at once, one had her; the other one is done.
    expect(await members()).toEqual([{ n: 2000, people: 2000 }]);
    await app.alter('alter table users drop constraint not_her');
    await app.newEvents();
    await work();
    expect(await members()).toEqual([{ n: 4000, people: 4000 }]);
    expect((await app.newEvents()).length).toBe(2 * 2000 + 1);
    expect((await app.send('GET', `${path}/${body.id}`, { token })).body).toMatchObject({
      status: 'Completed',
      counts: { rows: 4000, done: 4000 },
    });
  });
});
