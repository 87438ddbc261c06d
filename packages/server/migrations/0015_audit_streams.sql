-- Where audit records are sent as they come, and how far each stream is. All of it is the platform owner's.

create sequence audit_streams_id maxvalue 99999999;
create table audit_streams (
  id text collate "C" primary key default new_id('AST', 2, nextval('audit_streams_id')),
  name text not null,
  status text not null default 'Enabled' check (status in ('Enabled', 'Disabled', 'Deleted')),
  kind text not null check (kind in ('webhook', 'syslog', 'file')),
  format text not null check (format in ('jsonl', 'ocsf')),
  -- Without secrets.
  target jsonb not null,
  -- Of a webhook, sealed by the master key.
  secret bytea,
  -- Null: all.
  account_ids text[],
  event_prefix text,
  -- Index in the log (audit_log_entries) of the next record to be sent.
  position bigint not null default 0,
  -- How far the batch under way goes. A batch that is sent again is the same batch, also by another process.
  sending_until bigint,
  -- Counts what operators change: a batch that was begun before must not move the position any more.
  generation int not null default 1,
  -- Which process works on it, and until when it may do so without word.
  lease_holder text,
  lease_until timestamptz,
  next_try_at timestamptz,
  last_delivered_at timestamptz,
  last_error jsonb,
  search_text text not null generated always as (lower(name || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index audit_streams_name on audit_streams (name, id) where status <> 'Deleted';
create index audit_streams_created on audit_streams (created_at, id) where status <> 'Deleted';
create index audit_streams_search on audit_streams using gin (search_text public.gin_trgm_ops);
-- Two streams into one file would tear each other's lines.
create unique index audit_streams_file on audit_streams (lower(target ->> 'name')) where kind = 'file' and status <> 'Deleted';
comment on table audit_streams is 'kind: several';
call allow('audit_streams', 'worker', 'select, insert, update', 'true');
call allow('audit_streams', 'operations', 'select, insert, update', 'true');

-- How many entries the log has: what lies between a stream and the end.
create function audit_stream_end() returns bigint
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select size from audit_log
$$;
call run_as_worker('audit_stream_end()', 'operations');

-- The first place in the log with a record of this time or later; null: there is none. The order of the log is that of commits: what was written
-- later may stand before, by no more than a transaction lasts, and none is open for an hour.
create function audit_stream_since(since timestamptz) returns bigint
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select min(e.index)
  from (select at from events where at >= since order by at, seq limit 1) first
    join events v on v.at >= first.at and v.at < first.at + interval '1 hour'
    join audit_log_entries e on e.event_id = v.id and e.viewer_id = v.viewer_id
$$;
call run_as_worker('audit_stream_since(timestamptz)', 'operations');
