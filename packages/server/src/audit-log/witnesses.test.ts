import { checkpointOf, faultOf, openCheckpoint, openNote, parseVerifierKey, partsOf } from '@tenantry/tlog';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { startWitness } from '../../test/witness.ts';
import { changeGroup, integrateAll, keysOf, readLog } from './testing.ts';
import { haveCosigned, Witnesses } from './witnesses.ts';

let app: TestApp;
let first: Awaited<ReturnType<typeof startWitness>>;
let second: typeof first;

beforeAll(async () => {
  first = await startWitness('witness.example/w1');
  second = await startWitness('witness.example/w2');
});
afterAll(() => Promise.all([first.close(), second.close()]));
beforeEach(async () => {
  app = await createTestApp({ witnesses: [first, second].map(({ url, key }) => ({ url, key })) });
  await changeGroup(app, 'first');
  await integrateAll(app);
  for (const { state } of [first, second]) {
    state.seen = { size: 0, root: Buffer.alloc(0) };
    state.knows = [String(await readLog(app, 'key')).trim()];
    state.asked = [];
    state.answer = undefined;
    state.now = () => Math.floor(Date.now() / 1000);
  }
});
afterEach(() => app.close());

const never = new AbortController().signal;
/** One round, as if the pause since the last one were over. */
async function round(): Promise<boolean> {
  await app.rows(`update audit_log_witnesses set tried_at = '-infinity'`);
  return haveCosigned(app.app.services, never);
}
const grow = async () => {
  await changeGroup(app, `Change ${Math.random()}`);
  await integrateAll(app);
};
const note = async () => String(await readLog(app, 'checkpoint'));
const signers = async () =>
  openNote(await note(), [...(await keysOf(app)), parseVerifierKey(first.key), parseVerifierKey(second.key)]).signedBy.map(
    ({ name }) => name,
  );
const states = async (party: 'operations' | 'client' = 'operations') =>
  (await app.send('GET', '/audit/log', { token: app.world[party].token })).body.witnesses as {
    name: string;
    size?: number;
    lastCosignedAt?: string;
    lastError?: string;
  }[];
const log = async () => checkpointOf(await note()).origin;

describe('witnesses', () => {
  test('cosign the newest checkpoint, which is served with their signatures beside the log’s own', async () => {
    expect(await round()).toBe(false);
    expect(await signers()).toEqual([await log(), first, second].map((one) => (typeof one === 'string' ? one : one.key.split('+')[0])));
    expect(await haveCosigned(app.app.services, never)).toBe(true);
    expect(first.state.asked).toEqual([0]);
    const { size } = openCheckpoint(await note(), await keysOf(app));
    expect(await states('client')).toEqual(
      [first, second].map(({ url, key }) => ({
        name: key.split('+')[0],
        verifier: key,
        url,
        size,
        lastCosignedAt: expect.stringMatching(/Z$/),
      })),
    );
  });

  test('are shown that the log continues what they have cosigned', async () => {
    await round();
    const { size } = checkpointOf(await note());
    await grow();
    await app.rows(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
        select 'platform.accounts.user_group.updated', $1, $1, 'UserGroup', 'UGR-' || i, 'USR-1', 'Ada', 'x', 'x' from generate_series(1, 900) i`,
      [app.world.client.account],
    );
    await integrateAll(app);
    await round();
    expect(first.state.asked).toEqual([0, size]);
    expect(first.state.seen.size).toBeGreaterThan(size + 900);
    expect(checkpointOf(await note()).size).toBe(first.state.seen.size);
    expect(await signers()).toHaveLength(3);
  });

  test('that know more than we remember are asked again from there', async () => {
    await round();
    const { size } = checkpointOf(await note());
    await app.rows('delete from audit_log_witnesses');
    await grow();
    await round();
    expect(first.state.asked).toEqual([0, 0, size]);
    expect(await signers()).toHaveLength(3);
    // Nothing was kept of what they signed: the same head is signed once more.
    await app.rows('delete from audit_log_cosignatures');
    await app.rows('delete from audit_log_witnesses');
    await round();
    expect(await signers()).toHaveLength(3);
  });

  test('that are away, or refuse, delay nothing; the other’s signature is kept, and operators are told why', async () => {
    second.state.answer = () => ({ status: 500, body: 'oops' });
    await round();
    expect(await signers()).toEqual([await log(), 'witness.example/w1']);
    expect((await states())[1]).toMatchObject({ lastError: 'It answered 500.' });
    expect((await states('client'))[1]).toMatchObject({ lastError: 'It did not cosign when it was asked last.' });
    await grow();
    expect(openCheckpoint(await note(), await keysOf(app))).toBeDefined();
    // After a failure it is left alone for a while.
    await app.rows(`update audit_log_witnesses set tried_at = now() - interval '10 seconds'`);
    const asked = second.state.asked.length;
    await haveCosigned(app.app.services, never);
    expect(second.state.asked.length).toBe(asked);
    second.state.answer = undefined;
    await round();
    expect((await states())[1]).not.toHaveProperty('lastError');
    expect(await signers()).toHaveLength(3);
  });

  test.each<[string, (text: string) => { status: number; body: string; type?: string }, RegExp]>([
    ['signs another text', (text) => ({ status: 200, body: first.cosign(`${text}x\n`) }), /cosignature of witness.example\/w1 is wrong/],
    ['answers for somebody else', (text) => ({ status: 200, body: second.cosign(text) }), /no cosignature of witness.example\/w1/],
    ['answers no signature', () => ({ status: 200, body: '<html>\n' }), /line that is no signature/],
    ['answers without end', () => ({ status: 200, body: 'x'.repeat(100_000) }), /more than signatures/],
    ['does not know the log', () => ({ status: 404, body: '' }), /does not know this log/],
    ['does not know its key', () => ({ status: 403, body: '' }), /does not know the key/],
    ['saw another tree of this size', () => ({ status: 409, body: '' }), /two histories/],
    ['finds that the proof does not hold', () => ({ status: 422, body: '' }), /does not hold/],
    ['has seen more than the log has', () => ({ status: 409, body: '99999999\n', type: 'text/x.tlog.size' }), /entries were cut off/],
    [
      'cannot make up its mind',
      () => ({ status: 409, body: `${first.state.asked.length}\n`, type: 'text/x.tlog.size' }),
      /and before that/,
    ],
  ])('one that %s is not believed', async (_, answer, words) => {
    first.state.answer = answer;
    await round();
    expect(await signers()).toEqual([await log(), 'witness.example/w2']);
    expect((await states())[0]).toMatchObject({ lastError: expect.stringMatching(words) });
  });

  test('one whose clock is far ahead is not believed', async () => {
    first.state.now = () => Math.floor(Date.now() / 1000) + 3 * 86_400;
    await round();
    expect((await states())[0]).toMatchObject({ lastError: expect.stringMatching(/its clock is wrong/) });
  });

  test('one that is not there is noticed, and stopping does not wait for it', async () => {
    app.app.services.config.witnesses = [{ url: 'http://127.0.0.1:1', key: first.key }];
    await round();
    expect((await states())[0]).toMatchObject({ lastError: expect.stringMatching(/^It cannot be reached: /) });
  });

  test('see a rewritten past: the proof does not hold, and nothing is cosigned', async () => {
    await round();
    await app.rows('delete from audit_log_cosignatures');
    await app.rows('delete from audit_log_checkpoints');
    await app.rows('delete from audit_log_entries');
    await app.rows('delete from audit_log_tiles');
    await app.rows(`update events set summary = 'Nothing happened' where seq = (select min(seq) from events)`);
    await app.rows(`update audit_log set size = 0, last_xact = '0', last_seq = 0`);
    await grow();
    await round();
    expect((await states())[0]).toMatchObject({ lastError: expect.stringMatching(/^It answered 422/) });
    expect(await signers()).toEqual([await log()]);
  });
});

describe('a cosigned checkpoint', () => {
  test('is kept when newer ones come, is served while it is nearly as new, and is what evidence leads to', async () => {
    const id = await changeGroup(app, 'to be proved');
    await integrateAll(app);
    await round();
    const cosigned = await note();
    for (let n = 0; n < 3; n++) await grow();
    expect(await note()).toBe(cosigned);
    const evidence = await app.send('GET', `/audit/records/${id}/evidence`, { token: app.world.client.token });
    expect(evidence.body.checkpoint).toBe(cosigned);
    expect(faultOf(evidence.body, await keysOf(app))).toBeUndefined();
    expect(partsOf(evidence.body.checkpoint).lines).toHaveLength(3);
    // What came after it leads to the newest one.
    const later = await changeGroup(app, 'later');
    await integrateAll(app);
    const newer = await app.send('GET', `/audit/records/${later}/evidence`, { token: app.world.client.token });
    expect(checkpointOf(newer.body.checkpoint).size).toBeGreaterThan(checkpointOf(cosigned).size);
    await app.rows(`update audit_log_checkpoints set at = at - interval '2 minutes' where size = $1`, [checkpointOf(cosigned).size]);
    expect(checkpointOf(await note()).size).toBeGreaterThan(checkpointOf(cosigned).size);
  });

  test('of a head that newer ones have taken the place of meanwhile is kept too', async () => {
    app.app.services.config.witnesses = [{ url: first.url, key: first.key }];
    const { size } = checkpointOf(await note());
    first.state.answer = async (text) => {
      await grow();
      expect(await app.rows('select 1 from audit_log_checkpoints where size = $1', [size])).toEqual([]);
      return { status: 200, body: first.cosign(text) };
    };
    await round();
    expect(checkpointOf(await note()).size).toBe(size);
    expect(await signers()).toContain('witness.example/w1');
  });
});

test('two servers at once ask each witness once', async () => {
  await Promise.all([haveCosigned(app.app.services, never), haveCosigned(app.app.services, never), haveCosigned(app.app.services, never)]);
  expect([first.state.asked, second.state.asked]).toEqual([[0], [0]]);
});

test('a server that runs asks by itself once it is told of a new checkpoint, and stops at once', async () => {
  const witnesses = new Witnesses(app.app.services);
  witnesses.wake();
  await expect.poll(signers, { timeout: 20_000 }).toHaveLength(3);
  await witnesses.stop();
  await grow();
  witnesses.wake();
  expect(await haveCosigned(app.app.services, AbortSignal.abort())).toBe(false);
  expect(first.state.asked).toEqual([0]);
});
