import { openCheckpoint, parseVerifierKey } from '@tenantry/tlog';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { integrate, verifyInstallation } from './index.ts';
import { changeGroup, integrateAll, readLog } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  await changeGroup(app, 'x');
  await integrateAll(app);
});
afterAll(() => app.close());

interface Key {
  id: string;
  verifier: string;
  retiredAt?: string;
}
const session = () => ({ session: app.world.operations.admin.session });
const keys = async (): Promise<Key[]> => (await app.send('GET', '/audit/log', { token: app.world.operations.token })).body.keys;
const retire = (id: string) => app.send('POST', `/audit/log/keys/${id}/retire`, session());
const opened = async ({ verifier }: Key) => openCheckpoint(String(await readLog(app, 'checkpoint')), [parseVerifierKey(verifier)]);

test('a key is added by a person who confirmed who she is, and by nobody else', async () => {
  await app.newEvents();
  expect(await app.send('POST', '/audit/log/keys', { token: app.world.operations.token })).toMatchObject({ status: 403 });
  expect(await app.send('POST', '/audit/log/keys', { session: app.world.client.admin.session })).toMatchObject({ status: 403 });
  await app.rows(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [app.world.operations.admin.user]);
  expect(await app.send('POST', '/audit/log/keys', session())).toMatchObject({ status: 403, body: { type: '/problems/confirm-identity' } });
  await app.rows(`update sessions set confirmed_at = now() where user_id = $1`, [app.world.operations.admin.user]);
  expect(await app.newEvents()).toEqual([]);
  expect(await keys()).toHaveLength(1);
});

test('all active keys sign, so that whoever knows one of them can follow; a retired one signs nothing more', async () => {
  const [old] = await keys();
  await app.newEvents();
  expect((await app.send('POST', '/audit/log/keys', session())).status).toBe(200);
  expect(await app.newEvents()).toEqual(['platform.audit.log_key.created']);
  const fresh = (await keys()).find(({ id }) => id !== old!.id)!;
  await integrateAll(app);
  expect((await opened(old!)).size).toBe((await opened(fresh)).size);
  expect(
    String(await readLog(app, 'key'))
      .trim()
      .split('\n'),
  ).toEqual([fresh.verifier, old!.verifier]);

  expect((await retire(old!.id)).body.keys).toEqual([fresh, { ...old, retiredAt: expect.any(String) }]);
  expect(await app.newEvents()).toEqual(['platform.audit.log_key.retired']);
  await integrateAll(app);
  expect((await opened(fresh)).size).toBeGreaterThan(0);
  await expect(opened(old!)).rejects.toThrow(/by a known key/);
  expect(await verifyInstallation(app.app.services)).not.toHaveProperty('fault');
  // Nothing of the secret is anywhere.
  const [row] = await app.rows<{ documents: string }>(
    `select documents::text from events where event = 'platform.audit.log_key.created' order by seq desc limit 1`,
  );
  expect(JSON.parse(row!.documents)).toEqual({ auditLogKey: { id: fresh.id, verifier: fresh.verifier } });
});

test('the last key that signs stays, and none is retired twice', async () => {
  const [active, retired] = await keys();
  expect(await retire(active!.id)).toMatchObject({ status: 409, body: { errors: [{ id: 'last-key' }] } });
  expect(await retire(retired!.id)).toMatchObject({ status: 409, body: { errors: [{ id: 'status' }] } });
  expect((await retire('00000000')).status).toBe(404);
  expect((await keys()).filter(({ retiredAt }) => !retiredAt)).toHaveLength(1);
});

test('of two keys that are retired at once one stays', async () => {
  await app.send('POST', '/audit/log/keys', session());
  const active = (await keys()).filter(({ retiredAt }) => !retiredAt);
  expect(active).toHaveLength(2);
  const answers = await Promise.all(active.map(({ id }) => retire(id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await keys()).filter(({ retiredAt }) => !retiredAt)).toHaveLength(1);
});

test('a checkpoint is signed anew also when the tree has not grown', async () => {
  await integrateAll(app);
  await app.send('POST', '/audit/log/keys', session());
  await integrateAll(app);
  const [newest, other] = (await keys()).filter(({ retiredAt }) => !retiredAt);
  const { size } = await opened(newest!);
  // Behind the back of the log, so that no record makes the tree grow.
  await app.rows('update audit_log_keys set retired_at = now() where id = $1', [other!.id]);
  expect(await integrate(app.app.services)).toMatchObject({ added: 0 });
  expect((await opened(newest!)).size).toBe(size);
  await expect(opened(other!)).rejects.toThrow(/by a known key/);
  expect(await integrate(app.app.services)).toEqual({ added: 0, more: false });
});
