-- Identifiers, roles' rights and row-level security: what every later table builds on.
-- The runner has made the schema, the roles and installation.role_prefix before (src/core/migrations.ts).

create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

-- One keyed permutation of a sequence: ids do not tell how many there are, and never repeat. Six rounds of a Feistel network, written out,
-- because an import draws four ids for each person. The keys are drawn once, live in the function's text, and must never change.
do $$
declare
  rounds text;
begin
  select string_agg(format(case when n % 2 = 1
      then 'l := (l + ((r + %1$s) %% 2147483647) * ((r + %1$s) %% 2147483647) %% 2147483647 * %2$s %% 2147483647) %% half;'
      else 'r := (r + ((l + %1$s) %% 2147483647) * ((l + %1$s) %% 2147483647) %% 2147483647 * %2$s %% 2147483647) %% half;' end, k, k % 999983 + 17), ' ')
    into rounds
    from (select n, ('x' || substr(md5(gen_random_uuid()::text), 1, 8))::bit(32)::bigint & 2147483647 as k from generate_series(1, 6) n) keys;
  execute format($f$
    create function permute(n bigint, half bigint) returns bigint language plpgsql immutable strict parallel safe as $p$
    declare
      l bigint := n / half;
      r bigint := n %% half;
    begin
      %s
      return l * half + r;
    end $p$ $f$, rounds);
end $$;

-- `new_id('TKN', 2, n)` is TKN-dddd-dddd. All zeros is never issued: whatever n maps to it gets the place that 0 would have.
create function new_id(prefix text, groups int, n bigint) returns text language plpgsql immutable strict parallel safe as $$
declare
  half bigint := case groups when 1 then 100 when 2 then 10000 when 3 then 1000000 else 100000000 end;
  v bigint := permute(n, half);
begin
  if v = 0 then
    v := permute(0, half);
  end if;
  return prefix || to_char(v, case groups
    when 1 then 'FM"-"0000'
    when 2 then 'FM"-"0000"-"0000'
    when 3 then 'FM"-"0000"-"0000"-"0000'
    else 'FM"-"0000"-"0000"-"0000"-"0000' end);
end $$;

create function role_of(kind text) returns text language sql stable as $$ select role_prefix || kind from installation $$;

-- Policies hold for the owner too, but for the one table that it reads to find the roles' names and that holds nothing of a tenant.
create procedure lock_rows(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  if target <> 'installation'::regclass then
    execute format('alter table %s force row level security', target);
  end if;
end $$;

-- One right of one role on one table: grant and policy together, so that neither exists without the other.
create procedure allow(target regclass, kind text, rights text, condition text) language plpgsql as $$
declare
  r text;
  number int := (select count(*) from pg_policy where polrelid = target);
begin
  call lock_rows(target);
  foreach r in array string_to_array(replace(rights, ' ', ''), ',') loop
    number := number + 1;
    execute format('grant %s on %s to %I', r, target, role_of(kind));
    -- Whoever inserts draws the id; a table's sequences are named after it.
    if r = 'insert' and to_regclass(target::text || '_id') is not null then
      execute format('grant usage on sequence %s to %I', to_regclass(target::text || '_id'), role_of(kind));
    end if;
    execute format(
      'create policy %I on %s for %s to %I %s',
      kind || '_' || r, target, r, role_of(kind),
      case r
        when 'select' then format('using (%s)', condition)
        when 'delete' then format('using (%s)', condition)
        when 'insert' then format('with check (%s)', condition)
        else format('using (%s) with check (%s)', condition, condition)
      end);
  end loop;
end $$;

-- The kinds of table (schema.test.ts knows which is which by this comment):
--   account: rows of one account; installation: the same for everybody; person: rows of one person; several: seen by several accounts.
create procedure protect(target regclass, kind text, rights text default 'select') language plpgsql as $$
declare
  -- The sub-select makes it one InitPlan instead of one call a row. A forgotten context is '', which no row carries.
  condition text := case kind when 'account' then 'account_id = (select current_setting(''app.account'', true))' else 'true' end;
begin
  execute format('comment on table %s is %L', target, 'kind: ' || kind);
  call lock_rows(target);
  call allow(target, 'worker', 'select, insert, update, delete', 'true');
  if kind = 'account' then
    call allow(target, 'tenant', rights, condition);
    call allow(target, 'operations', rights, 'true');
  elsif kind = 'installation' then
    call allow(target, 'tenant', rights, 'true');
    call allow(target, 'operations', rights, 'true');
    call allow(target, 'person', 'select', 'true');
  end if;
end $$;

-- Functions that look further than their caller run as the worker; only the named kinds may call them.
create procedure run_as_worker(target regprocedure, variadic kinds text[]) language plpgsql as $$
declare
  k text;
begin
  execute format('revoke all on function %s from public', target);
  foreach k in array kinds loop
    execute format('grant execute on function %s to %I', target, role_of(k));
  end loop;
  execute format('alter function %s owner to %I', target, role_of('worker'));
end $$;

call protect('installation', 'installation');
call allow('installation', 'auth', 'select', 'true');
