import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from './harness.ts';
import { tables } from './sweep/database-state.ts';
import { findLeaks, type Leak } from './sweep/leaks.ts';
import { makersFor } from './sweep/makers.ts';
import { served } from './sweep/operations.ts';

// Whether the sweep would notice: with the policy of one table torn down, it has to report leaks. Each table names the operations that
// prove it, so that the search stays short. Reading mostly does not: it joins the account, whose own policy still holds.
const provenBy: Record<string, readonly string[]> = {
  accounts: ['accounts.get'],
  users: ['users.icon'],
  user_groups: ['user-groups.delete'],
  memberships: ['users.list'],
  api_tokens: ['api-tokens.delete'],
  events: ['audit-records.get'],
  event_types: ['event-types.get'],
  buyers: ['buyers.get'],
  licensees: ['licensees.delete'],
};

/** What operations only reach through another table whose policy holds, with a statement that shows another account's rows once the own one is gone. */
const provenDirectly: Record<string, { why: string; statement: string }> = {
  group_members: {
    why: 'is only read together with its groups and members',
    statement: `select from group_members where account_id <> current_setting('app.account')`,
  },
  event_type_texts: {
    why: 'only adds words to what is seen anyway',
    statement: `select from event_type_texts where account_id <> current_setting('app.account')`,
  },
  audit_settings: {
    why: 'is only read by the own account',
    statement: `select from audit_settings where account_id <> current_setting('app.account')`,
  },
  erp_links: {
    why: 'is only read together with its buyer',
    statement: `select from erp_links where account_id <> current_setting('app.account')`,
  },
  buyer_errors: { why: 'is only read together with its buyer', statement: 'select from buyer_errors' },
  erp_link_notes: { why: 'is only read together with its link', statement: 'select from erp_link_notes' },
  user_imports: {
    why: 'is only read together with its account',
    statement: `select from user_imports where account_id <> current_setting('app.account')`,
  },
  user_import_rows: {
    why: 'is only read together with its import',
    statement: `select from user_import_rows where account_id <> current_setting('app.account')`,
  },
  account_keys: {
    why: 'is only read together with an object of the account',
    statement: `select from account_keys where account_id <> current_setting('app.account')`,
  },
  mails: {
    why: 'is only written by tenants',
    statement: `insert into mails (id, account_id, recipient, subject, template, cipher) select 'MSG-TEST', id, 'x@y.example', 's', 't', '' from accounts_probe`,
  },
  idempotency_keys: {
    why: 'is only read by the own key',
    statement: `select from idempotency_keys where caller_id <> current_setting('app.actor')`,
  },
};

let names: string[];
let roles: { tenant: string; person: string };
let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  roles = await app.app.services.database.roles();
  names = await tables(app);
});
afterAll(() => app.close());

test('every table with a policy for tenants is in one of the two lists', async () => {
  const rows = await app.rows<{ name: string }>(
    `select distinct c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where (select oid from pg_roles where rolname = $1) = any (p.polroles) and pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) <> 'true'`,
    [roles.tenant],
  );
  const listed = new Set([...Object.keys(provenBy), ...Object.keys(provenDirectly)]);
  expect(rows.map((row) => row.name).filter((name) => !listed.has(name))).toEqual([]);
  expect([...listed].filter((name) => !names.includes(name))).toEqual([]);
});

describe('without the policy of', () => {
  test.each(Object.entries(provenBy))('%s, the sweep reports leaks', async (table, ids) => {
    const scratch = await createTestApp();
    try {
      const before = (await leaks(scratch, ids)).length;
      await open(scratch, table);
      expect((await leaks(scratch, ids)).length).toBeGreaterThan(before);
    } finally {
      await scratch.close();
    }
  });
});

describe('without the policy of', () => {
  test.each(Object.entries(provenDirectly))('%s, another account shows', async (table, { statement }) => {
    const scratch = await createTestApp();
    try {
      await prepareProbe(scratch);
      expect(await reach(scratch, statement), 'before').toBe(0);
      await open(scratch, table);
      expect(await reach(scratch, statement)).toBeGreaterThan(0);
    } finally {
      await scratch.close();
    }
  });
});

/** Rows that the statements can find: a remembered answer of somebody else, and another account to name where tenants cannot see it. */
async function prepareProbe(scratch: TestApp): Promise<void> {
  const { tenant } = await scratch.app.services.database.roles();
  const make = makersFor(scratch);
  await make.userImport(scratch.world.other.account);
  const { id, link } = await make.buyer(scratch.world.other.account);
  await scratch.rows(`insert into buyer_errors (id, errors) values ($1, '[]')`, [id]);
  await scratch.rows(`insert into erp_link_notes (id, note) values ($1, 'Unpaid')`, [link]);
  await scratch.rows(`insert into event_type_texts (account_id, id, name, description) select $1, id, 'x', 'x' from event_types limit 1`, [
    scratch.world.other.account,
  ]);
  await scratch.rows(
    `insert into idempotency_keys (caller_id, path, key, body_hash, status, answer) values ('TKN-OTHER', '/', 'k', '', 200, '')`,
  );
  await scratch.rows(`create table accounts_probe as select id from accounts where id = '${scratch.world.other.account}'`);
  await scratch.rows(`grant select on accounts_probe to ${tenant}`);
}

/** How many rows a statement reaches as a tenant; what the policy refuses is none. */
async function reach(scratch: TestApp, statement: string): Promise<number> {
  const { account, tokenId } = scratch.world.client;
  const probe = new pg.Client({ ...scratch.connection } as pg.ClientConfig);
  await probe.connect();
  try {
    const { tenant } = await scratch.app.services.database.roles();
    await probe.query(
      `begin; set local search_path = tenantry, public; set local role ${tenant}; select set_config('app.account', '${account}', true), set_config('app.actor', '${tokenId}', true), set_config('app.buyers', '*', true)`,
    );
    const result = await probe.query(statement);
    return result.rowCount ?? 0;
  } catch (error) {
    expect((error as { code?: string }).code).toBe('42501');
    return 0;
  } finally {
    await probe.end();
  }
}

async function leaks(scratch: TestApp, ids: readonly string[]): Promise<Leak[]> {
  const found: Leak[] = [];
  for await (const leak of findLeaks(
    scratch,
    served.filter((one) => ids.includes(one.id)),
  ))
    found.push(leak);
  return found;
}

/** Every policy of tenants and persons on the table lets everything through. */
async function open(scratch: TestApp, table: string): Promise<void> {
  const { tenant, person } = await scratch.app.services.database.roles();
  const rows = await scratch.rows<{ name: string; command: string; role: string }>(
    `select polname as name, polcmd as command, r.rolname as role from pg_policy p join pg_roles r on r.oid = any (p.polroles)
      where p.polrelid = ('tenantry.' || $1)::regclass and r.rolname = any ($2)`,
    [table, [tenant, person]],
  );
  const commands: Record<string, string> = { r: 'select', a: 'insert', w: 'update', d: 'delete' };
  for (const { name, command, role } of rows) {
    await scratch.alter(
      `drop policy ${name} on ${table}`,
      `create policy ${name} on ${table} for ${commands[command]} to ${role} ${command === 'a' ? '' : 'using (true)'} ${command === 'a' || command === 'w' ? 'with check (true)' : ''}`,
    );
  }
}
