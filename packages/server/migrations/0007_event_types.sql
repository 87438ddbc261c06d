-- The catalogue fills itself: the first event of a kind makes its row (spec 14.3).
create sequence event_types_id maxvalue 99999999;
create table event_types (
  id text collate "C" primary key default new_id('AET', 2, nextval('event_types_id')),
  key text collate "C" not null unique,
  name text not null,
  description text not null default '',
  -- Keys of extensions are their accounts' own; those of the platform everybody knows.
  is_platform boolean not null generated always as (starts_with(key, 'platform.')) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table event_types is 'kind: several';
call allow('event_types', 'worker', 'select, insert', 'true');
call allow('event_types', 'operations', 'select, update', 'true');
call allow('event_types', 'tenant', 'select',
  'is_platform or exists (select 1 from events e where e.viewer_id = (select current_setting(''app.account'', true)) and e.event = event_types.key)');

-- What an account says of an event type instead of the platform: one account's words are no other account's to read.
create table event_type_texts (
  account_id text collate "C" not null references accounts,
  id text collate "C" not null references event_types,
  name text not null,
  description text not null,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (account_id, id)
);
call protect('event_type_texts', 'account', 'select, insert, update');

-- Once for a statement, not for each row: an import records thousands of events of two kinds.
create function learn_event_types() returns trigger language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  insert into event_types (key, name)
    select distinct r.event, initcap(replace(replace(regexp_replace(r.event, '^(platform|extensions)\.[^.]*\.', ''), '.', ' '), '_', ' '))
    from recorded r where not exists (select 1 from event_types t where t.key = r.event)
    on conflict (key) do nothing;
  return null;
end $$;
create trigger learn_event_types after insert on events referencing new table as recorded for each statement execute function learn_event_types();
call run_as_worker('learn_event_types()', 'worker');
