-- The values that a record tells of, as before (0011_event_search.sql), at a fraction of the price: a query in the body was parsed and planned
-- anew for each statement that records something. Here are expressions only, which a connection plans once. Nothing is written anew.
create or replace function event_values(documents jsonb) returns text language plpgsql immutable parallel safe as $$
declare
  previous jsonb := documents -> 'previous';
  told jsonb := documents;
  others jsonb;
  fields jsonb;
  words text;
begin
  if jsonb_typeof(previous) = 'object' then
    told := jsonb_build_array(previous);
    others := jsonb_path_query_array(documents - 'previous', 'strict $.* ? (@.type() == "object")');
    fields := jsonb_path_query_array(previous, 'strict $.keyvalue().key');
    for o in 0 .. jsonb_array_length(others) - 1 loop
      for f in 0 .. jsonb_array_length(fields) - 1 loop
        told := told || jsonb_build_array(others -> o -> (fields ->> f));
      end loop;
    end loop;
  end if;
  told := jsonb_path_query_array(told, 'strict $.** ? (@.type() == "string" || @.type() == "number" || @.type() == "boolean")');
  for n in 0 .. jsonb_array_length(told) - 1 loop
    words := concat_ws(' ', words, left(told ->> n, 200));
    exit when length(words) >= 2000;
  end loop;
  return left(words, 2000);
end $$;

-- A server that has seen a committed event of a kind knows that the catalogue has it, and says so with each statement that
-- records one (src/core/events.ts): looking it up cost an eighth of a record. For whoever says nothing it is looked up.
do $$
declare
  owner text := current_user;
begin
  -- Only who may call a function can make a trigger of it.
  execute format('set local role %I', role_of('worker'));
  execute format('grant execute on function learn_event_types() to %I', owner);
  reset role;
  drop trigger learn_event_types on events;
  create trigger learn_event_types after insert on events referencing new table as recorded for each statement
    when (current_setting('app.event_is_known', true) is distinct from 'yes') execute function learn_event_types();
  execute format('set local role %I', role_of('worker'));
  execute format('revoke execute on function learn_event_types() from %I', owner);
  reset role;
end $$;
