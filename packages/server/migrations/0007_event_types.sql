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

create function learn_event_type() returns trigger language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from event_types where key = new.event) then
    insert into event_types (key, name)
      values (new.event, initcap(replace(replace(regexp_replace(new.event, '^(platform|extensions)\.[^.]*\.', ''), '.', ' '), '_', ' ')))
      on conflict (key) do nothing;
  end if;
  return null;
end $$;
create trigger learn_event_type after insert on events for each row execute function learn_event_type();
call run_as_worker('learn_event_type()', 'worker');
-- The owner makes the partitions of later months, and each gets this trigger.
do $$
declare
  owner name := current_user;
begin
  perform set_config('role', role_of('worker'), true);
  execute format('grant execute on function learn_event_type() to %I', owner);
  perform set_config('role', owner, true);
end $$;
