-- How long each account keeps its audit records, and the one way by which expired ones go.

-- One row for each account, from its first day, so that the first change has a before.
create table audit_settings (
  id text collate "C" primary key references accounts,
  account_id text collate "C" not null generated always as (id) stored,
  -- Null: for ever. The floor stands in erase_expired_records once more.
  retention_days int check (retention_days between 90 and 36500),
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('audit_settings', 'account', 'select, update');
create function add_audit_settings() returns trigger language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  insert into audit_settings (id) values (new.id);
  return null;
end $$;
create trigger add_audit_settings after insert on accounts for each row execute function add_audit_settings();
call run_as_worker('add_audit_settings()', 'worker');

-- What was erased: the entries of the tree that have lost their salt, accounted for. No role of the server writes here; the functions below do.
create table audit_erasures (
  id bigint generated always as identity primary key,
  -- Whose rows went; '' those that only operators saw.
  viewer_id text collate "C" not null,
  -- All of them were older than this.
  before timestamptz not null,
  first_index bigint not null,
  last_index bigint not null,
  erased bigint not null check (erased between 1 and last_index - first_index + 1),
  -- The record that tells of it, itself in the tree; null while the run is under way.
  event_id text collate "C",
  -- The last transaction that erased: what was counted before it is counted again.
  xact xid8 not null,
  at timestamptz not null default now()
);
create unique index audit_erasures_open on audit_erasures (viewer_id) where event_id is null;
create index audit_erasures_viewer on audit_erasures (viewer_id, last_index);
create index audit_erasures_xact on audit_erasures (xact);
comment on table audit_erasures is 'kind: several';
call allow('audit_erasures', 'worker', 'select', 'true');

-- The owner sees and deletes rows only inside of its own `security definer` functions, and only when the worker calls them: `role` is what
-- the transaction runs as, not who the function runs as, so that no connection that forgot its role can reach this.
do $$
declare
  inside text := format('(select current_setting(''role'', true)) = %L', role_of('worker'));
begin
  execute format('create policy owner_select on events for select to %I using (%s)', current_user, inside);
  execute format('create policy owner_delete on events for delete to %I using (%s)', current_user, inside);
  execute format('create policy owner_select on audit_log_entries for select to %I using (%s)', current_user, inside);
  execute format('create policy owner_update on audit_log_entries for update to %I using (%s) with check (%s)', current_user, inside, inside);
  execute format('create policy owner_select on accounts for select to %I using (%s)', current_user, inside);
  execute format('create policy owner_select on audit_settings for select to %I using (%s)', current_user, inside);
  execute format('create policy owner_select on audit_erasures for select to %I using (%s)', current_user, inside);
  execute format('create policy owner_insert on audit_erasures for insert to %I with check (%s)', current_user, inside);
  execute format('create policy owner_update on audit_erasures for update to %I using (%s) with check (%s)', current_user, inside, inside);
  -- An entry is written once.
  execute format('revoke update on audit_log_entries from %I', role_of('worker'));
  execute 'drop policy worker_update on audit_log_entries';
end $$;

-- Before when a viewer's records have expired; null: never. The Operations account's setting is also that of what belongs to no account ('').
create function retention_cutoff(viewer text) returns timestamptz language sql stable as $$
  select now() - greatest(s.retention_days, 90) * interval '1 day' from audit_settings s
  where s.retention_days is not null
    and s.id = case viewer when '' then (select a.id from accounts a where a.type = 'Operations') else viewer end
$$;

-- Erases one batch of one viewer's expired records, from a position on: record and salt in one transaction, with the account of it. It looks
-- up and bounds the setting itself, so that whoever calls it cannot erase what is younger, or what is to stay. A record that is not in the
-- tree yet, or is not what stands there, is passed by. What is private to operators goes only when their own setting lets it.
create function erase_expired_records(viewer text, after_at timestamptz, after_seq bigint)
  returns table (looked int, erased int, reached_at timestamptz, reached_seq bigint)
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  batch constant int := 500;
  cutoff timestamptz := retention_cutoff(viewer);
  cutoff_private timestamptz := coalesce(retention_cutoff(''), '-infinity');
  ids text[];
  times timestamptz[];
  numbers bigint[];
  bare int;
  lowest bigint;
  highest bigint;
begin
  looked := 0;
  erased := 0;
  -- Of two that erase for one viewer, the second has nothing to do.
  if cutoff is null or not pg_try_advisory_xact_lock(hashtext('tenantry erase expired records'), hashtext(viewer)) then
    return next;
    return;
  end if;
  select array_agg(x.id order by x.at, x.seq), array_agg(x.at order by x.at, x.seq), array_agg(x.seq order by x.at, x.seq), count(*)
    into ids, times, numbers, looked
    from (select e.id, e.at, e.seq from events e
          where e.viewer_id = viewer and e.at < cutoff and e.at >= after_at and (e.at, e.seq) > (after_at, after_seq)
            and (e.type = 'Public' or e.at < cutoff_private)
          order by e.at, e.seq limit batch) x;
  reached_at := times[looked];
  reached_seq := numbers[looked];
  if looked > 0 then
    with found as materialized (
      select l.index, l.event_id, l.event_at from unnest(ids, times) u (id, at)
      join audit_log_entries l on l.event_id = u.id and l.viewer_id = viewer and l.event_at = u.at and l.salt is not null),
    gone as (
      delete from events e using found f where e.id = f.event_id and e.at = f.event_at and e.viewer_id = viewer returning 1),
    salted as (
      update audit_log_entries l set salt = null from found f where l.index = f.index returning 1)
    select (select count(*) from gone), (select count(*) from salted), min(f.index), max(f.index)
      into erased, bare, lowest, highest from found f;
    if erased <> bare then
      raise exception 'of % records % would have lost their salt', erased, bare;
    end if;
    if erased > 0 then
      insert into audit_erasures as r (viewer_id, before, first_index, last_index, erased, xact)
        values (viewer, cutoff, lowest, highest, erase_expired_records.erased, pg_current_xact_id())
        on conflict (viewer_id) where event_id is null do update set
          before = greatest(r.before, excluded.before), first_index = least(r.first_index, excluded.first_index),
          last_index = greatest(r.last_index, excluded.last_index), erased = r.erased + excluded.erased, xact = excluded.xact, at = excluded.at;
    end if;
  end if;
  return next;
end $$;

-- Closes a run with the record that tells of it, which must say what was counted. Somebody who erased on in the meantime makes it start over.
create function finish_erasure(erasure bigint, event text) returns void
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  update audit_erasures r set event_id = finish_erasure.event
    where r.id = erasure and r.event_id is null and exists (
      select from events e
      where e.id = finish_erasure.event and e.at > now() - interval '1 hour' and e.viewer_id = r.viewer_id
        and e.event = 'platform.audit.record.erased' and e.xact = pg_current_xact_id()
        and e.documents -> 'erasure' @> jsonb_build_object('erased', r.erased, 'firstIndex', r.first_index, 'lastIndex', r.last_index)
        and (e.documents #>> '{erasure,before}')::timestamptz = r.before);
  if not found then
    raise exception 'the record % does not tell what erasure % was', event, erasure using errcode = '40001';
  end if;
end $$;

-- The oldest month of the log that is past for every setting and holds no record any more.
create function expired_month() returns text
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  longest timestamptz := now() - greatest(90, (select max(retention_days) from audit_settings)) * interval '1 day';
  month record;
begin
  for month in
    select c.relname::text as name, to_date(substr(c.relname, 8), 'YYYY_MM')::timestamp at time zone 'UTC' as begins,
        (to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month') at time zone 'UTC' as ends
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'events'::regclass and c.relname ~ '^events_\d{4}_\d{2}$' order by 2
  loop
    exit when month.ends > longest;
    if not exists (select from events e where e.at >= month.begins and e.at < month.ends order by e.at, e.seq limit 1) then
      return month.name;
    end if;
  end loop;
  return null;
end $$;

-- Drops it. Whoever reads or writes the log waits for at most the timeout; where somebody else holds on for longer, it is tried another day.
-- That it is empty is looked at again under the lock, and without the policies, which would hide what is there.
create function drop_expired_month(name text) returns void
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp
  set lock_timeout = '100ms' set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  filled boolean;
begin
  if name is distinct from expired_month() then
    raise exception '% is not a month that has expired', name;
  end if;
  lock table only events in access exclusive mode;
  execute format('alter table %I no force row level security', name);
  execute format('select exists (select from %I order by at, seq limit 1)', name) into filled;
  if filled then
    raise exception '% holds records', name;
  end if;
  execute format('drop table %I', name);
end $$;

do $$
declare
  target regprocedure;
begin
  foreach target in array array['erase_expired_records(text,timestamptz,bigint)', 'finish_erasure(bigint,text)', 'expired_month()', 'drop_expired_month(text)']::regprocedure[] loop
    execute format('revoke all on function %s from public', target);
    execute format('grant execute on function %s to %I', target, role_of('worker'));
  end loop;
end $$;

-- Of the caller's own account: its oldest record, and how many would go at the next run if records were kept for so many days.
create function own_retention(days int, out oldest timestamptz, out expiring bigint)
  language plpgsql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
declare
  own text := current_setting('app.account', true);
  of_operations boolean := exists (select from accounts a where a.id = own and a.type = 'Operations');
  seers text[] := case when of_operations then array[own, ''] else array[own] end;
  cutoff timestamptz := now() - greatest(days, 90) * interval '1 day';
  cutoff_private timestamptz := case when of_operations then cutoff else coalesce(retention_cutoff(''), '-infinity') end;
begin
  select e.at into oldest from unnest(seers) v (id), lateral (
    select e.at from events e where e.viewer_id = v.id and (e.type = 'Public' or of_operations) order by e.at, e.seq limit 1) e order by e.at limit 1;
  if days is not null then
    select count(*) into expiring from events e
      where e.viewer_id = any (seers) and e.at < cutoff and (e.type = 'Public' or e.at < cutoff_private);
  end if;
end $$;
call run_as_worker('own_retention(int)', 'tenant', 'operations');

do $$
begin
  execute format('set local role %I', role_of('worker'));
end $$;
insert into audit_settings (id) select id from accounts;
-- Each batch of a run takes records away, which no event tells before the last one.
create or replace function erased_since(since xid8, scope text) returns boolean
  language sql stable parallel safe security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select exists (select from audit_erasures r where r.xact >= since and (scope is null or r.viewer_id = scope))
$$;
create or replace function changed_since(since xid8, counted_at timestamptz, types text[], scope text) returns boolean
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select exists (
    select 1 from events e
    where e.xact >= since and e.at > counted_at - interval '1 hour' and (e.object_type = any (types) or '*' = any (types))
      and (scope is null or e.account_id = scope or e.account_id is null))
    -- Each batch of a run takes records away; only the run's last transaction has an event.
    or ('*' = any (types) and erased_since(since, scope))
$$;
set local role none;
