import { openCheckpoint } from '@tenantry/tlog';
import { describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { verifyInstallation } from './index.ts';
import { changeGroup, integrateAll, keysOf, readLog } from './testing.ts';

describe('somebody with the owner’s rights who edits the database', () => {
  const tampered = async (work: (scratch: TestApp, ids: string[]) => Promise<unknown>) => {
    const scratch = await createTestApp();
    try {
      const ids: string[] = [];
      for (let n = 0; n < 3; n++) ids.push(await changeGroup(scratch, `Change ${n}`));
      await integrateAll(scratch);
      const head = openCheckpoint(String(await readLog(scratch, 'checkpoint')), await keysOf(scratch));
      expect(await verifyInstallation(scratch.app.services, { since: head })).not.toHaveProperty('fault');
      await work(scratch, ids);
      return { ids, verified: await verifyInstallation(scratch.app.services, { since: head }) };
    } finally {
      await scratch.close();
    }
  };

  test('and alters a record is found out, and the record is named', async () => {
    const { ids, verified } = await tampered((scratch, ids) =>
      scratch.rows(`update events set summary = 'Nothing happened' where id = $1`, [ids[1]]),
    );
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[1]}, entry \\d+, is not what was recorded`));
  });

  test('and swaps two records is found out', async () => {
    const { ids, verified } = await tampered((scratch, ids) =>
      scratch.rows(
        `update events e set documents = o.documents, at = o.at from events o where (e.id = $1 and o.id = $2) or (e.id = $2 and o.id = $1)`,
        [ids[0], ids[1]],
      ),
    );
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[0]}, `));
  });

  test('and removes a record is found out', async () => {
    const { ids, verified } = await tampered((scratch, ids) => scratch.rows('delete from events where id = $1', [ids[2]]));
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[2]}, entry \\d+, is gone`));
  });

  test('and puts a second record beside one is found out', async () => {
    const { ids, verified } = await tampered((scratch, ids) =>
      scratch.rows(
        `insert into events (id, at, event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
          select id, at + interval '1 day', event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, 'Another', details from events where id = $1`,
        [ids[0]],
      ),
    );
    expect(verified.fault).toBe(`record ${ids[0]} is there twice`);
  });

  test('and puts a second record beside one stops nothing: later records go on into the log', async () => {
    let later = '';
    const { ids, verified } = await tampered(async (scratch, ids) => {
      await scratch.rows(
        `insert into events (id, at, event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
          select id, at + n * interval '1 day', event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, 'Another', details
          from events, generate_series(1, 2) n where id = $1`,
        [ids[0]],
      );
      later = await changeGroup(scratch, 'later');
      await integrateAll(scratch);
      expect(await scratch.rows('select 1 from audit_log_entries where event_id = $1', [later])).toHaveLength(1);
    });
    expect(verified.fault).toBe(`record ${ids[0]} is there twice`);
  });

  test('and cuts off the newest, tree and all, is found out by whoever kept a checkpoint', async () => {
    const { verified } = await tampered(async (scratch) => {
      await scratch.rows('delete from audit_log_checkpoints');
      await scratch.rows('delete from audit_log_entries');
      await scratch.rows('delete from audit_log_tiles');
      await scratch.rows('delete from events where seq > (select max(seq) - 2 from events)');
      await scratch.rows(`update audit_log set size = 0, last_xact = '0', last_seq = 0`);
      await integrateAll(scratch);
    });
    expect(verified.fault).toMatch(/^2 entries were cut off/);
  });

  test('and forges a checkpoint cannot sign it', async () => {
    const scratch = await createTestApp();
    try {
      await changeGroup(scratch, 'x');
      await integrateAll(scratch);
      await scratch.rows(`update audit_log_checkpoints set note = regexp_replace(note, E'\\n\\\\d+\\n', E'\\n1\\n')`);
      await expect(verifyInstallation(scratch.app.services)).rejects.toThrow(/signature of .* is wrong/);
    } finally {
      await scratch.close();
    }
  });

  test('and puts a record in by hand, at a place that the log has passed, is found out', async () => {
    const { verified } = await tampered((scratch) =>
      scratch.rows(
        `insert into events (id, xact, seq, event, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
          values ('AUD-PLANTED', '1', 1, 'platform.planted', '', 'X', 'X', 'X', 'X', 'x', 'x')`,
      ),
    );
    expect(verified.fault).toBe('record AUD-PLANTED was put in by hand: the log never took it');
  });

  test('and moves a record in the order is found out', async () => {
    const { ids, verified } = await tampered((scratch, ids) =>
      scratch.rows(
        `update events e set seq = o.seq, xact = o.xact from events o where (e.id = $1 and o.id = $2) or (e.id = $2 and o.id = $1)`,
        [ids[0], ids[1]],
      ),
    );
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[1]}, entry \\d+, is not at its place`));
  });

  test('and takes the salt away, so that a record can be altered, is found out', async () => {
    const { ids, verified } = await tampered(async (scratch, ids) => {
      await scratch.rows('update audit_log_entries set salt = null where event_id = $1', [ids[1]]);
      await scratch.rows(`update events set summary = 'Nothing happened' where id = $1`, [ids[1]]);
    });
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[1]}, entry \\d+, has lost its salt`));
  });

  /** As a retention run does it: record and salt go, and a row says how many there were, as does the run's own record. */
  async function erase(scratch: TestApp, ids: string[], told: { erased: number; before?: string; event?: string | null; says?: object }) {
    const { account } = scratch.world.client;
    await scratch.rows('delete from events where id = any ($1)', [ids]);
    await scratch.rows('update audit_log_entries set salt = null where event_id = any ($1)', [ids]);
    const [run] = await scratch.rows<{ before: string; firstIndex: number; lastIndex: number }>(
      `select to_char(coalesce($2::timestamptz, now()) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as before,
          min(index)::int as "firstIndex", max(index)::int as "lastIndex" from audit_log_entries where event_id = any ($1)`,
      [ids, told.before ?? null],
    );
    const erasure = { ...run, erased: told.erased, erasedInAll: told.erased, ...told.says };
    const [event] = await scratch.rows<{ id: string }>(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details, documents)
        values ('platform.audit.record.erased', $1, $1, 'Settings', $1, 'SYSTEM', 'System', 'x', 'x', $2) returning id`,
      [account, { erasure }],
    );
    await scratch.rows(
      `insert into audit_erasures (viewer_id, before, first_index, last_index, erased, event_id, xact) values ($1, $2, $3, $4, $5, $6, pg_current_xact_id())`,
      [account, run!.before, run!.firstIndex, run!.lastIndex, told.erased, 'event' in told ? told.event : event!.id],
    );
  }

  test('is not who ran the retention: what a run accounts for may be gone', async () => {
    const { verified } = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2 }));
    expect(verified).not.toHaveProperty('fault');
    const underWay = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2, event: null }));
    expect(underWay.verified).not.toHaveProperty('fault');
  });

  test('and erases more than the run says, younger than it says, or by a run without a record is found out', async () => {
    const more = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 1 }));
    expect(more.verified.fault).toMatch(/^2 records of account ACC-\S+ are gone, but retention runs erased only 1$/);
    const younger = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2, before: '2020-01-01' }));
    expect(younger.verified.fault).toMatch(
      new RegExp(`^record ${younger.ids[0]}, entry \\d+, is gone, and no retention run accounts for it$`),
    );
    const lies = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2, says: { erased: 1 } }));
    expect(lies.verified.fault).toMatch(/^the erasure of account ACC-\S+ before .* is not what its record says$/);
    const sums = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2, says: { erasedInAll: 5 } }));
    expect(sums.verified.fault).toMatch(/is not what its record says$/);
    const silent = await tampered((scratch, ids) => erase(scratch, ids.slice(0, 2), { erased: 2, event: 'AUD-NONE' }));
    expect(silent.verified.fault).toMatch(/^the erasure of account ACC-\S+ before .* has no record$/);
  });

  test('and erases outside of what the run says is found out', async () => {
    const { ids, verified } = await tampered(async (scratch, ids) => {
      await erase(scratch, ids.slice(0, 1), { erased: 1 });
      await scratch.rows('delete from events where id = $1', [ids[2]]);
      await scratch.rows('update audit_log_entries set salt = null where event_id = $1', [ids[2]]);
    });
    expect(verified.fault).toMatch(new RegExp(`^record ${ids[2]}, entry \\d+, is gone, and no retention run accounts for it$`));
  });
});
