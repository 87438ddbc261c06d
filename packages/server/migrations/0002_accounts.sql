create table modules (
  id text collate "C" primary key,
  code text not null unique,
  name text not null,
  description text not null,
  account_types text[] not null,
  is_configurable boolean not null,
  is_enabled_by_default boolean not null,
  paid boolean not null,
  filters jsonb not null default '{}',
  audit jsonb not null default '{}',
  created_at timestamptz not null default now()
);
call protect('modules', 'installation');

-- Pictures are re-encoded by us and addressed by their content, so they never change and may be cached for ever.
create table pictures (
  hash text collate "C" primary key,
  content_type text not null,
  bytes bytea not null,
  created_at timestamptz not null default now()
);
call protect('pictures', 'installation', 'select, insert');
call allow('pictures', 'person', 'insert', 'true');

create sequence accounts_id maxvalue 99999999;
create table accounts (
  id text collate "C" primary key default new_id('ACC', 2, nextval('accounts_id')),
  type text not null check (type in ('Client', 'Vendor', 'Operations')),
  status text not null check (status in ('Enabled', 'Active', 'Disabled')),
  name text not null,
  description text,
  external_id text,
  external_name text,
  external_ids jsonb,
  service_level text,
  address jsonb,
  website text,
  technical_support_email text,
  default_language_code text not null default 'en-US',
  eligibility jsonb,
  picture text references pictures,
  groups_max int not null default 50,
  search_text text not null generated always as (lower(name || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index accounts_one_operations on accounts (type) where type = 'Operations';
create index accounts_name on accounts (name, id);
create index accounts_created on accounts (created_at, id);
create index accounts_search on accounts using gin (search_text public.gin_trgm_ops);
comment on table accounts is 'kind: several';
call allow('accounts', 'worker', 'select, insert, update', 'true');
call allow('accounts', 'operations', 'select, insert, update', 'true');
call allow('accounts', 'tenant', 'select, update', 'id = (select current_setting(''app.account'', true))');

-- The key that encrypts an account's secrets, itself wrapped by the master key.
create table account_keys (
  account_id text collate "C" primary key references accounts,
  wrapped bytea not null
);
call protect('account_keys', 'account', 'select');
call allow('account_keys', 'operations', 'insert', 'true');

create sequence users_id maxvalue 99999999;
create table users (
  id text collate "C" primary key default new_id('USR', 2, nextval('users_id')),
  email text not null,
  email_key text collate "C" not null unique generated always as (lower(email)) stored,
  first_name text not null,
  last_name text not null,
  name text not null generated always as (first_name || ' ' || last_name) stored,
  phone_prefix text,
  phone_number text,
  settings jsonb not null default '{}',
  -- What the memberships imply, unless `blocked_at` or `deleted_at` overrides it (src/users/rules.ts).
  status text not null check (status in ('Invited', 'InvitationExpired', 'Active', 'Blocked', 'Disabled', 'Deleted')),
  registered_at timestamptz,
  current_account_id text collate "C" references accounts,
  picture text references pictures,
  last_login_at timestamptz,
  search_text text not null generated always as (lower(first_name || ' ' || last_name || ' ' || email || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index users_name on users (name, id);
create index users_created on users (created_at, id);
create index users_search on users using gin (search_text public.gin_trgm_ops);
comment on table users is 'kind: several';

-- Apart from the person, so that no list, snapshot or log can carry it along.
create table passwords (
  user_id text collate "C" primary key references users,
  hash text not null,
  changed_at timestamptz not null default now()
);
call protect('passwords', 'person');

create sequence user_groups_id maxvalue 99999999;
create table user_groups (
  id text collate "C" primary key default new_id('UGR', 2, nextval('user_groups_id')),
  account_id text collate "C" not null references accounts,
  name text not null,
  description text,
  logo text,
  is_default boolean not null default false,
  module_ids text[] not null,
  -- null: all buyers
  buyer_ids text[],
  status text not null default 'Active' check (status in ('Active', 'Deleted')),
  search_text text not null generated always as (lower(name || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id)
);
create unique index user_groups_one_default on user_groups (account_id) where is_default;
create index user_groups_name on user_groups (account_id, name, id);
create index user_groups_search on user_groups using gin (account_id, search_text public.gin_trgm_ops);
call protect('user_groups', 'account', 'select, insert, update');

create sequence memberships_id maxvalue 999999999999;
create table memberships (
  id text collate "C" primary key default new_id('AUSR', 3, nextval('memberships_id')),
  account_id text collate "C" not null references accounts,
  user_id text collate "C" not null references users,
  status text not null check (status in ('Invited', 'InvitationExpired', 'Active', 'Declined', 'Removed')),
  -- Copies of the person, kept by a trigger: a list of members reads, orders and searches one table under one policy.
  user_email text not null default '',
  user_first_name text not null default '',
  user_last_name text not null default '',
  user_name text not null default '',
  user_status text not null default '',
  user_picture text,
  user_last_login_at timestamptz,
  search_text text not null generated always as (lower(user_name || ' ' || user_email || ' ' || user_id)) stored,
  invited_at timestamptz,
  invited_by jsonb,
  joined_at timestamptz,
  invitation_expires_at timestamptz,
  -- SHA-256 of the link's secret, and of the extra secret that only the mail carries: possession of the mailbox.
  invitation_hash bytea,
  invitation_mail_hash bytea,
  -- The link's secret again, encrypted, because administrators may copy an open link.
  invitation_cipher bytea,
  notes text,
  import_id text collate "C",
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id)
);
create unique index memberships_once on memberships (account_id, user_id) where status <> 'Removed';
create index memberships_user on memberships (user_id);
create index memberships_name on memberships (account_id, user_name, id) where status <> 'Removed';
create index memberships_email on memberships (account_id, user_email, id) where status <> 'Removed';
create index memberships_created on memberships (account_id, created_at, id) where status <> 'Removed';
create index memberships_search on memberships using gin (account_id, search_text public.gin_trgm_ops) where status <> 'Removed';
create index memberships_expiry on memberships (invitation_expires_at) where status = 'Invited';
create index memberships_hash on memberships (invitation_hash) where invitation_hash is not null;
create index memberships_import on memberships (account_id, import_id) where import_id is not null;
call protect('memberships', 'account', 'select, insert, update');
call allow('memberships', 'person', 'select, update', 'user_id = (select current_setting(''app.user'', true))');

create table group_members (
  account_id text collate "C" not null,
  group_id text collate "C" not null,
  membership_id text collate "C" not null,
  primary key (account_id, group_id, membership_id),
  -- Composite, because foreign-key checks ignore policies.
  foreign key (account_id, group_id) references user_groups (account_id, id),
  foreign key (account_id, membership_id) references memberships (account_id, id)
);
create index group_members_membership on group_members (membership_id, account_id);
-- One group may hold nearly everybody; the planner must not take that for the size of each group and read the whole table for a small one.
alter table group_members alter column group_id set (n_distinct = 1000);
call protect('group_members', 'account', 'select, insert, delete');
call allow('group_members', 'person', 'select',
  'exists (select 1 from memberships m where m.id = membership_id and m.user_id = (select current_setting(''app.user'', true)))');
call allow('user_groups', 'person', 'select',
  'exists (select 1 from group_members gm where gm.account_id = user_groups.account_id and gm.group_id = user_groups.id)');

-- A person is seen by the accounts she belongs to, by operators and by herself. Only she and operators write her.
call allow('users', 'worker', 'select, insert, update', 'true');
call allow('users', 'operations', 'select, insert, update', 'true');
call allow('users', 'tenant', 'select',
  'exists (select 1 from memberships m where m.user_id = users.id and m.account_id = (select current_setting(''app.account'', true)) and m.status <> ''Removed'')');
call allow('users', 'person', 'select, update', 'id = (select current_setting(''app.user'', true))');
call allow('accounts', 'person', 'select',
  'exists (select 1 from memberships m where m.account_id = accounts.id and m.user_id = (select current_setting(''app.user'', true)) and m.status <> ''Removed'')');

-- Fills and refreshes the copies. As the worker: a person's new name reaches every account she is in.
create function copy_person() returns trigger language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'memberships' then
    select u.email, u.first_name, u.last_name, u.first_name || ' ' || u.last_name, u.status, u.picture, u.last_login_at
      into new.user_email, new.user_first_name, new.user_last_name, new.user_name, new.user_status, new.user_picture, new.user_last_login_at
      from users u where u.id = new.user_id;
    return new;
  end if;
  update memberships m
    set user_email = new.email, user_first_name = new.first_name, user_last_name = new.last_name,
        user_name = new.first_name || ' ' || new.last_name, user_status = new.status, user_picture = new.picture,
        user_last_login_at = new.last_login_at
    where m.user_id = new.id;
  return null;
end $$;
-- Imports bring the copies along.
create trigger copy_person before insert on memberships for each row when (new.user_email = '') execute function copy_person();
create trigger copy_person after update of email, first_name, last_name, status, picture, last_login_at on users
  for each row execute function copy_person();
call run_as_worker('copy_person()', 'tenant', 'operations', 'person', 'worker');

-- What a search index has not sorted in yet is read from end to end by each search. Only the owner of an index may sort it in.
create function sort_search_indexes() returns void language sql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select gin_clean_pending_list('users_search'), gin_clean_pending_list('memberships_search')
$$;
do $$
begin
  revoke all on function sort_search_indexes() from public;
  execute format('grant execute on function sort_search_indexes() to %I', role_of('worker'));
end $$;

create sequence api_tokens_id maxvalue 99999999;
create table api_tokens (
  id text collate "C" primary key default new_id('TKN', 2, nextval('api_tokens_id')),
  account_id text collate "C" not null references accounts,
  name text not null,
  description text,
  icon text,
  status text not null default 'Active' check (status in ('Active', 'Disabled', 'Deleted')),
  module_ids text[] not null,
  secret_hash bytea not null unique,
  -- Null when the installation shows secrets only once.
  secret_cipher bytea,
  expires_at timestamptz,
  last_access_at timestamptz,
  search_text text not null generated always as (lower(name || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index api_tokens_name on api_tokens (account_id, name, id);
create index api_tokens_created on api_tokens (account_id, created_at, id);
create index api_tokens_search on api_tokens using gin (account_id, search_text public.gin_trgm_ops);
call protect('api_tokens', 'account', 'select, insert, update');
-- A token without modules sees itself.
call allow('api_tokens', 'person', 'select', 'id = (select current_setting(''app.actor'', true))');
-- Operators list across accounts: the account comes last, or not at all.
create index user_groups_by_name on user_groups (name, id) where status <> 'Deleted';
create index api_tokens_by_name on api_tokens (name, id) where status <> 'Deleted';
create index api_tokens_by_created on api_tokens (created_at, id) where status <> 'Deleted';
