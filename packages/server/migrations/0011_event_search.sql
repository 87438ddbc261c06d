-- Finding records by their words and by where they came from. Stored, because a condition under a policy may contain no function (patterns,
-- section 3): `like` on the column itself is all that reaches the index.

-- The values that a record tells of: those that changed, before and after; for what has no `previous`, all of its documents. Values only, no
-- names of fields, and no more than two thousand characters: a text to search in, never one to show.
create function event_values(documents jsonb) returns text language sql immutable parallel safe as $$
  select left(string_agg(left(v #>> '{}', 200), ' '), 2000) from (
    select jsonb_path_query(case when jsonb_typeof(documents -> 'previous') = 'object' then jsonb_build_array(documents -> 'previous', (
        select jsonb_agg(d.value -> p.key) from jsonb_object_keys(documents -> 'previous') p (key), jsonb_each(documents) d
        where d.key <> 'previous' and jsonb_typeof(d.value) = 'object')) else documents end, 'strict $.**') as v) found
  where jsonb_typeof(v) in ('string', 'number', 'boolean')
$$;

alter table events
  add column ip text collate "C" generated always as (request #>> '{api,ip}') stored,
  -- The template's placeholders are names that stand beside it.
  add column search_text text generated always as (lower(
    summary || ' ' || regexp_replace(details, '\{\{[^}]*\}\}', '', 'g') || ' ' || coalesce(object_name, '') || ' ' || object_id || ' ' || actor_name
    || ' ' || coalesce(event_values(documents), ''))) stored;

-- One index for words and addresses, with the viewer, so that nobody's search walks through another account's records. Sorted in by the
-- batch (fastupdate): the price of a record stays that of a list entry.
create index events_search on events using gin (viewer_id, ip, search_text public.gin_trgm_ops);

-- Whether records went away at or after a position, so that a total that holds them is counted again instead of continued. `scope` null: of
-- any viewer. Nothing can be erased yet.
create function erased_since(since xid8, scope text) returns boolean
  language sql stable parallel safe security definer set search_path = tenantry, pg_catalog, pg_temp as $$ select false $$;
call run_as_worker('erased_since(xid8,text)', 'tenant', 'operations', 'person');

-- Totals of the log that took long to count, so that a server that starts goes on from there. A snapshot means something in its own cluster
-- only: what moves a database to another one leaves this table behind.
create table counted_totals (
  -- SHA-256 of who sees what, and the filter.
  key bytea primary key,
  total bigint not null,
  snapshot pg_snapshot not null,
  counted_at timestamptz not null
);
comment on table counted_totals is 'kind: several';
call allow('counted_totals', 'worker', 'select, insert, update, delete', 'true');
create function counted_total(wanted bytea) returns table (total bigint, snapshot text, horizon text, at timestamptz)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select total, snapshot::text, pg_snapshot_xmin(snapshot)::text, counted_at from counted_totals where key = wanted
$$;
call run_as_worker('counted_total(bytea)', 'tenant', 'operations', 'person');
