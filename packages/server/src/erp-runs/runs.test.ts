import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changedTables, databaseState } from '../../test/sweep/database-state.ts';
import { type Difference, dryRun, erpRunHandler, erpTick, startRun, workOff } from './index.ts';
import { asRun, insertRun, worker } from './runs.ts';
import { createErpGround, type ErpGround, line } from './testing.ts';

let erp: ErpGround;
beforeAll(async () => {
  erp = await createErpGround();
});
afterAll(() => erp.close());
beforeEach(async () => {
  await erp.app.rows(`delete from buyer_errors; delete from erp_links; delete from buyers; delete from erp_runs; delete from pgboss.job`);
  await erp.app.newEvents();
});

const operator = () => ({ token: erp.app.world.operations.token });
const start = () => {
  const { services } = erp.app.app;
  return services.database.write(worker, (tx) => startRun({ tx, services, recorder: asRun('test') }));
};
const jobs = () => erp.app.rows<{ data: unknown }>(`select data from pgboss.job where name = 'erp.run' order by created_on`);

test('an operator has the ERP read by a job, once at a time, and sees how it went', async () => {
  await erp.feed([line(1)]);
  const made = await erp.app.send('POST', '/accounts/erp-runs', operator());
  expect(made).toMatchObject({ status: 201, body: { status: 'Queued', source: 'file', startedAt: null, finishedAt: null } });
  expect(await erp.app.newEvents()).toEqual(['platform.accounts.erp_run.created']);
  const second = await erp.app.send('POST', '/accounts/erp-runs', operator());
  expect(second).toMatchObject({ status: 409, body: { errors: [{ id: 'erp-run-under-way' }] } });
  expect(await erp.app.newEvents()).toEqual([]);
  const [job] = await jobs();
  expect(job!.data).toEqual({ runId: made.body.id, ifChanged: false });
  await erpRunHandler.run(erp.app.app.services, job!.data as Record<string, unknown>);
  const listed = await erp.app.send('GET', '/accounts/erp-runs', operator());
  expect(listed.body.data).toMatchObject([
    { id: made.body.id, status: 'Completed', counts: { created: 1 }, startedAt: expect.any(String) },
  ]);
  expect(listed.body.data[0]).not.toHaveProperty('lineErrors');
  await erpRunHandler.run(erp.app.app.services, job!.data as Record<string, unknown>);
  expect((await erp.app.newEvents()).filter((key) => key.includes('erp_run'))).toEqual(['platform.accounts.erp_run.completed']);
});

test('the runs are for operators alone; when they were and will be, every reader of parties may know', async () => {
  for (const { token } of [erp.app.world.client, erp.app.world.vendor])
    for (const method of ['GET', 'POST']) expect((await erp.app.send(method, '/accounts/erp-runs', { token })).status).toBe(403);
  const schedule = async () => (await erp.app.send('GET', '/accounts/erp-schedule', { token: erp.app.world.client.token })).body;
  expect(await schedule()).toEqual({ lastAt: null, nextAt: expect.any(String) });
  await erp.feed([line(1)]);
  const run = await erp.pull();
  const { lastAt, nextAt } = await schedule();
  expect(lastAt).toBe(run.finishedAt);
  expect(Date.parse(nextAt) - Date.parse(run.audit?.created?.at ?? run.startedAt)).toBeGreaterThan(59 * 60_000);
});

describe('by the clock', () => {
  test('a run starts when the interval is over, not earlier, and not beside another one', async () => {
    await erp.feed([line(1)]);
    await erpTick.run(erp.app.app.services);
    await erpTick.run(erp.app.app.services);
    expect(await jobs()).toEqual([{ data: { runId: expect.any(String), ifChanged: true } }]);
    await erp.app.rows(`update erp_runs set created_at = now() - interval '60 minutes'`);
    await erpTick.run(erp.app.app.services);
    expect(await jobs()).toHaveLength(1);
    await erp.app.rows(`update erp_runs set status = 'Completed', created_at = now() - interval '58 minutes'`);
    await erpTick.run(erp.app.app.services);
    expect(await jobs()).toHaveLength(1);
    await erp.app.rows(`update erp_runs set created_at = now() - interval '60 minutes'`);
    await erpTick.run(erp.app.app.services);
    expect(await jobs()).toHaveLength(2);
  });
});

describe('of two servers', () => {
  test('that start a run at the same moment one does, and of two that take the same one too', async () => {
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [{ id }] = (await erp.app.rows<{ id: string }>('select id from erp_runs')) as [{ id: string }];
    await erp.feed([line(1), line(2)]);
    await Promise.all([workOff(erp.app.app.services, id), workOff(erp.app.app.services, id)]);
    const keys = await erp.app.newEvents();
    expect(keys.filter((key) => key.endsWith('buyer.created'))).toHaveLength(2);
    expect(keys.filter((key) => key.endsWith('erp_run.completed'))).toHaveLength(1);
  });
});

describe('a run whose process died', () => {
  test('does not stop the next one, which goes on where it was', async () => {
    await erp.feed([line(1), line(2)]);
    const dead = await start();
    await erp.app.rows(`update erp_runs set status = 'Running'`);
    await erp.app.rows(
      `insert into erp_records (run_id, contact_key, buyer_key, seller_id, seller_key, line) values ($1, 'left', 'over', 's', 's', 1)`,
      [dead.id],
    );
    await expect(start()).rejects.toThrow(/being read just now/);
    await erp.app.rows(`update erp_runs set alive_at = now() - interval '6 minutes'`);
    expect(await erp.pull()).toMatchObject({ status: 'Completed', counts: { created: 2 } });
    expect(await erp.ask('GET', `/accounts/erp-runs/${dead.id}`)).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('stopped'),
    });
    expect(await erp.app.rows('select 1 from erp_records')).toEqual([]);
  });

  test('but goes on after all writes nothing more, once it was given up', async () => {
    await erp.feed([line(1)]);
    const { services } = erp.app.app;
    const slow = await start();
    const write = services.database.write.bind(services.database);
    let writes = 0;
    services.database.write = async (context, work) => {
      // The claim is the first; before the records come, the run is taken for dead and another one begun.
      if (++writes === 2) {
        await erp.app.rows(`update erp_runs set alive_at = now() - interval '6 minutes'`);
        await write(worker, (tx) => insertRun(tx, asRun('other'), 'file'));
      }
      return write(context, work);
    };
    try {
      await workOff(services, slow.id);
    } finally {
      services.database.write = write;
    }
    expect(writes).toBe(2);
    expect(await erp.buyer(1)).toBeUndefined();
    expect(await erp.app.rows('select status from erp_runs order by created_at')).toEqual([{ status: 'Failed' }, { status: 'Queued' }]);
  });

  test('in the middle has kept its batches, and the next run does the rest without repeating any', async () => {
    await erp.feed(Array.from({ length: 600 }, (_, n) => line(n)));
    const { services } = erp.app.app;
    const write = services.database.write.bind(services.database);
    const first = await start();
    let writes = 0;
    services.database.write = (context, work) => {
      // The claim, the records, one batch of buyers; then the database is gone, also for saying so.
      if (++writes > 3) return Promise.reject(new Error('Connection terminated'));
      return write(context, work);
    };
    try {
      await expect(workOff(services, first.id)).rejects.toThrow('Connection terminated');
    } finally {
      services.database.write = write;
    }
    const made = async () => Number((await erp.app.rows<{ n: string }>('select count(*) as n from buyers'))[0]!.n);
    const before = await made();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(600);
    await erp.app.rows(`update erp_runs set alive_at = now() - interval '6 minutes'`);
    expect(await erp.pull()).toMatchObject({ counts: { created: 600 - before, unchanged: before } });
    expect(await made()).toBe(600);
    const keys = await erp.app.newEvents();
    expect(keys.filter((key) => key.endsWith('buyer.created'))).toHaveLength(600);
    expect(keys.filter((key) => key.endsWith('erp_link.created'))).toHaveLength(600);
  });
});

test('a dry run tells what a run would do, and changes nothing', async () => {
  await erp.feed([line(1), line(2), line(2, { seller: 'EX_DE' })]);
  await erp.pull();
  const { id, externalIds } = await erp.buyer(1);
  await erp.ask('POST', `/accounts/buyers/${id}/activate`, { account: { id: erp.app.world.client.account }, externalIds });
  await erp.feed([line(1, { name: 'Other' }), line(2), line(3), 'broken']);
  await erp.app.newEvents();
  const before = await databaseState(erp.app);
  const told: Difference[] = [];
  const summary = await dryRun(erp.app.app.services, (difference) => told.push(difference));
  expect(summary).toMatchObject({
    counts: { read: 4, created: 1, changed: 1, unchanged: 1, mismatches: 1, broken: 1 },
    errors: [{ line: 4 }],
  });
  expect(told).toEqual([
    { object: 'buyer', change: 'mismatched', id, name: 'Customer 1', detail: expect.stringContaining('"Other", here it is "Customer 1"') },
    { object: 'erp-link', change: 'updated', id, name: 'Customer 1', detail: expect.stringMatching(/^ERP-/) },
    { object: 'buyer', change: 'created', id: 'EX-CON-3', name: 'Customer 3', detail: '' },
    { object: 'erp-link', change: 'created', id: 'EX-CON-3', name: 'Customer 3', detail: expect.stringMatching(/^SEL-/) },
  ]);
  expect(changedTables(before, await databaseState(erp.app))).toEqual([]);
  expect(await erp.app.newEvents()).toEqual([]);
});

test('a file that is not there fails the run with a sentence, and a run without a source is refused', async () => {
  const other = await createErpGround({ erp: { kind: 'file', path: '/nowhere/customers.jsonl', intervalMinutes: 60 } });
  try {
    expect(await other.pull()).toMatchObject({ status: 'Failed', message: 'There is no file /nowhere/customers.jsonl.' });
    other.app.app.services.config.erp = undefined;
    const answer = await other.app.send('POST', '/accounts/erp-runs', { token: other.app.world.operations.token });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ id: 'erp-not-configured' }] } });
    expect((await other.app.send('GET', '/accounts/erp-schedule', { token: other.app.world.operations.token })).body.nextAt).toBeNull();
  } finally {
    await other.close();
  }
});
