-- The commercial parties of an account: buyers, sellers, what links them, licensees, cloud tenants.

-- Sellers are the platform owner's: every client may know them, and only operators write them.
create sequence sellers_id maxvalue 99999999;
create table sellers (
  id text collate "C" primary key default new_id('SEL', 2, nextval('sellers_id')),
  name text not null,
  external_key text collate "C" not null,
  status text not null default 'Active' check (status in ('Active', 'Offline', 'Disabled', 'Deleted')),
  address jsonb,
  currencies jsonb not null default '[]',
  picture text references pictures,
  search_text text not null generated always as (lower(name || ' ' || external_key || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index sellers_external on sellers (external_key) where status <> 'Deleted';
create index sellers_name on sellers (name, id);
create index sellers_created on sellers (created_at, id);
create index sellers_search on sellers using gin (search_text public.gin_trgm_ops);
call protect('sellers', 'installation', 'select');
call allow('sellers', 'operations', 'insert, update', 'true');

create sequence buyers_id maxvalue 99999999;
create table buyers (
  id text collate "C" primary key default new_id('BUY', 2, nextval('buyers_id')),
  -- Null: nobody's yet. Operators alone see it then.
  account_id text collate "C" references accounts,
  name text not null,
  status text not null check (status in ('Enabled', 'Active', 'Disabled', 'Unassigned', 'Conflict', 'Mismatch', 'Deleted')),
  -- What a mismatch hides and its end brings back.
  is_disabled boolean not null default false,
  address jsonb,
  tax_number text,
  contact jsonb,
  erp_contact_key text,
  erp_buyer_key text,
  account_external_key text,
  picture text references pictures,
  search_text text not null generated always as (lower(name || ' ' || id || ' ' || coalesce(erp_buyer_key, '') || ' ' || coalesce(tax_number, ''))) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  check ((account_id is null) = (status in ('Unassigned', 'Conflict')) or status = 'Deleted')
);
create unique index buyers_company_contact on buyers (erp_contact_key) where status <> 'Deleted';
create index buyers_name on buyers (account_id, name, id) where status <> 'Deleted';
create index buyers_created on buyers (account_id, created_at, id) where status <> 'Deleted';
create index buyers_customer on buyers (erp_buyer_key) where status <> 'Deleted';
create index buyers_by_name on buyers (name, id) where status <> 'Deleted';
create index buyers_by_created on buyers (created_at, id) where status <> 'Deleted';
create index buyers_search on buyers using gin (account_id, search_text public.gin_trgm_ops);
comment on table buyers is 'kind: several';

-- What does not fit between a buyer and the ERP: for operators, not for the account (spec 10.1).
create table buyer_errors (
  id text collate "C" primary key references buyers,
  errors jsonb not null
);
comment on table buyer_errors is 'kind: several';

create table erp_links (
  -- The buyer's digits and the last group of the seller's.
  id text collate "C" primary key,
  account_id text collate "C",
  buyer_id text collate "C" not null references buyers,
  seller_id text collate "C" not null references sellers,
  status text not null default 'Active' check (status in ('Active', 'Blocked', 'Disabled')),
  erp_contact_key text,
  erp_buyer_key text,
  account_external_key text,
  erp_name text,
  address jsonb,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (buyer_id, seller_id),
  unique (account_id, buyer_id, seller_id),
  -- A buyer that moves takes its links along, in the same statement.
  foreign key (account_id, buyer_id) references buyers (account_id, id) on update cascade
);
create index erp_links_account on erp_links (account_id, id);
create index erp_links_created on erp_links (account_id, created_at, id);
create index erp_links_by_created on erp_links (created_at, id);
create index erp_links_seller on erp_links (seller_id, account_id, id);
comment on table erp_links is 'kind: several';

-- Operators' words about a link are not the account's to read.
create table erp_link_notes (
  id text collate "C" primary key references erp_links,
  note text not null
);
comment on table erp_link_notes is 'kind: several';

create sequence licensees_id maxvalue 999999999999;
create table licensees (
  id text collate "C" primary key default new_id('LCE', 3, nextval('licensees_id')),
  -- Null only for a deleted one whose buyer went on.
  account_id text collate "C" references accounts,
  buyer_id text collate "C" not null,
  seller_id text collate "C" not null references sellers,
  name text not null,
  external_key text,
  description text,
  status text not null check (status in ('Enabled', 'Active', 'Disabled', 'Deleted')),
  use_buyer_address boolean not null,
  address jsonb,
  contact jsonb,
  is_resale boolean not null default false,
  picture text references pictures,
  search_text text not null generated always as (lower(name || ' ' || id || ' ' || coalesce(external_key, ''))) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, id),
  check (use_buyer_address = (address is null)),
  check (account_id is not null or status = 'Deleted'),
  foreign key (account_id, buyer_id) references buyers (account_id, id) on update cascade,
  -- Checked when all have moved: a transfer cascades to links and licensees, one after the other.
  foreign key (account_id, buyer_id, seller_id) references erp_links (account_id, buyer_id, seller_id) on update cascade deferrable initially deferred
);
create index licensees_name on licensees (account_id, name, id) where status <> 'Deleted';
create index licensees_created on licensees (account_id, created_at, id) where status <> 'Deleted';
create index licensees_buyer on licensees (account_id, buyer_id, name, id) where status <> 'Deleted';
create index licensees_seller on licensees (seller_id, account_id, name, id) where status <> 'Deleted';
create index licensees_by_name on licensees (name, id) where status <> 'Deleted';
create index licensees_by_created on licensees (created_at, id) where status <> 'Deleted';
create index licensees_search on licensees using gin (account_id, search_text public.gin_trgm_ops);
comment on table licensees is 'kind: several';

create sequence cloud_tenants_id maxvalue 99999999;
create table cloud_tenants (
  id text collate "C" primary key default new_id('CLT', 2, nextval('cloud_tenants_id')),
  account_id text collate "C" references accounts,
  name text not null,
  type text not null,
  status text not null default 'Active' check (status in ('Active', 'Disabled', 'Deleted')),
  external_ids jsonb,
  search_text text not null generated always as (lower(name || ' ' || id)) stored,
  revision int not null default 1,
  audit jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index cloud_tenants_name on cloud_tenants (name, id) where status <> 'Deleted';
create index cloud_tenants_created on cloud_tenants (created_at, id) where status <> 'Deleted';
create index cloud_tenants_account on cloud_tenants (account_id, name, id) where status <> 'Deleted';
create index cloud_tenants_search on cloud_tenants using gin (search_text public.gin_trgm_ops);
comment on table cloud_tenants is 'kind: several';

-- The account's own, and of these the buyers that the caller's groups show, with all that hangs on them (spec 7.4). `app.buyers` is '*' for
-- all, otherwise ids between commas; a forgotten context shows none.
do $$
declare
  own text := 'account_id = (select current_setting(''app.account'', true)) and ((select current_setting(''app.buyers'', true)) = ''*'' '
    || 'or %s = any ((select string_to_array(current_setting(''app.buyers'', true), '',''))::text[]))';
  target regclass;
begin
  foreach target in array array['buyers', 'buyer_errors', 'erp_links', 'erp_link_notes', 'licensees', 'cloud_tenants']::regclass[] loop
    call allow(target, 'worker', 'select, insert, update, delete', 'true');
    call allow(target, 'operations', 'select, insert, update, delete', 'true');
  end loop;
  call allow('buyers', 'tenant', 'select, update', format(own, 'id'));
  call allow('erp_links', 'tenant', 'select', format(own, 'buyer_id'));
  call allow('licensees', 'tenant', 'select, insert, update', format(own, 'buyer_id'));
  -- Asked for in lists that everybody reads, and never answered.
  call allow('buyer_errors', 'tenant', 'select', 'false');
  call allow('erp_link_notes', 'tenant', 'select', 'false');
end $$;

-- Whether business is possible over a pair, held until the transaction ends: neither is blocked or disabled while a licensee comes to rely on
-- it. Only for a buyer that the caller has found before.
create function hold_pair(buyer text, seller text) returns table (seller_status text, link_status text)
  language sql volatile security definer set search_path = tenantry, pg_catalog, pg_temp as $$
  select s.status, l.status from erp_links l join sellers s on s.id = l.seller_id
  where l.buyer_id = buyer and l.seller_id = seller for share
$$;
call run_as_worker('hold_pair(text,text)', 'tenant', 'operations', 'worker');
