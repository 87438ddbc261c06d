-- The tree over the event log (RFC 6962, C2SP tlog-tiles): what makes a change of what was recorded visible to outsiders. Nothing here tells
-- a tenant's content; whoever reads tiles reads hashes of salted hashes.

-- One row: where the log stands. `origin` names it for ever, whatever the public address is.
create table audit_log (
  one boolean primary key default true check (one),
  origin text not null default 'tenantry/' || gen_random_uuid(),
  size bigint not null default 0,
  -- Up to where events are in the tree, in the order of (xact, seq); only what lies below every open transaction is taken.
  last_xact xid8 not null default '0',
  last_seq bigint not null default 0
);
insert into audit_log default values;

create table audit_log_keys (
  -- The four bytes that signed notes tell keys apart by, in hex.
  id text collate "C" primary key,
  verifier text not null,
  -- Sealed by the master key.
  secret bytea not null,
  created_at timestamptz not null default now(),
  -- A retired key signs nothing more; what it has signed stays good.
  retired_at timestamptz
);

-- Which record is which entry. A record that several accounts see is an entry for each, of exactly what that account sees. The salt goes with
-- an erased record; the entry stays, so that the tree stays whole.
create table audit_log_entries (
  index bigint primary key,
  event_id text collate "C" not null,
  viewer_id text collate "C" not null,
  event_at timestamptz not null,
  salt bytea,
  entry bytea not null,
  unique (event_id, viewer_id)
);

create table audit_log_tiles (
  level int not null,
  number bigint not null,
  hashes bytea not null,
  primary key (level, number)
);

create table audit_log_checkpoints (
  size bigint primary key,
  root bytea not null,
  note text not null,
  at timestamptz not null default now()
);

do $$
declare
  target regclass;
begin
  foreach target in array array['audit_log', 'audit_log_keys', 'audit_log_entries', 'audit_log_tiles', 'audit_log_checkpoints']::regclass[] loop
    execute format('comment on table %s is %L', target, 'kind: several');
    call allow(target, 'worker', 'select, insert, update', 'true');
  end loop;
  call allow('audit_log_checkpoints', 'worker', 'delete', 'true');
end $$;

-- What anybody may read, one exact thing at a time.
create function auth_log_checkpoint() returns text
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select note from audit_log_checkpoints order by size desc limit 1
$$;
create function auth_log_keys() returns setof text
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select verifier from audit_log_keys order by retired_at is not null, created_at desc, id
$$;
create function auth_log_tile(wanted_level int, wanted_number bigint) returns bytea
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select hashes from audit_log_tiles where level = wanted_level and number = wanted_number
$$;
create function auth_log_entries(wanted_number bigint) returns setof bytea
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select entry from audit_log_entries where index >= wanted_number * 256 and index < (wanted_number + 1) * 256 order by index
$$;
call run_as_worker('auth_log_checkpoint()', 'auth', 'tenant', 'operations', 'person');
call run_as_worker('auth_log_keys()', 'auth');
call run_as_worker('auth_log_tile(int,bigint)', 'auth', 'tenant', 'operations', 'person');
call run_as_worker('auth_log_entries(bigint)', 'auth');

-- What proves one record, for a caller who has found it under her own policy.
create function record_entry(record text, viewer text) returns table (index bigint, salt bytea)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select e.index, e.salt from audit_log_entries e where e.event_id = record and e.viewer_id = viewer
$$;
call run_as_worker('record_entry(text,text)', 'tenant', 'operations', 'person');
