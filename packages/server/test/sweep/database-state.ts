import type { TestApp } from '../harness.ts';

/** Columns that calls touch without changing anything: when something was last used. */
const beside = 'last_access_at';
/** Tables with such columns; of all others the place and transaction of each row tell enough. */
const lived = new Set(['api_tokens']);
/** Tables that a refused call may fill on purpose: sessions are the sweep's own, failures and answers are the server's memory of the call. */
const ignored = new Set(['sessions', 'sign_in_failures', 'refusal_windows', 'idempotency_keys', 'migrations']);

/** A fingerprint of every row of every table: two are equal when nothing was changed, and no event recorded, in between. */
export async function databaseState(app: TestApp): Promise<string> {
  const names = (await tables(app)).filter((name) => !ignored.has(name));
  const parts = names.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(${lived.has(name) ? `(to_jsonb(t) - '{${beside}}'::text[])::text` : `t.tableoid || t.ctid::text || t.xmin`}, 0)), 0) as hash from ${name} t`,
  );
  const rows = await app.rows<{ name: string; hash: string }>(parts.join(' union all '));
  return rows.map((row) => `${row.name} ${row.hash}`).join('\n');
}

const known = new WeakMap<TestApp, Promise<string[]>>();

/** The tables of the product, partitions left out: they are read through their parent. */
export function tables(app: TestApp): Promise<string[]> {
  const found =
    known.get(app) ??
    app
      .rows<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'tenantry'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname`,
      )
      .then((rows) => rows.map((row) => row.name));
  known.set(app, found);
  return found;
}

/** The tables that differ between two fingerprints. */
export function changedTables(before: string, after: string): string[] {
  const seen = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !seen.has(line))
    .map((line) => line.split(' ')[0]!);
}
