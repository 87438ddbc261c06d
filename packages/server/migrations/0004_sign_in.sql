create sequence sessions_id maxvalue 9999999999999999;
create table sessions (
  id text collate "C" primary key default new_id('SES', 4, nextval('sessions_id')),
  user_id text collate "C" not null references users,
  -- SHA-256 of the cookie: whoever reads the table cannot sign in with it.
  hash bytea not null unique,
  ip text,
  user_agent text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  -- When the person last proved who she is; opens what needs a fresh proof for 15 minutes.
  confirmed_at timestamptz not null default now(),
  ended_at timestamptz
);
create index sessions_user on sessions (user_id) where ended_at is null;
call protect('sessions', 'person');
call allow('sessions', 'person', 'select, insert, update', 'user_id = (select current_setting(''app.user'', true))');
call allow('passwords', 'person', 'select, insert, update', 'user_id = (select current_setting(''app.user'', true))');

create sequence password_resets_id maxvalue 9999999999999999;
create table password_resets (
  id text collate "C" primary key default new_id('PWR', 4, nextval('password_resets_id')),
  user_id text collate "C" not null references users,
  hash bytea not null unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index password_resets_user on password_resets (user_id);
call protect('password_resets', 'person');
call allow('password_resets', 'person', 'select, insert, update', 'user_id = (select current_setting(''app.user'', true))');

-- A code mailed to the invited address when the link in use was a copied one.
create table invitation_codes (
  membership_id text collate "C" primary key references memberships,
  hash bytea not null,
  tries int not null default 0,
  expires_at timestamptz not null
);
call protect('invitation_codes', 'person');
call allow('invitation_codes', 'person', 'select, insert, update, delete',
  'exists (select 1 from memberships m where m.id = membership_id and m.user_id = (select current_setting(''app.user'', true)))');

-- Failures by account and by address (keys are keyed hashes: the table names nobody).
create table sign_in_failures (
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz not null
);
create index sign_in_failures_last on sign_in_failures (last_at);
call protect('sign_in_failures', 'person');

-- Look-ups before anybody is known. Each answers one exact question; none can list.
create function auth_token(secret bytea)
  returns table (id text, name text, status text, expires_at timestamptz, last_access_at timestamptz, module_ids text[],
                 account_id text, account_name text, account_type text, account_status text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select t.id, t.name, t.status, t.expires_at, t.last_access_at, t.module_ids, a.id, a.name, a.type, a.status
  from api_tokens t join accounts a on a.id = t.account_id
  where t.secret_hash = secret
$$;
call run_as_worker('auth_token(bytea)', 'auth');

create function auth_session(secret bytea, wanted_account text)
  returns table (id text, user_id text, user_name text, user_email text, user_status text, user_settings jsonb,
                 created_at timestamptz, last_seen_at timestamptz, confirmed_at timestamptz,
                 current_account_id text, membership_id text, account_id text, account_name text, account_type text, account_status text,
                 module_ids text[], is_administrator boolean, buyer_scope text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select s.id, u.id, u.name, u.email, u.status, u.settings, s.created_at, s.last_seen_at, s.confirmed_at,
         u.current_account_id, m.id, a.id, a.name, a.type, a.status,
         coalesce((select array_agg(distinct x order by x) from group_members gm join user_groups g on g.id = gm.group_id, unnest(g.module_ids) x
                   where gm.membership_id = m.id), '{}'),
         exists (select 1 from group_members gm join user_groups g on g.id = gm.group_id where gm.membership_id = m.id and g.is_default),
         -- The union of the groups that the Marketplace honours (spec 7.4): '*' all buyers.
         (select case when bool_or(g.buyer_ids is null or 'MOD-9042' = any (g.module_ids)) then '*'
                      else string_agg((select string_agg(b, ',') from unnest(g.buyer_ids) b), ',') end
          from group_members gm join user_groups g on g.id = gm.group_id
          where gm.membership_id = m.id and g.module_ids && array['MOD-0478', 'MOD-9042'])
  from sessions s
  join users u on u.id = s.user_id
  left join memberships m on m.user_id = u.id and m.status = 'Active' and m.account_id = coalesce(nullif(wanted_account, ''), u.current_account_id)
  left join accounts a on a.id = m.account_id
  where s.hash = secret and s.ended_at is null
$$;
call run_as_worker('auth_session(bytea,text)', 'auth');

create function auth_person(address text)
  returns table (id text, name text, status text, password_hash text, current_account_id text, registered boolean)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select u.id, u.name, u.status, p.hash, u.current_account_id, u.registered_at is not null
  from users u left join passwords p on p.user_id = u.id
  where u.email_key = lower(address) and u.status <> 'Deleted'
$$;
call run_as_worker('auth_person(text)', 'auth');

create function auth_reset(secret bytea)
  returns table (id text, user_id text, user_name text, user_status text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select r.id, u.id, u.name, u.status from password_resets r join users u on u.id = r.user_id
  where r.hash = secret and r.used_at is null and r.expires_at > now()
$$;
call run_as_worker('auth_reset(bytea)', 'auth');

create function auth_invitation(membership text, secret bytea)
  returns table (id text, user_id text, status text, expires_at timestamptz, mail_hash bytea, invited_by jsonb,
                 email text, first_name text, last_name text, user_status text, registered boolean,
                 account_id text, account_name text, account_status text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select m.id, m.user_id, m.status, m.invitation_expires_at, m.invitation_mail_hash, m.invited_by,
         u.email, u.first_name, u.last_name, u.status, u.registered_at is not null, a.id, a.name, a.status
  from memberships m join users u on u.id = m.user_id join accounts a on a.id = m.account_id
  where m.id = membership and m.invitation_hash = secret
$$;
call run_as_worker('auth_invitation(text,bytea)', 'auth');

create function auth_picture(wanted text) returns table (content_type text, bytes bytea)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select content_type, bytes from pictures where hash = wanted
$$;
call run_as_worker('auth_picture(text)', 'auth');

-- Account pictures are public; the name gives the initials.
create function auth_account_icon(wanted text) returns table (name text, picture text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select name, picture from accounts where id = wanted
$$;
call run_as_worker('auth_account_icon(text)', 'auth');

-- Whom a member without access can ask. Only members of the account get an answer.
create function administrators_of(wanted text)
  returns table (id text, name text)
  language sql stable security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select m.user_id, m.user_name from user_groups g join group_members gm on gm.group_id = g.id join memberships m on m.id = gm.membership_id
  where g.account_id = wanted and g.is_default and m.status = 'Active'
    and exists (select 1 from memberships own where own.account_id = wanted and own.user_id = current_setting('app.user', true) and own.status = 'Active')
  order by m.user_name limit 5
$$;
call run_as_worker('administrators_of(text)', 'person', 'tenant', 'operations');

-- Takes one try with each of these keys. It is counted as a failure before the password is looked at, and under a lock: tries sent side by side
-- cannot outrun the wait. Answers the seconds to wait; then nothing was counted. The first `free` tries cost nothing, after them the wait
-- begins at `step` seconds and doubles up to an hour. Every `forget` seconds of quiet forgive one failure.
create function take_try(keys bytea[], free int[], step int[], forget int[]) returns int
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
declare
  i int;
  wait int := 0;
  -- Read once: the loop below must decide for all keys at the same moment.
  moment timestamptz;
begin
  -- A fixed order, or two tries with the same keys can deadlock.
  for i in select o from generate_subscripts(keys, 1) o order by keys[o] loop
    insert into sign_in_failures (key, failures, last_at, locked_until) values (keys[i], 0, clock_timestamp(), clock_timestamp())
      on conflict (key) do update set key = excluded.key;
  end loop;
  moment := clock_timestamp();
  select coalesce(max(greatest(0, ceil(extract(epoch from f.locked_until - moment))::int)), 0) into wait from sign_in_failures f where f.key = any (keys);
  if wait > 0 then
    return wait;
  end if;
  for i in select o from generate_subscripts(keys, 1) o loop
    -- A bound, so that an attack of a week is forgiven in a day.
    update sign_in_failures f set last_at = moment, failures = least(free[i] + 14,
        greatest(0, f.failures - floor(extract(epoch from moment - f.last_at) / forget[i])::int) + 1)
      where f.key = keys[i];
    update sign_in_failures f set locked_until = moment + least(interval '1 hour', interval '1 second' * step[i] * 2 ^ (f.failures - free[i] - 1))
      where f.key = keys[i] and f.failures > free[i];
  end loop;
  return 0;
end $$;
call run_as_worker('take_try(bytea[],int[],int[],int[])', 'auth', 'person');

-- The try was good: the person's key is forgiven, those she shares with others only what this try had cost them.
create function forgive_try(own bytea, others bytea[]) returns void
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  delete from sign_in_failures where key = own;
  update sign_in_failures set failures = greatest(0, failures - 1), locked_until = clock_timestamp() where key = any (others);
  -- What has been quiet for days says nothing any more.
  delete from sign_in_failures f where f.key in (select key from sign_in_failures where last_at < clock_timestamp() - interval '3 days' limit 50 for update skip locked);
end $$;
call run_as_worker('forgive_try(bytea,bytea[])', 'auth', 'person');

-- The person behind an address, made if nobody has it. Tenants may not search people outside their account, so the worker looks.
create function person_for_invitation(address text, first text, last text, actor jsonb)
  returns table (id text, status text, name text, created boolean)
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
declare
  found users;
begin
  insert into users (email, first_name, last_name, status, audit)
    values (address, first, last, 'Invited', jsonb_build_object('created', jsonb_build_object('at', now(), 'by', actor)))
    on conflict (email_key) do nothing returning * into found;
  if found.id is not null then
    return query select found.id, found.status, found.name, true;
  else
    return query select u.id, u.status, u.name, false from users u where u.email_key = lower(address);
  end if;
end $$;
call run_as_worker('person_for_invitation(text,text,text,jsonb)', 'tenant', 'operations', 'worker');

-- What the memberships imply: active, else invited, else expired, else disabled. Blocked and Deleted override.
create function refresh_person(person text) returns table (before text, after text)
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
declare
  old users;
  implied text;
begin
  select * into old from users u where u.id = person for update;
  if old.status in ('Blocked', 'Deleted') then
    return query select old.status, old.status;
    return;
  end if;
  select case when bool_or(m.status = 'Active') then 'Active' when bool_or(m.status = 'Invited') then 'Invited'
              when bool_or(m.status = 'InvitationExpired') then 'InvitationExpired' else 'Disabled' end
    into implied from memberships m where m.user_id = person and m.status <> 'Removed';
  implied := coalesce(implied, 'Disabled');
  update users u set
      status = implied,
      -- A removed membership cannot stay the current account: the person falls onto another active one, or none.
      current_account_id = case when exists (select 1 from memberships m where m.user_id = person and m.account_id = u.current_account_id and m.status = 'Active')
        then u.current_account_id
        else (select m.account_id from memberships m join accounts a on a.id = m.account_id
              where m.user_id = person and m.status = 'Active' and a.status <> 'Disabled' order by m.joined_at limit 1) end
    where u.id = person;
  return query select old.status, implied;
end $$;
call run_as_worker('refresh_person(text)', 'tenant', 'operations', 'person', 'worker');

-- Ends what an identity change must end at once.
create function end_sessions(person text, keep text) returns int
  language sql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  with ended as (update sessions set ended_at = now() where user_id = person and ended_at is null and id is distinct from keep returning 1)
  select count(*)::int from ended
$$;
call run_as_worker('end_sessions(text,text)', 'operations', 'person', 'worker');
