import { openCheckpoint } from '@tenantry/tlog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { verificationHandler, verifyInstallation } from './index.ts';
import { changeGroup, integrateAll, keysOf, readLog } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const state = async (who: 'operations' | 'client' = 'operations', from = app) =>
  (await from.send('GET', '/audit/log', { token: from.world[who].token })).body;
const request = (from = app) => from.send('POST', '/audit/log/verify', { token: from.world.operations.token });
/** The job that was queued last. */
async function lastJob(from = app): Promise<Record<string, unknown>> {
  const [job] = await from.rows<{ data: Record<string, unknown> }>(
    `select data from pgboss.job where name = 'audit.verify' order by created_on desc limit 1`,
  );
  return job!.data;
}
/** Does the job that was queued last, as a server with jobs would. */
const work = async (from = app) => verificationHandler.run(from.app.services, await lastJob(from));
const verified = (from = app) =>
  from.rows<{ documents: { verification: { outcome: string; size?: number; fault?: string } }; viewer_id: string; request: unknown }>(
    `select documents, viewer_id, request from events where event = 'platform.audit.log.verified' order by seq desc`,
  );

describe('the state of the log', () => {
  test('says to those who read the trail where it stands, and what it is checked with', async () => {
    await changeGroup(app, 'first');
    expect((await state('client')).waiting).toBeGreaterThan(0);
    await integrateAll(app);
    const body = await state('client');
    const checkpoint = openCheckpoint(String(await readLog(app, 'checkpoint')), await keysOf(app));
    expect(body).toMatchObject({
      origin: checkpoint.origin,
      size: checkpoint.size,
      root: checkpoint.root.toString('base64'),
      checkpoint: String(await readLog(app, 'checkpoint')),
      checkpointAt: expect.stringMatching(/Z$/),
      waiting: 0,
      public: true,
      keys: [{ id: expect.stringMatching(/^[0-9a-f]{8}$/), verifier: String(await readLog(app, 'key')).trim() }],
      witnesses: [],
      verification: { status: 'None' },
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('a verification', () => {
  test('runs as a job, one at a time, and says how it went', async () => {
    await app.newEvents();
    const started = await request();
    expect(started).toMatchObject({ status: 200, body: { verification: { status: 'Running', checked: 0, total: (await state()).size } } });
    expect(await request()).toMatchObject({ status: 409, body: { errors: [{ id: 'verification-under-way' }] } });
    expect(await app.newEvents()).toEqual(['platform.audit.log.verification_requested']);
    await work();
    const { size, verification } = await state('client');
    expect(verification).toMatchObject({ status: 'Passed', checked: size, total: size, size, endedAt: expect.any(String) });
    const [event] = await verified();
    expect(event).toMatchObject({
      documents: { verification: { outcome: 'Passed', size } },
      viewer_id: '',
      request: { worker: { workerName: 'audit-verification' } },
    });
  });

  test('is asked for by two at once and starts once', async () => {
    const answers = await Promise.all([request(), request(), request()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await work();
    expect((await state()).verification.status).toBe('Passed');
  });

  test('names the record that does not fit, to operators alone', async () => {
    const scratch = await createTestApp();
    try {
      const id = await changeGroup(scratch, 'to be altered');
      await integrateAll(scratch);
      await scratch.rows(`update events set summary = 'Altered' where id = $1`, [id]);
      await request(scratch);
      await work(scratch);
      const { verification } = await state('operations', scratch);
      expect(verification).toMatchObject({
        status: 'Failed',
        fault: expect.stringMatching(new RegExp(`^record ${id}, entry \\d+, is not`)),
      });
      const told = (await state('client', scratch)).verification;
      expect(told).toMatchObject({ status: 'Failed' });
      expect(JSON.stringify(told)).not.toContain(id);
      expect((await verified(scratch))[0]!.documents.verification).toMatchObject({ outcome: 'Failed', fault: verification.fault });
    } finally {
      await scratch.close();
    }
  });

  test('finds a checkpoint that the log did not sign', async () => {
    const scratch = await createTestApp();
    try {
      await request(scratch);
      // Nothing more goes into the tree then, which would sign a good one.
      await integrateAll(scratch);
      await scratch.rows(`update audit_log_checkpoints set note = regexp_replace(note, E'\\n\\\\d+\\n', E'\\n1\\n')`);
      await work(scratch);
      expect((await state('operations', scratch)).verification).toMatchObject({
        status: 'Failed',
        fault: expect.stringMatching(/^the signature of .* is wrong$/),
      });
    } finally {
      await scratch.close();
    }
  });

  test('whose server died is noticed, and another one can be started; the lost one writes nothing more', async () => {
    await request();
    const lost = await lastJob();
    await app.rows(`update audit_log_verifications set alive_at = now() - interval '3 minutes' where status = 'Running'`);
    expect((await state()).verification).toMatchObject({ status: 'Failed', fault: expect.stringMatching(/^The server stopped/) });
    await app.newEvents();
    expect(await request()).toMatchObject({ status: 200, body: { verification: { status: 'Running' } } });
    expect(await app.newEvents()).toEqual(['platform.audit.log.verified', 'platform.audit.log.verification_requested']);
    await verificationHandler.run(app.app.services, lost);
    expect((await state()).verification).toMatchObject({ status: 'Running' });
    expect(await app.newEvents()).toEqual([]);
    await work();
    expect((await state()).verification).toMatchObject({ status: 'Passed' });
  });

  test('says how far it is while it runs', async () => {
    const told: [number, number][] = [];
    const { checkpoint } = await verifyInstallation(app.app.services, {
      progress: (checked, total) => void told.push([checked, total]),
    });
    expect(told.at(-1)).toEqual([checkpoint.size, checkpoint.size]);
    await expect(
      verifyInstallation(app.app.services, {
        progress: () => {
          throw new Error('stop');
        },
      }),
    ).rejects.toThrow('stop');
  });
});
