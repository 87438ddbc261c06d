-- Mails wait here; the body is encrypted, because invitations and resets carry secrets.
create sequence mails_id maxvalue 9999999999999999;
create table mails (
  id text collate "C" primary key default new_id('MSG', 4, nextval('mails_id')),
  account_id text collate "C" references accounts,
  recipient text not null,
  subject text not null,
  template text not null,
  locale text not null default 'en',
  -- The template's parameters as JSON, encrypted for this row.
  cipher bytea not null,
  status text not null default 'Queued' check (status in ('Queued', 'Sent', 'Kept', 'Failed')),
  tries int not null default 0,
  error text,
  search_text text not null generated always as (lower(recipient || ' ' || subject)) stored,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mails_created on mails (created_at, id);
create index mails_recipient on mails (recipient, id);
create index mails_queued on mails (id) where status = 'Queued';
create index mails_search on mails using gin (search_text public.gin_trgm_ops);
comment on table mails is 'kind: several';
call allow('mails', 'worker', 'select, insert, update', 'true');
call allow('mails', 'operations', 'select, insert', 'true');
-- Whoever sends a mail does not read mails.
call allow('mails', 'tenant', 'insert', 'account_id = (select current_setting(''app.account'', true))');
call allow('mails', 'person', 'insert', 'true');
call allow('mails', 'auth', 'insert', 'true');

create table idempotency_keys (
  caller_id text collate "C" not null,
  path text not null,
  key text not null,
  body_hash bytea not null,
  status int not null,
  -- The answer, encrypted: it may hold a secret.
  answer bytea not null,
  created_at timestamptz not null default now(),
  primary key (caller_id, path, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);
comment on table idempotency_keys is 'kind: person';
call allow('idempotency_keys', 'worker', 'select, delete', 'true');
call allow('idempotency_keys', 'tenant', 'select, insert, delete', 'caller_id = (select current_setting(''app.actor'', true))');
call allow('idempotency_keys', 'operations', 'select, insert, delete', 'caller_id = (select current_setting(''app.actor'', true))');
call allow('idempotency_keys', 'person', 'select, insert, delete', 'caller_id = (select current_setting(''app.actor'', true))');

create sequence user_imports_id maxvalue 999999999999;
create table user_imports (
  id text collate "C" primary key default new_id('IMP', 3, nextval('user_imports_id')),
  account_id text collate "C" not null references accounts,
  status text not null default 'Checked' check (status in ('Checked', 'Running', 'Completed', 'Failed', 'Undone')),
  file_name text not null,
  encoding text not null,
  delimiter text not null,
  digest text not null,
  columns jsonb not null,
  options jsonb not null,
  counts jsonb not null,
  errors jsonb not null,
  unknown_groups jsonb not null,
  needs_default_group_confirmation boolean not null default false,
  actor jsonb not null,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id)
);
create index user_imports_created on user_imports (account_id, created_at, id);
call protect('user_imports', 'account', 'select, insert, update');

create table user_import_rows (
  account_id text collate "C" not null,
  import_id text collate "C" not null,
  line int not null,
  outcome text not null check (outcome in ('create', 'member', 'duplicate', 'error', 'created', 'skipped')),
  email text,
  first_name text,
  last_name text,
  phone jsonb,
  group_ids text[] not null default '{}',
  password_hash text,
  reason text,
  message text,
  field text,
  -- The cells as they were, for the file of faulty rows.
  cells jsonb not null,
  primary key (account_id, import_id, line),
  foreign key (account_id, import_id) references user_imports (account_id, id)
);
create index user_import_rows_outcome on user_import_rows (account_id, import_id, outcome, line);
call protect('user_import_rows', 'account', 'select, insert, update');
