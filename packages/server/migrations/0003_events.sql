-- The one event log. Audit trail, totals, caches and (later) notifications and webhooks are its readers.
create sequence events_id maxvalue 9999999999999999;
create sequence events_seq;
create table events (
  id text collate "C" not null default new_id('AUD', 4, nextval('events_id')),
  at timestamptz not null default clock_timestamp(),
  seq bigint not null default nextval('events_seq'),
  -- Readers follow the order of commits with this: a sequence is none.
  xact xid8 not null default pg_current_xact_id(),
  event text collate "C" not null,
  -- Whose object it is; null for what belongs to the platform or to a person.
  account_id text collate "C",
  -- Which account sees this row ('' operators only). A record for several viewers is stored once for each; `is_copy` marks the others.
  viewer_id text collate "C" not null,
  is_copy boolean not null default false,
  viewers jsonb not null default '[]',
  type text not null default 'Public' check (type in ('Public', 'Private')),
  object_type text collate "C" not null,
  object_id text collate "C" not null,
  object_name text,
  -- The buyers that it speaks of: who does not see them all does not see it (spec 7.4).
  buyer_ids text[],
  object_revision int,
  actor_id text collate "C" not null,
  actor_name text not null,
  -- The account that the actor acted for, as it was named then.
  actor_account jsonb,
  summary text not null,
  details text not null,
  request jsonb not null default '{}',
  documents jsonb not null default '{}',
  primary key (id, at, viewer_id)
) partition by range (at);
create index events_viewer on events (viewer_id, at, seq);
create index events_at on events (at, seq);
create index events_actor on events (actor_id, at, seq);
create index events_object on events (object_id, at, seq);
create index events_event on events (viewer_id, event, at, seq);
-- The order of commits: for the tailer, the freshness of totals (both read the newest end only) and the tree.
create index events_xact on events (xact, seq);
comment on table events is 'kind: several';

call allow('events', 'worker', 'select, insert', 'true');
call allow('events', 'operations', 'select', 'not is_copy');
call allow('events', 'operations', 'insert', 'true');
call allow('events', 'tenant', 'select', 'viewer_id = (select current_setting(''app.account'', true)) and type = ''Public'' '
  || 'and (buyer_ids is null or (select current_setting(''app.buyers'', true)) = ''*'' or buyer_ids <@ (select string_to_array(current_setting(''app.buyers'', true), '',''))::text[])');
call allow('events', 'tenant', 'insert', 'actor_id = (select current_setting(''app.actor'', true))');
call allow('events', 'person', 'select',
  'not is_copy and (actor_id = (select current_setting(''app.actor'', true)) or object_id = (select current_setting(''app.user'', true)))');
call allow('events', 'person', 'insert', 'actor_id = (select current_setting(''app.actor'', true))');
call allow('events', 'auth', 'insert', 'true');

do $$
declare
  kind text;
begin
  foreach kind in array array['tenant', 'operations', 'person', 'auth', 'worker'] loop
    execute format('grant usage on sequence events_seq to %I', role_of(kind));
  end loop;
end $$;

-- Months exist before they begin; the default partition only catches a clock that is far off.
create table events_other partition of events default;
create function ensure_event_months(first date, last date) returns int language plpgsql as $$
declare
  month date := date_trunc('month', first);
  made int := 0;
  name text;
begin
  while month <= last loop
    name := 'events_' || to_char(month, 'YYYY_MM');
    if to_regclass('tenantry.' || name) is null then
      execute format('create table %I partition of events for values from (%L) to (%L)', name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      -- No grants on a partition: it can only be read through its parent, under the parent's policies.
      call lock_rows(name::regclass);
      execute format('comment on table %I is %L', name, 'kind: partition');
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $$;
call lock_rows('events_other');
comment on table events_other is 'kind: partition';
select ensure_event_months((now() at time zone 'UTC')::date - 31, (now() at time zone 'UTC')::date + 100);

-- Whether anything of these types was recorded at or after a position. The time bound lets the planner skip old months;
-- no transaction is open for an hour.
-- `scope` null: all accounts; type '*': any.
create function changed_since(since xid8, counted_at timestamptz, types text[], scope text) returns boolean
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select exists (
    select 1 from events e
    where e.xact >= since and e.at > counted_at - interval '1 hour' and (e.object_type = any (types) or '*' = any (types))
      and (scope is null or e.account_id = scope or e.account_id is null))
$$;
call run_as_worker('changed_since(xid8,timestamptz,text[],text)', 'tenant', 'operations', 'person');
