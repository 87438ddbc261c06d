import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import type { Config } from '../core/config.ts';
import { recordConfiguration } from './configuration.ts';

const key = 'platform.installation.configuration.changed';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const start = (changes: Partial<Config> = {}) =>
  recordConfiguration({
    database: app.app.services.database,
    config: { ...app.app.services.config, rateLimit: { perSecond: 50, burst: 500 }, ...changes },
  });
const last = async () =>
  (
    await app.rows<{ type: string; viewer_id: string; request: object; documents: { configuration: object; previous?: object } }>(
      'select type, viewer_id, request, documents from events where event = $1 order by seq desc limit 1',
      [key],
    )
  )[0]!;

test('the first start records how it is configured, for operators alone; the same again records nothing', async () => {
  await app.newEvents();
  await start();
  expect(await app.newEvents()).toEqual([key]);
  expect(await last()).toMatchObject({
    type: 'Private',
    viewer_id: '',
    request: { worker: { workerName: 'start' } },
    documents: { configuration: { edition: 'self-managed', publicUrl: 'http://localhost:3000', smtp: 'none' } },
  });
  expect((await last()).documents).not.toHaveProperty('previous');
  await start();
  await start({ port: 4999, dataDir: '/elsewhere', checkAnswers: false });
  expect(await app.newEvents()).toEqual([]);
  const trail = (token: string) => app.send('GET', `/audit/records?eq(event,'${key}')`, { token });
  expect((await trail(app.world.operations.token)).body.data).toHaveLength(1);
  expect((await trail(app.world.client.token)).body.data).toEqual([]);
});

test('another configuration records what changed, before and after, and nothing else', async () => {
  await start({ showTokensOnce: true, termsUrl: 'https://www.example.com/terms' });
  expect(await app.newEvents()).toEqual([key]);
  expect((await last()).documents).toEqual({
    configuration: { showTokensOnce: true, termsUrl: 'https://www.example.com/terms' },
    previous: { showTokensOnce: false, termsUrl: null },
  });
});

test('no secret of it is written down', async () => {
  const secrets = [
    'the-mail-secret',
    'the:database@secret',
    'the-erp-secret',
    'in-the-query',
    app.app.services.config.masterKey.toString('base64'),
  ];
  await start({
    smtp: { url: `smtps://user:${secrets[0]}@mail.example.com:465`, from: 'settings@example.com' },
    databaseUrl: `postgres://tenantry:${encodeURIComponent(secrets[1]!)}@db.example.com/tenantry?sslkey=${secrets[3]}`,
    erp: { kind: 'feed', url: 'https://erp.example.com/customers', token: secrets[2]!, intervalMinutes: 60 },
  });
  expect(await app.newEvents()).toEqual([key]);
  expect((await last()).documents.configuration).toEqual({
    smtp: 'smtps://user:…@mail.example.com:465 from settings@example.com',
    databaseUrl: 'postgres://tenantry:…@db.example.com/tenantry?sslkey=…',
    erp: 'https://erp.example.com every 60 min',
    showTokensOnce: false,
    termsUrl: null,
  });
  for (const table of ['events', 'recorded_configuration'])
    for (const secret of secrets)
      expect(
        await app.rows(`select 1 from ${table} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`, [
          secret,
          encodeURIComponent(secret),
        ]),
      ).toEqual([]);
});

test('of several processes that start at once, one records', async () => {
  await Promise.all(Array.from({ length: 6 }, () => start({ passwordPolicy: 'classic' })));
  expect(await app.newEvents()).toEqual([key]);
});
