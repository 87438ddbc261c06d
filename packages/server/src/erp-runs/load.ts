import { type Sql, sql, type Transaction } from '../core/database.ts';
import type { ErpError, KnownBuyer, KnownLink, Situation, StagedRecord } from './situation.ts';

interface Row {
  contact_key: string;
  records: StagedRecord[] | null;
  buyer: KnownBuyer | null;
  errors: ErpError[] | null;
  links: KnownLink[] | null;
  was_deleted: boolean;
}

const situationOf = (row: Row): Situation => ({
  contactKey: row.contact_key,
  records: row.records ?? [],
  buyer: row.buyer ?? undefined,
  errors: row.errors ?? [],
  links: row.links ?? [],
  wasDeleted: row.was_deleted,
});

const buyerColumns = sql.raw(
  ['id', 'account_id', 'name', 'status', 'is_disabled', 'tax_number', 'address', 'erp_contact_key', 'erp_buyer_key', 'account_external_key']
    .map((column) => `'${column}', b.${column}`)
    .join(', '),
);
const linkColumns = sql.raw(
  ['id', 'seller_id', 'status', 'erp_contact_key', 'erp_buyer_key', 'account_external_key', 'erp_name', 'address']
    .map((column) => `'${column}', l.${column}`)
    .join(', '),
);

/** Ours beside a contact of the run. Whether a pair is licensed is only asked of those that the feed lacks. */
const ours = (run: string, contact: Sql): Sql => sql`
  case when b.id is not null then json_build_object(${buyerColumns}) end as buyer,
  (select e.errors from buyer_errors e where e.id = b.id) as errors,
  (select json_agg(json_build_object(${linkColumns}, 'is_used',
      case when l.status = 'Active' and l.erp_buyer_key is not null
          and not exists (select from erp_records r where r.run_id = ${run} and r.contact_key = ${contact} and r.seller_id = l.seller_id offset 0)
        then exists (select from licensees n where n.account_id = l.account_id and n.buyer_id = l.buyer_id and n.seller_id = l.seller_id
                     and n.status in ('Active', 'Enabled'))
        else false end) order by l.id)
    from erp_links l where l.buyer_id = b.id) as links`;

const contactsOf = (run: string, which: Sql): Sql => sql`
  with page as (
    select contact_key, min(buyer_key) as buyer_key,
      json_agg(json_build_object('buyerKey', buyer_key, 'sellerId', seller_id, 'sellerKey', seller_key, 'accountKey', account_key, 'name', name,
        'taxNumber', tax_number, 'address', address) order by buyer_key, seller_key) as records
    from erp_records where run_id = ${run} and ${which} group by contact_key)
  select p.contact_key, p.records, ${ours(run, sql`p.contact_key`)},
    b.id is null and exists (select from buyers d where d.erp_contact_key = p.contact_key and d.status = 'Deleted') as was_deleted
  from page p left join lateral (
    select found.* from (
      select * from buyers k where k.erp_contact_key = p.contact_key and k.status <> 'Deleted'
      union all
      -- Linked by its customer record alone: the contact is new to us.
      select * from buyers k where k.erp_contact_key is null and k.erp_buyer_key = p.buyer_key and k.status <> 'Deleted') found
    limit 1) b on true
  order by p.contact_key`;

/**
 * Every so many contacts of a run, the last one included: where its pages end. Found once, because the table was empty a minute ago and the
 * planner knows nothing of it: asked for the next few, it would sort all that is left each time.
 */
export async function pageEnds(tx: Transaction, run: string, size: number): Promise<string[]> {
  const rows = await tx.query(sql<{ contact_key: string }>`
    select contact_key from (
      select contact_key, row_number() over (order by contact_key) as n, count(*) over () as total
      from (select distinct contact_key from erp_records where run_id = ${run}) d) numbered
    where n % ${sql.lit(size)} = 0 or n = total order by n`);
  return rows.map((row) => row.contact_key);
}

/** The contacts of one page of the run, with what we have of them. */
export async function contactsBetween(tx: Transaction, run: string, after: string, upTo: string): Promise<Situation[]> {
  const rows = await tx.query<Row>(contactsOf(run, sql`contact_key > ${after} and contact_key <= ${upTo}`) as Sql<Row>);
  return rows.map(situationOf);
}

/** The same for contacts by name: to look again under a lock. */
export async function contactsNamed(tx: Transaction, run: string, contacts: readonly string[]): Promise<Situation[]> {
  const rows = await tx.query<Row>(contactsOf(run, sql`contact_key = any (${[...contacts]}::text[])`) as Sql<Row>);
  return rows.map(situationOf);
}

/** `offset 0` keeps the question a look-up by key for each buyer: made a join, it was planned for the few rows that a former run had left. */
const absentOf = (run: string, which: Sql, limit: Sql): Sql => sql`
  select b.erp_contact_key as contact_key, null as records, ${ours(run, sql`b.erp_contact_key`)}, false as was_deleted
  from buyers b where ${which} and b.status <> 'Deleted' and b.erp_contact_key is not null
    and not exists (select from erp_records r where r.run_id = ${run} and r.contact_key = b.erp_contact_key offset 0)
    and (exists (select from erp_links l where l.buyer_id = b.id and l.status = 'Active' and l.erp_buyer_key is not null)
      or exists (select from buyer_errors e where e.id = b.id))
  order by b.id ${limit}`;

/** The next buyers that the ERP knew and the run has not. */
export async function nextAbsent(tx: Transaction, run: string, after: string, limit: number): Promise<Situation[]> {
  const rows = await tx.query<Row>(absentOf(run, sql`b.id > ${after}`, sql`limit ${sql.lit(limit)}`) as Sql<Row>);
  return rows.map(situationOf);
}

/** The same for buyers by id. */
export async function absentNamed(tx: Transaction, run: string, ids: readonly string[]): Promise<Situation[]> {
  const rows = await tx.query<Row>(absentOf(run, sql`b.id = any (${[...ids]}::text[])`, sql``) as Sql<Row>);
  return rows.map(situationOf);
}

/** Locks buyers and their links, in one order for everybody. */
export async function lockBuyers(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(sql`select id from buyers where id = any (${[...ids]}::text[]) order by id for update`);
  await tx.query(sql`select id from erp_links where buyer_id = any (${[...ids]}::text[]) order by id for update`);
}
