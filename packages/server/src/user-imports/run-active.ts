import { type Sql, sql, type Transaction } from '../core/database.ts';
import type { Recorder } from '../core/events.ts';
import { countDone } from './progress.ts';
import type { StoredImport } from './queries.ts';

interface Work {
  tx: Transaction;
  recorder: Recorder;
  batch: StoredImport;
}

const rowsAtOnce = 2_000;

/**
 * The next people with password hashes, created active and without mails, by sets: each statement takes a whole batch. Runs as the worker,
 * because identities and passwords are no tenant's. Each person and each membership still gets its event. `waiting`: what to do with rows that
 * another transaction is at; false when no row is left.
 */
export async function runActive({ tx, recorder, batch }: Work, waiting: Sql = sql``): Promise<boolean> {
  await tx.become({ role: 'worker' });
  // Many at once are sorted into the search indexes at less cost; the last step sorts in the rest.
  await tx.query(sql`select set_config('gin_pending_list_limit', '16MB', true), set_config('app.event_is_known', 'no', true)`);
  const rows = await tx.query(sql<{ line: number; key: string }>`
    select line, lower(email) as key from user_import_rows
    where account_id = ${batch.account_id} and import_id = ${batch.id} and outcome = 'create' order by line limit ${rowsAtOnce} for update ${waiting}`);
  if (rows.length === 0) return false;
  const users = await createPeople(
    tx,
    recorder,
    batch,
    rows.map((row) => row.line),
  );
  const lines = rows.filter((row) => users.has(row.key)).map((row) => row.line);
  await joinAccount(
    tx,
    recorder,
    batch,
    lines,
    rows.flatMap((row) => users.get(row.key) ?? []),
  );
  await tx.query(sql`update user_import_rows r set password_hash = null, outcome = case when r.line = any (${lines}::int[]) then 'created' else 'skipped' end,
      reason = case when r.line = any (${lines}::int[]) then null else 'changed-since-check' end,
      message = case when r.line = any (${lines}::int[]) then null else 'Somebody with this address exists already.' end
    where r.account_id = ${batch.account_id} and r.import_id = ${batch.id} and r.line = any (${rows.map((row) => row.line)}::int[])`);
  await countDone(tx, batch.id, rows.length);
  return true;
}

const audit = ({ caller }: Recorder): string =>
  JSON.stringify({ created: { at: new Date().toISOString(), by: { id: caller.id, name: caller.name } } });

/** The new identities by their address. Somebody who exists already is left alone and absent from the answer. */
async function createPeople(tx: Transaction, recorder: Recorder, batch: StoredImport, lines: number[]): Promise<Map<string, string>> {
  const made = await tx.query(sql<{ id: string; email_key: string }>`
    insert into users (email, first_name, last_name, phone_prefix, phone_number, status, registered_at, current_account_id, audit)
    select r.email, r.first_name, r.last_name, r.phone ->> 'prefix', r.phone ->> 'number', 'Active', now(), ${batch.account_id}, ${audit(recorder)}::jsonb
    from user_import_rows r where r.account_id = ${batch.account_id} and r.import_id = ${batch.id} and r.line = any (${lines}::int[])
    on conflict (email_key) do nothing returning id, email_key`);
  return new Map(made.map((row) => [row.email_key, row.id]));
}

async function joinAccount(tx: Transaction, recorder: Recorder, batch: StoredImport, lines: number[], users: string[]): Promise<void> {
  const person = sql`unnest(${lines}::int[], ${users}::text[]) as p (line, user_id)`;
  const row = sql`user_import_rows r on r.account_id = ${batch.account_id} and r.import_id = ${batch.id} and r.line = p.line`;
  await tx.query(sql`insert into passwords (user_id, hash) select p.user_id, r.password_hash from ${person} join ${row}`);
  await tx.query(sql`insert into memberships (account_id, user_id, status, joined_at, import_id, audit, user_email, user_first_name, user_last_name, user_name, user_status)
    select ${batch.account_id}, p.user_id, 'Active', now(), ${batch.id}, ${audit(recorder)}::jsonb, r.email, r.first_name, r.last_name, r.first_name || ' ' || r.last_name, 'Active'
    from ${person} join ${row}`);
  await tx.query(sql`insert into group_members (account_id, group_id, membership_id)
    select ${batch.account_id}, g.id, m.id from ${person} join ${row} join memberships m on m.account_id = ${batch.account_id} and m.user_id = p.user_id and m.status = 'Active',
      unnest(r.group_ids) as g (id)`);
  await tx.query(sql`insert into events (event, account_id, viewer_id, viewers, object_type, object_id, object_name, object_revision, actor_id, actor_name, actor_account, summary, details, request, documents)
    select e.event, ${batch.account_id}, ${batch.account_id}, jsonb_build_array(${batch.account_id}::text), e.type, e.id, m.user_name, 1, ${recorder.caller.id}, ${recorder.caller.name},
      ${JSON.stringify({ id: batch.account_id, name: recorder.caller.account?.name, accountType: recorder.caller.account?.type })}::jsonb, e.summary, e.summary || ' by {{actor.name}}',
      ${JSON.stringify({ worker: { workerName: 'user-import' }, log: { correlationId: batch.id } })}::jsonb, e.documents
    from ${person} join memberships m on m.account_id = ${batch.account_id} and m.user_id = p.user_id and m.status = 'Active',
      lateral (values
        ('platform.accounts.user.created', 'User', m.user_id, 'User created', jsonb_build_object('user', jsonb_build_object('id', m.user_id, 'email', m.user_email, 'name', m.user_name, 'status', 'Active'))),
        ('platform.accounts.account_user.added', 'AccountUser', m.id, 'User added', jsonb_build_object('accountUser', jsonb_build_object('id', m.id, 'user', m.user_id, 'email', m.user_email, 'status', 'Active')))
      ) as e (event, type, id, summary, documents)`);
}
