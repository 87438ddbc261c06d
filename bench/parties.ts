import pg from 'pg';

export interface SeededParties {
  /** A buyer with a hundredth of the licensees. */
  buyer: string;
  /** A buyer and a seller linked with it, for new licensees. */
  pair: { buyer: string; seller: string };
}

/** Sellers, a hundred buyers of one account with a link each, and licensees of them in turn. As a superuser, triggers off. */
export async function seedParties(connection: pg.ClientConfig, account: string, licensees: number): Promise<SeededParties> {
  const client = new pg.Client({ ...connection, options: '-c search_path=tenantry,public -c session_replication_role=replica' });
  await client.connect();
  try {
    const address = `'{"addressLine1":"Baarerstrasse 14","postCode":"6300","city":"Zug","state":"Zug","country":"CH"}'`;
    await client.query(
      `insert into sellers (name, external_key, currencies) select 'Seller ' || i, 'EX_' || i, '[{"value":"CHF","isDefault":true}]' from generate_series(1, 10) i`,
    );
    await client.query(
      `insert into buyers (account_id, name, status, address, erp_buyer_key) select '${account}', 'Buyer ' || i, 'Active', ${address}, 'SCU-' || i from generate_series(1, 100) i`,
    );
    await client.query(
      `insert into erp_links (id, account_id, buyer_id, seller_id)
        select 'ERP-' || substr(b.id, 5) || '-' || right(s.id, 4), b.account_id, b.id, s.id
        from (select *, row_number() over (order by id) as n from buyers) b join (select *, row_number() over (order by id) as n from sellers) s on s.n = 1 + b.n % 10`,
    );
    await client.query(
      `insert into licensees (account_id, buyer_id, seller_id, name, status, use_buyer_address)
        select l.account_id, l.buyer_id, l.seller_id, 'Licensee ' || i, 'Active', true
        from generate_series(1, ${licensees}) i join (select *, row_number() over (order by id) as n from erp_links) l on l.n = 1 + i % 100`,
    );
    await client.query('analyze sellers, buyers, erp_links, licensees');
    const { rows } = await client.query('select buyer_id as buyer, seller_id as seller from erp_links order by id limit 1');
    return { buyer: rows[0].buyer, pair: rows[0] };
  } finally {
    await client.end();
  }
}
