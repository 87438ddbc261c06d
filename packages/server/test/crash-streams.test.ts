import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Killable, killableServer } from './killable.ts';
import { startReceiver } from './receivers.ts';

let server: Killable;
beforeAll(async () => {
  server = await killableServer();
});
afterAll(() => server.close(), 60_000);

test('a server that is killed while a receiver has its batch sends that batch again, the same, and then the rest: nothing is missing', async () => {
  await server.start();
  const secret = await server.token();
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${server.url}/public/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
  };
  const receiver = await startReceiver();
  receiver.reactions.push('silence');
  for (let n = 0; n < 5; n++) await post('/accounts/api-tokens', { name: `Before ${n}` });
  await post('/audit/streams', { name: 'Crash', kind: 'webhook', format: 'jsonl', target: { url: receiver.url }, startAt: 'beginning' });
  await receiver.batches(1);
  await server.end('SIGKILL');
  // Another process would wait for the end of the lease.
  await server.rows(`update audit_streams set lease_until = now()`);
  await server.start();
  for (let n = 0; n < 5; n++) await post('/accounts/api-tokens', { name: `After ${n}` });
  for (;;) {
    const [left] = await server.rows(
      'select s.position < l.size or l.size < (select count(*) from events) as behind from audit_streams s, audit_log l',
    );
    if (!left!.behind) break;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  const [first, again] = receiver.received;
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(again!.body).toBe(first!.body);
  const stored = await server.rows(
    'select l.index::int from audit_log_entries l join events e on e.id = l.event_id and e.viewer_id = l.viewer_id and not e.is_copy order by 1',
  );
  expect(receiver.indexes()).toEqual(stored.map(({ index }) => index));
  await receiver.close();
}, 300_000);
