import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const post = (name: string, key: string, token = app.world.client.token) =>
  app.send('POST', '/accounts/api-tokens', { token, body: { name }, headers: { 'idempotency-key': key } });
const named = (name: string) => app.rows<{ id: string }>('select id from api_tokens where name = $1', [name]);

describe('an Idempotency-Key', () => {
  test('sent many times at once makes one object; who comes too early is told when to try again', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('At once', 'key-1')));
    const [stored] = await named('At once');
    expect(await named('At once')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.body.id).toBe(stored!.id);
      else expect(answer).toMatchObject({ status: 409, headers: { 'retry-after': '1' }, body: { type: '/problems/idempotency-conflict' } });
    }
    const later = await post('At once', 'key-1');
    const first = answers.find(({ status }) => status === 201)!;
    expect(later).toMatchObject({ status: 201, body: first.body });
  });

  test('is one’s own: another caller, and another path, with the same key are something else', async () => {
    const mine = await post('Mine', 'key-2');
    const theirs = await post('Mine', 'key-2', app.world.other.token);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const elsewhere = await app.send('POST', `/accounts/api-tokens/${mine.body.id}/disable`, {
      token: app.world.client.token,
      headers: { 'idempotency-key': 'key-2' },
    });
    expect(elsewhere).toMatchObject({ status: 200, body: { status: 'Disabled' } });
  });

  test('holds for 24 hours', async () => {
    await post('Daily', 'key-3');
    await app.rows(`update idempotency_keys set created_at = now() - interval '23 hours 59 minutes' where key = 'key-3'`);
    await post('Daily', 'key-3');
    expect(await named('Daily')).toHaveLength(1);
    await app.rows(`update idempotency_keys set created_at = now() - interval '24 hours 1 minute' where key = 'key-3'`);
    expect((await post('Daily', 'key-3')).status).toBe(201);
    expect(await named('Daily')).toHaveLength(2);
  });

  test('of a refused request is free again', async () => {
    expect((await post('', 'key-4')).status).toBe(400);
    expect((await post('Corrected', 'key-4')).status).toBe(201);
  });

  test.each(['', ' ', 'a b', 'x'.repeat(256), 'é'])('of the form "%s" is refused, and nothing is made', async (key) => {
    expect((await post(`Form ${key.length}`, key)).status).toBe(400);
    expect(await named(`Form ${key.length}`)).toEqual([]);
  });

  test('keeps the secret of a token readable to nobody', async () => {
    const { body } = await post('Secret', 'key-5');
    const rows = await app.rows<{ text: string }>(`select encode(answer, 'escape') as text from idempotency_keys`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain(body.token.split(':').at(-1));
  });
});
