import { afterAll, beforeAll, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ passwordPolicy: 'classic' });
});
afterAll(() => app.close());

const facts = (session?: string) => app.send('GET', '/installation', session ? { session } : {});
const demoPeople = [{ email: 'ada@demo.example', name: 'Ada', role: 'Administrator', account: 'Harbour', accountType: 'Client' }];

test('everybody may know the edition, the version and the password policy, and nothing more', async () => {
  expect(await facts()).toMatchObject({ status: 200 });
  expect((await facts()).body).toEqual({
    id: 'installation',
    edition: 'self-managed',
    version: packageFile.version,
    insecureHttp: false,
    mailbox: false,
    passwordPolicy: { kind: 'classic', lengthMin: 8 },
  });
});

test('the mailbox is offered to operators while no mail leaves, and to nobody else', async () => {
  expect((await facts(app.world.operations.admin.session)).body.mailbox).toBe(true);
  expect((await facts(app.world.client.admin.session)).body.mailbox).toBe(false);
  app.app.services.config.smtp = { url: 'smtp://localhost', from: 'x@example.com' };
  expect((await facts(app.world.operations.admin.session)).body.mailbox).toBe(false);
  app.app.services.config.smtp = undefined;
});

test('the terms of use and the privacy notice are those of the installation', async () => {
  Object.assign(app.app.services.config, { termsUrl: 'https://example.com/terms', privacyUrl: 'https://example.com/privacy' });
  expect((await facts()).body).toMatchObject({ termsUrl: 'https://example.com/terms', privacyUrl: 'https://example.com/privacy' });
  Object.assign(app.app.services.config, { termsUrl: undefined, privacyUrl: undefined });
  expect((await facts()).body).not.toHaveProperty('termsUrl');
});

test('demo people are named only where the demo mailbox is open, and their password never', async () => {
  await app.rows(`update installation set demo = true, settings = $1`, [JSON.stringify({ demoPeople, demoPassword: 'sealed-password' })]);
  expect((await facts()).body).not.toHaveProperty('demo');
  app.app.services.demoMailbox = true;
  const { body } = await facts();
  expect(body).toMatchObject({ mailbox: true, demo: demoPeople });
  expect(JSON.stringify(body)).not.toContain('sealed-password');
  await app.rows('update installation set demo = false');
  expect((await facts()).body).not.toHaveProperty('demo');
});
