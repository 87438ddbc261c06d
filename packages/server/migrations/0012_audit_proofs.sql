-- Up to where the records of a checkpoint go, in the order of the log; unknown for those that were made before.
alter table audit_log_checkpoints add column last_xact xid8, add column last_seq bigint;

-- Verifications that somebody asked for: one at a time, on whichever server takes the job.
create table audit_log_verifications (
  id bigint generated always as identity primary key,
  status text not null default 'Running' check (status in ('Running', 'Passed', 'Failed')),
  started_at timestamptz not null default now(),
  -- Whoever works on it says so now and then; silence means that its process died.
  alive_at timestamptz not null default now(),
  ended_at timestamptz,
  checked bigint not null default 0,
  total bigint not null default 0,
  size bigint,
  fault text
);
create unique index audit_log_verifications_running on audit_log_verifications ((true)) where status = 'Running';
comment on table audit_log_verifications is 'kind: several';
call allow('audit_log_verifications', 'worker', 'select, insert, update', 'true');
call allow('audit_log_verifications', 'operations', 'select, insert, update', 'true');

-- What the log's witnesses have cosigned, by their verifier key. Which of them are asked is the configuration's.
create table audit_log_witnesses (
  verifier text collate "C" primary key,
  -- The newest size that it has cosigned: what the next proof begins with.
  size bigint not null default 0,
  cosigned_at timestamptz,
  -- Whoever of several servers moves this on asks the witness; the others leave it alone for a while.
  tried_at timestamptz not null default '-infinity',
  error text
);
create table audit_log_cosignatures (
  size bigint not null,
  verifier text collate "C" not null,
  -- The signature line of the note.
  line text not null,
  at timestamptz not null default now(),
  primary key (size, verifier)
);
do $$
declare
  target regclass;
begin
  foreach target in array array['audit_log_witnesses', 'audit_log_cosignatures']::regclass[] loop
    execute format('comment on table %s is %L', target, 'kind: several');
    call allow(target, 'worker', 'select, insert, update, delete', 'true');
  end loop;
end $$;

-- Made anew below; their owner is the worker.
do $$
begin
  execute format('set local role %I', role_of('worker'));
  drop function auth_log_checkpoint();
  drop function record_entry(text, text);
  reset role;
end $$;

-- A checkpoint as it is served: our signatures, then those of the witnesses for the same text.
create function checkpoint_note(wanted bigint) returns text
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select c.note || coalesce((select string_agg(k.line, '' order by k.verifier) from audit_log_cosignatures k where k.size = c.size), '')
  from audit_log_checkpoints c where c.size = wanted
$$;
call run_as_worker('checkpoint_note(bigint)', 'auth', 'tenant', 'operations', 'person', 'worker');

-- The newest checkpoint, or the newest that a witness cosigned when that is nearly as new: on a busy log no witness ever has the very last.
create function auth_log_checkpoint() returns text
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  with newest as (select c.size, c.at from audit_log_checkpoints c order by c.size desc limit 1),
  witnessed as (
    select c.size from audit_log_checkpoints c, newest
    where c.size = (select max(k.size) from audit_log_cosignatures k) and c.at > newest.at - interval '1 minute')
  select checkpoint_note(coalesce((select size from witnessed), (select size from newest)))
$$;
call run_as_worker('auth_log_checkpoint()', 'auth', 'tenant', 'operations', 'person', 'worker');

-- The checkpoints that evidence may lead to, the best one first: cosigned, then newest. With how far each goes in the order of the log.
create function proving_checkpoints() returns table (size bigint, note text, last_xact xid8, last_seq bigint)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  (select c.size, checkpoint_note(c.size), c.last_xact, c.last_seq from audit_log_checkpoints c
    where c.size = (select max(k.size) from audit_log_cosignatures k) and c.last_xact is not null)
  union all
  (select c.size, checkpoint_note(c.size), l.last_xact, l.last_seq from audit_log_checkpoints c, audit_log l order by c.size desc limit 1)
$$;
call run_as_worker('proving_checkpoints()', 'tenant', 'operations', 'person');

-- What proves several records, for a caller who has found them under her own policy.
create function record_entries(records text[], viewers text[]) returns table (event_id text, viewer_id text, index bigint, salt bytea)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select e.event_id, e.viewer_id, e.index, e.salt from unnest(records, viewers) u (record, viewer)
    join audit_log_entries e on e.event_id = u.record and e.viewer_id = u.viewer
$$;
call run_as_worker('record_entries(text[],text[])', 'tenant', 'operations', 'person');

-- Where the log stands, for those who read the trail. Nothing of it is a tenant's.
create function audit_log_state() returns table (
  origin text, size bigint, root bytea, note text, note_at timestamptz, waiting bigint, keys jsonb, witnesses jsonb)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select l.origin, l.size, c.root, auth_log_checkpoint(), c.at,
    (select count(*) from (select from events e where (e.xact, e.seq) > (l.last_xact, l.last_seq) limit 10000) w),
    (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'verifier', k.verifier, 'createdAt', k.created_at, 'retiredAt', k.retired_at)
       order by k.retired_at is not null, k.created_at desc, k.id), '[]') from audit_log_keys k),
    (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from audit_log_witnesses w)
  from audit_log l left join lateral (select * from audit_log_checkpoints order by audit_log_checkpoints.size desc limit 1) c on true
$$;
call run_as_worker('audit_log_state()', 'tenant', 'operations', 'worker');

-- How the last verification went, without its fault, which names a record of whomever.
create function last_audit_log_verification() returns table (
  status text, started_at timestamptz, alive_at timestamptz, ended_at timestamptz, checked bigint, total bigint, size bigint, fault text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select v.status, v.started_at, v.alive_at, v.ended_at, v.checked, v.total, v.size, null::text from audit_log_verifications v order by v.id desc limit 1
$$;
call run_as_worker('last_audit_log_verification()', 'tenant');

-- Keys hold a sealed secret, so nobody but the worker reads their table.
create function add_audit_log_key(key_id text, key_verifier text, sealed bytea) returns void
  language sql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  insert into audit_log_keys (id, verifier, secret) values (key_id, key_verifier, sealed)
$$;
call run_as_worker('add_audit_log_key(text,text,bytea)', 'operations', 'worker');

-- Answers what happened: `retired`, `unknown`, `retired before`, or `last` when no other one signs.
create function retire_audit_log_key(key_id text) returns text
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
declare
  active text[];
begin
  -- Two at once must not retire the last two.
  select coalesce(array_agg(k.id), '{}') into active from (select id from audit_log_keys where retired_at is null order by id for update) k;
  if not exists (select from audit_log_keys where id = key_id) then
    return 'unknown';
  elsif not key_id = any (active) then
    return 'retired before';
  elsif cardinality(active) = 1 then
    return 'last';
  end if;
  update audit_log_keys set retired_at = now() where id = key_id;
  return 'retired';
end $$;
call run_as_worker('retire_audit_log_key(text)', 'operations', 'worker');
