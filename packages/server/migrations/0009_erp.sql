-- What the ERP says of customers, and how the last readings of it went. All of it is the platform owner's.

create sequence erp_runs_id maxvalue 99999999;
create table erp_runs (
  id text collate "C" primary key default new_id('RUN', 2, nextval('erp_runs_id')),
  status text not null default 'Queued' check (status in ('Queued', 'Running', 'Completed', 'Unchanged', 'Failed')),
  source text not null check (source in ('file', 'feed')),
  message text,
  counts jsonb not null default '{}',
  line_errors jsonb not null default '[]',
  started_at timestamptz,
  finished_at timestamptz,
  -- Whoever works on it says so with each batch; silence means that its process died.
  alive_at timestamptz not null default now(),
  -- What the feed called its state, and how far our own log was then: the same state over an unchanged log needs no reading.
  etag text,
  position xid8,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- One at a time, whoever starts it.
create unique index erp_runs_under_way on erp_runs ((true)) where status in ('Queued', 'Running');
create index erp_runs_created on erp_runs (created_at, id);
comment on table erp_runs is 'kind: several';
call allow('erp_runs', 'worker', 'select, insert, update, delete', 'true');
call allow('erp_runs', 'operations', 'select, insert, update', 'true');

-- The records of the run under way: unlogged, because the next run reads them again anyway.
create unlogged table erp_records (
  run_id text collate "C" not null,
  contact_key text not null,
  buyer_key text not null,
  seller_id text collate "C" not null,
  seller_key text not null,
  line int not null,
  account_key text,
  -- Null: the ERP has the pair, but its line cannot be read.
  name text,
  tax_number text,
  address jsonb,
  primary key (run_id, contact_key, buyer_key, seller_key)
);
comment on table erp_records is 'kind: several';
call allow('erp_records', 'worker', 'select, insert, delete', 'true');

-- A buyer deleted on purpose does not come back with the next run.
create index buyers_deleted_contact on buyers (erp_contact_key) where status = 'Deleted';

-- When the ERP was last read to the end, and when last begun: shown beside sellers, without telling anything of the runs.
create function last_erp_run() returns table (last_at timestamptz, begun_at timestamptz)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select max(finished_at) filter (where status in ('Completed', 'Unchanged')), max(created_at) from erp_runs
$$;
call run_as_worker('last_erp_run()', 'tenant', 'operations', 'worker');
