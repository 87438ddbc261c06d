-- Finding records by their words and by where they came from. Stored, because a condition under a policy may contain no function (patterns,
-- section 3): `like` on the column itself is all that reaches the index.

-- The values that a record tells of: those that changed, before and after; for what has no `previous`, all of its documents. Values only, no
-- names of fields, and no more than two thousand characters: a text to search in, never one to show.
create function event_values(documents jsonb) returns text language sql immutable parallel safe as $$
  select left(string_agg(left(v #>> '{}', 200), ' '), 2000) from (
    select jsonb_path_query(case when documents ? 'previous' then jsonb_build_array(documents -> 'previous', (
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

-- How many records were erased for good. A remembered total that was counted before an erasure is not continued, but counted again.
create function erased_records() returns bigint
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$ select 0::bigint $$;
call run_as_worker('erased_records()', 'tenant', 'operations', 'person');
