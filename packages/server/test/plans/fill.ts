import type { TestApp } from '../harness.ts';

/**
 * A platform of a few thousand accounts in which the client has about a tenth of everything, so that reading a whole table is never the cheapest way
 * to the client's rows. Written by the superuser without triggers, in the order of accounts as years of use would leave it.
 */
export async function fillPlatform(app: TestApp): Promise<void> {
  const { client } = app.world;
  const module = `array['MOD-1239']`;
  const one = (name: string, own: number, each: number) =>
    `(select '${client.account}' as account_id, i from generate_series(1, ${own}) i union all
      select a.id, i from (select id from accounts where name like 'Filler %' order by id) a, generate_series(1, ${each}) i) ${name}`;
  await app.rows(`
    set session_replication_role = replica;
    insert into accounts (type, status, name) select 'Client', 'Active', 'Filler ' || i from generate_series(1, 6000) i;
    insert into account_keys (account_id, wrapped) select id, '' from accounts where name like 'Filler %';
    insert into user_groups (account_id, name, module_ids) select account_id, 'Group ' || i, ${module} from ${one('s', 1500, 4)};
    insert into api_tokens (account_id, name, module_ids, secret_hash)
      select account_id, 'Token ' || i, ${module}, sha256((account_id || i)::bytea) from ${one('s', 1500, 4)};
    insert into users (email, first_name, last_name, status)
      select 'u' || n || '@filler.example', 'First' || n % 997, 'Last' || n, 'Active' from generate_series(1, 52000) n;
    insert into memberships (account_id, user_id, status, user_email, user_first_name, user_last_name, user_name, user_status, joined_at)
      select s.account_id, u.id, 'Active', u.email, u.first_name, u.last_name, u.name, u.status, now()
      from (select *, row_number() over () as n from ${one('t', 4000, 8)}) s
      join (select *, row_number() over () as n from users where email like '%@filler.example') u using (n);
    insert into group_members (account_id, group_id, membership_id)
      select m.account_id, g.id, m.id from (select account_id, min(id) as id from user_groups where not is_default group by account_id) g
      join memberships m on m.account_id = g.account_id where m.user_email like '%@filler.example';
    insert into events (event, account_id, viewer_id, object_type, object_id, object_name, actor_id, actor_name, summary, details, at)
      select 'platform.accounts.user_group.updated', account_id, account_id, 'UserGroup', 'UGR-' || i, 'Group', 'USR-' || i % 50, 'Actor', 'Group updated', 'x',
        now() - i * interval '10 seconds' from ${one('s', 8000, 15)};
    insert into mails (account_id, recipient, subject, template, cipher) select account_id, 'm' || i || '@filler.example', 'Subject ' || i, 't', '' from ${one('s', 2000, 4)};
    insert into user_imports (account_id, status, file_name, encoding, delimiter, digest, columns, options, counts, errors, unknown_groups, actor)
      select account_id, 'Completed', 'f.csv', 'utf-8', ',', 'd', '[]', '{}', '{"rows":0,"create":0,"member":0,"duplicate":0,"error":0,"done":0,"undone":0}', '{}', '[]', '{}' from ${one('s', 400, 1)};
    insert into user_import_rows (account_id, import_id, line, outcome, email, cells)
      select account_id, id, line, 'created', 'r' || line || '@filler.example', '[]' from user_imports, generate_series(1, 10) line;
    insert into sellers (name, external_key, currencies) select 'Seller ' || i, 'EX_' || i, '[{"value":"CHF"}]' from generate_series(1, 40) i;
    insert into buyers (account_id, name, status, tax_number, erp_contact_key, erp_buyer_key)
      select account_id, 'Buyer ' || i, 'Active', 'T' || i, 'CON-' || account_id || i, 'SCU-' || i from ${one('s', 1500, 4)};
    insert into erp_links (id, account_id, buyer_id, seller_id)
      select 'ERP-' || substr(b.id, 5) || '-0001', b.account_id, b.id, s.id from buyers b join (select id, row_number() over () as n from sellers) s on s.n = 1 + length(b.name || b.id) % 40;
    insert into licensees (account_id, buyer_id, seller_id, name, status, use_buyer_address)
      select l.account_id, l.buyer_id, l.seller_id, 'Licensee ' || i, 'Active', true from erp_links l, generate_series(1, 2) i;
    insert into cloud_tenants (account_id, name, type) select account_id, 'Tenant ' || i, 'Virtual' from ${one('s', 500, 1)};
    insert into audit_streams (name, kind, format, target) select 'Stream ' || i, 'webhook', 'jsonl', '{}' from generate_series(1, 5000) i;
    insert into buyer_errors (id, errors) select id, '[]' from buyers where name like '%7';
    insert into erp_link_notes (id, note) select id, 'note' from erp_links where buyer_id like '%7';
    set session_replication_role = origin`);
  // Statistics, and trigram indexes without a waiting list, which would look dear to the planner.
  await app.rows('vacuum analyze');
}
