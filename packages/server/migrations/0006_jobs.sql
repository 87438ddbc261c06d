-- The job queue lives in a schema of its own, installed after the migrations (src/core/jobs/schema.ts). No request's role has a right
-- there: this function is the only way in, and it runs inside the transaction of the change that wants the work done.
create function enqueue(queue text, data jsonb) returns void
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  insert into pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, keep_until,
                          policy, dead_letter, heartbeat_seconds)
  select q.name, enqueue.data, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds,
         now() + q.retention_seconds * interval '1 second', q.policy, q.dead_letter, q.heartbeat_seconds
  from pgboss.queue q where q.name = enqueue.queue;
  -- Work that nobody will ever do must fail the change, not vanish.
  if not found then
    raise exception 'there is no job queue named %', enqueue.queue;
  end if;
end $$;
call run_as_worker('enqueue(text,jsonb)', 'tenant', 'operations', 'person', 'auth', 'worker');

-- A job is gone when a process died on its last try; its mail still waits.
create function requeue_mails() returns void
  language plpgsql security definer set search_path = tenantry, pg_catalog, pg_temp as $$
begin
  perform enqueue('mail.send', jsonb_build_object('mailId', m.id)) from mails m
    where m.status = 'Queued' and m.created_at < now() - interval '1 hour'
      and not exists (select 1 from pgboss.job j
                      where j.name = 'mail.send' and j.state in ('created', 'retry', 'active') and j.data ->> 'mailId' = m.id);
end $$;
call run_as_worker('requeue_mails()', 'worker');

-- Mails: the account's name as it was then, so that a list needs no join.
alter table mails add column account_name text;
call allow('mails', 'worker', 'delete', 'true');
-- The mailbox of a demo installation is open to everybody who can reach the server; elsewhere this shows nothing (core/permission.ts).
call allow('mails', 'auth', 'select', '(select demo from installation)');

-- New months need the owner's rights; the worker only says that it is time. Waiting behind a long reader would stop everybody behind it.
alter function ensure_event_months(date, date) security definer set search_path = tenantry, pg_catalog, pg_temp set lock_timeout = '2s';
do $$
begin
  revoke all on function ensure_event_months(date, date) from public;
  execute format('grant execute on function ensure_event_months(date, date) to %I', role_of('worker'));
end $$;
