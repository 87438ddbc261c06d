import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TestApp } from '../../test/harness.ts';
import { integrate, verifyInstallation } from '../audit-log/index.ts';

/** Records of an age, as an account sees them; answers their ids, oldest first. */
export async function recordsOf(app: TestApp, viewer: string, count: number, age: string, type = 'Public') {
  const rows = await app.rows<{ id: string }>(
    `insert into events (at, event, account_id, viewer_id, is_copy, viewers, type, object_type, object_id, object_name, actor_id, actor_name, summary, details)
      select now() - $3::interval + i * interval '1 second', 'platform.test.old', nullif($1, ''), $1, false, jsonb_build_array($1::text), $4, 'Old', 'OLD-' || i, 'Old', 'USR-OLD', 'Ada', 'x', 'x'
      from generate_series(1, $2::int) i returning id`,
    [viewer, count, age, type],
  );
  return rows.map(({ id }) => id);
}

/** Until nothing waits any more: transactions of other databases on the same server hold the order back too. */
export async function integrateAll(app: TestApp): Promise<void> {
  for (let { added, more } = { added: 0, more: true }; more; { added, more } = await integrate(app.app.services))
    if (added === 0) await setTimeout(20);
}

/**
 * What no erasure accounts for, as a verification asks: entries without a salt outside of every erasure of their viewer, numbers that do not
 * add up, and erasures that the record of the newest one, which is in the tree, does not confirm.
 */
export const unaccounted = (app: TestApp) =>
  app.rows<{ fault: string; index: string | null; id: string }>(
    `select 'no erasure' as fault, l.index::text, l.event_id as id from audit_log_entries l
      where l.salt is null and not exists (
        select from audit_erasures r where r.viewer_id = l.viewer_id and l.index between r.first_index and r.last_index and l.event_at < r.before)
    union all
    select 'other number', null, coalesce(l.viewer_id, r.viewer_id)
      from (select viewer_id, count(*) as n from audit_log_entries where salt is null group by 1) l
      full join (select viewer_id, sum(erased) as n from audit_erasures group by 1) r on r.viewer_id = l.viewer_id
      where l.n is distinct from r.n
    union all
    select 'not told', null, r.viewer_id
      from (select distinct on (viewer_id) viewer_id, event_id, sum(erased) over (partition by viewer_id) as n
            from audit_erasures where event_id is not null order by viewer_id, id desc) r
      left join events e on e.id = r.event_id and e.viewer_id = r.viewer_id
      where (e.documents #>> '{erasure,erasedInAll}')::bigint is distinct from r.n
        and not exists (select from audit_erasures o where o.viewer_id = r.viewer_id and o.event_id is null)
    order by 1, 2`,
  );

export type Erasing = ReturnType<typeof erasing>;

/** What the tests of erasing do and look at. */
export function erasing(app: TestApp) {
  return {
    keep: (days: number | null, account = app.world.client.account) =>
      app.rows('update audit_settings set retention_days = $2 where id = $1', [account, days]),
    async left(ids: string[], viewer?: string) {
      const rows = await app.rows<{ id: string }>(
        'select id from events where id = any ($1) and viewer_id = coalesce($2, viewer_id) order by seq',
        [ids, viewer],
      );
      return rows.map(({ id }) => id);
    },
    async salted(ids: string[]) {
      const rows = await app.rows<{ id: string }>(
        'select event_id as id from audit_log_entries l where event_id = any ($1) and salt is not null order by l.index',
        [ids],
      );
      return rows.map(({ id }) => id);
    },
    /** One batch, as any process with the role may ask for it: what is committed when a process dies after it. */
    batch: (viewer: string) =>
      app.app.services.database.write({ role: 'worker', account: '', user: '', actor: '' }, (tx) =>
        tx.raw<{ looked: number; erased: number }>(`select looked, erased from erase_expired_records($1, '-infinity', 0)`, [viewer]),
      ),
    erasures: () => app.rows('select * from audit_erasures order by id'),
    async wholeAndAccounted() {
      await integrateAll(app);
      expect(await verifyInstallation(app.app.services)).not.toHaveProperty('fault');
      expect(await unaccounted(app)).toEqual([]);
    },
  };
}
