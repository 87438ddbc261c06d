-- What the trail lacked: refused attempts, what a token read, and how the installation was configured.

-- When each refusal was last written down, by a hash of who was refused: further ones within a minute are counted and become one record,
-- whichever process refuses them (src/core/refusals.ts).
create table refusal_windows (
  key bytea primary key,
  until timestamptz not null
);
create index refusal_windows_until on refusal_windows (until);
call protect('refusal_windows', 'person');

-- Whether each read that a token makes is recorded.
alter table api_tokens add column audit_reads boolean not null default false;

drop function auth_token(bytea);
create function auth_token(secret bytea)
  returns table (id text, name text, status text, expires_at timestamptz, last_access_at timestamptz, module_ids text[], audit_reads boolean,
                 account_id text, account_name text, account_type text, account_status text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select t.id, t.name, t.status, t.expires_at, t.last_access_at, t.module_ids, t.audit_reads, a.id, a.name, a.type, a.status
  from api_tokens t join accounts a on a.id = t.account_id
  where t.secret_hash = secret
$$;
call run_as_worker('auth_token(bytea)', 'auth');

-- One row: the configuration that was last recorded, secrets hidden.
create table recorded_configuration (
  one boolean primary key default true check (one),
  configuration jsonb not null
);
call protect('recorded_configuration', 'person');
