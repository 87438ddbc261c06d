import { setTimeout } from 'node:timers/promises';
import type { TestApp } from '../../test/harness.ts';
import { integrate } from '../audit-log/index.ts';

/** Records of an age, as an account sees them; answers their ids, oldest first. */
export async function recordsOf(app: TestApp, viewer: string, count: number, age: string, more: { type?: string; copyOf?: string } = {}) {
  const rows = await app.rows<{ id: string }>(
    `insert into events (at, event, account_id, viewer_id, is_copy, viewers, type, object_type, object_id, object_name, actor_id, actor_name, summary, details)
      select now() - $3::interval + i * interval '1 second', 'platform.test.old', nullif($5, ''), $1, $1 <> $5, jsonb_build_array($5::text), $4, 'Old', 'OLD-' || i, 'Old', 'USR-OLD', 'Ada', 'x', 'x'
      from generate_series(1, $2::int) i returning id`,
    [viewer, count, age, more.type ?? 'Public', more.copyOf ?? viewer],
  );
  return rows.map(({ id }) => id);
}

/** Until nothing waits any more: transactions of other databases on the same server hold the order back too. */
export async function integrateAll(app: TestApp): Promise<void> {
  for (let { added, more } = { added: 0, more: true }; more; { added, more } = await integrate(app.app.services))
    if (added === 0) await setTimeout(20);
}
