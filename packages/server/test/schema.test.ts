import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migrate } from '../src/core/migrations.ts';
import { createTestApp, type TestApp } from './harness.ts';

let app: TestApp;
let roles: Record<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  roles = await app.app.services.database.roles();
});
afterAll(() => app.close());

const kinds = ['account', 'installation', 'person', 'several', 'partition'];
/** The migrator's own; nothing of it is anybody's to read. */
const bookkeeping = 'migrations';

interface Table {
  name: string;
  kind: string | undefined;
  secured: boolean;
  forced: boolean;
}

const tables = (): Promise<Table[]> =>
  app.rows<Table>(
    `select c.relname as name, substring(obj_description(c.oid, 'pg_class') from '^kind: (.*)$') as kind, c.relrowsecurity as secured, c.relforcerowsecurity as forced
      from pg_class c where c.relnamespace = 'tenantry'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  );

interface Right {
  table: string;
  kind: string;
  role: string;
  right: string;
}

/** What the five roles were granted on tables, by the name of their kind. */
async function grants(): Promise<Right[]> {
  const rows = await app.rows<Right>(
    `select c.relname as table, substring(obj_description(c.oid, 'pg_class') from '^kind: (.*)$') as kind,
        coalesce(r.rolname, 'PUBLIC') as role, lower(a.privilege_type) as right
      from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
      where c.relnamespace = 'tenantry'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner order by 1, 3, 4`,
  );
  return rows.map((row) => ({ ...row, role: kindOf(row.role) }));
}

const kindOf = (role: string): string => Object.keys(roles).find((kind) => roles[kind] === role) ?? role;

describe('every table', () => {
  test('has row-level security, which holds for its owner too', async () => {
    const open = (await tables()).filter((table) => !(table.secured && table.forced));
    // `installation` names the roles to a connection that has none yet, and holds nothing of a tenant.
    expect(open.map((table) => table.name)).toEqual(['installation', bookkeeping]);
    expect(open.find((table) => table.name === 'installation')?.secured).toBe(true);
    expect((await grants()).filter((grant) => grant.table === bookkeeping)).toEqual([]);
  });

  test('says in a comment whose rows it holds', async () => {
    const unknown = (await tables()).filter((table) => table.name !== bookkeeping && !kinds.includes(table.kind ?? ''));
    expect(unknown).toEqual([]);
  });

  test('with an account in each row is of a kind that keeps accounts apart', async () => {
    const rows = await app.rows<{ name: string }>(
      `select attrelid::regclass::text as name from pg_attribute join pg_class c on c.oid = attrelid
        where attname = 'account_id' and c.relnamespace = 'tenantry'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const apart = new Set(
      (await tables()).filter((table) => ['account', 'several', 'partition'].includes(table.kind ?? '')).map((table) => table.name),
    );
    expect(rows.map((row) => row.name).filter((name) => !apart.has(name))).toEqual([]);
  });

  test('has no right for everybody, and none for a role that is not one of the five', async () => {
    const strange = (await grants()).filter((grant) => !(grant.role in roles));
    expect(strange).toEqual([]);
  });

  test('has a policy for each granted right, and a right for each policy', async () => {
    const policies = await app.rows<{ table: string; role: string; right: string }>(
      `select c.relname as table, coalesce(r.rolname, 'PUBLIC') as role, case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else '*' end as right
        from pg_policy p join pg_class c on c.oid = p.polrelid cross join unnest(p.polroles) as role (oid) left join pg_roles r on r.oid = role.oid`,
    );
    const told = (list: { table: string; role: string; right: string }[]) =>
      list.map((one) => `${one.role} ${one.right} ${one.table}`).sort();
    const ofRoles = policies.filter((policy) => policy.role !== app.connection.user);
    expect(told(ofRoles.map((policy) => ({ ...policy, role: kindOf(policy.role) })))).toEqual(told(await grants()));
  });
});

describe('the policies', () => {
  const conditions = () =>
    app.rows<{ table: string; kind: string; role: string; using: string | null; check: string | null }>(
      `select c.relname as table, substring(obj_description(c.oid, 'pg_class') from '^kind: (.*)$') as kind, r.rolname as role,
          pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
        from pg_policy p join pg_class c on c.oid = p.polrelid join pg_roles r on r.oid = any (p.polroles)`,
    );

  test('let a tenant at rows of its account only, by one look-up of the setting for a statement', async () => {
    const own = `(account_id = ( SELECT current_setting('app.account'::text, true) AS current_setting))`;
    const ofTenants = (await conditions()).filter((policy) => policy.role === roles.tenant);
    for (const { table, kind, using, check } of ofTenants) {
      const given = [using, check].filter((condition) => condition !== null);
      if (kind === 'account') expect(new Set(given), table).toEqual(new Set([own]));
      else if (kind !== 'installation')
        for (const condition of given) expect(condition, table).toMatch(/current_setting\('app\.(account|actor)'::text, true\)|^false$/);
    }
    expect(ofTenants.length).toBeGreaterThan(10);
  });

  test('let a person without an account at what is tied to herself', async () => {
    const ofPersons = (await conditions()).filter((policy) => policy.role === roles.person && policy.kind !== 'installation');
    // Queueing a mail shows nothing, and mails are for operators to read.
    const loose = ofPersons.filter(
      ({ using, check }) => !/current_setting\('app\.(user|actor)'::text, true\)|group_members/.test(`${using} ${check}`),
    );
    expect(loose.map((policy) => `${policy.table} ${policy.using ?? ''}`)).toEqual(['mails ']);
  });

  test('let callers that nobody knows only append, and see no row of anybody', async () => {
    const ofAuth = (await grants()).filter((grant) => grant.role === 'auth' && grant.kind !== 'installation');
    expect(ofAuth.map((grant) => `${grant.right} ${grant.table}`)).toEqual(['insert events', 'insert mails', 'select mails']);
    // The mailbox of a demo is everybody's; without demo data it shows nothing.
    const shown = (await conditions()).filter(
      (policy) => policy.role === roles.auth && policy.using !== null && policy.kind !== 'installation',
    );
    expect(shown.map((policy) => policy.using)).toEqual([expect.stringContaining('installation.demo')]);
  });

  test('let the owner erase what has expired, and only inside of its own functions, called by the worker', async () => {
    const ofOwner = await app.rows<{ right: string; condition: string }>(
      `select case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else '*' end || ' ' || c.relname as right,
          coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as condition
        from pg_policy p join pg_class c on c.oid = p.polrelid join pg_roles r on r.oid = any (p.polroles) where r.rolname = $1 order by 1`,
      [app.connection.user],
    );
    expect(ofOwner.map(({ right }) => right)).toEqual([
      'delete events',
      'insert audit_erasures',
      'select accounts',
      'select audit_erasures',
      'select audit_log_entries',
      'select audit_settings',
      'select events',
      'update audit_erasures',
      'update audit_log_entries',
    ]);
    const inside = `(( SELECT current_setting('role'::text, true) AS current_setting) = '${roles.worker}'::text)`;
    expect(new Set(ofOwner.map(({ condition }) => condition))).toEqual(new Set([inside]));
  });

  test('let nobody change or delete what was recorded', async () => {
    const writers = (await grants()).filter(
      (grant) => /^(events|audit_log_entries$)/.test(grant.table) && !['select', 'insert'].includes(grant.right),
    );
    expect(writers).toEqual([]);
    // What was erased is written by the functions that erase.
    const accounts = (await grants()).filter((grant) => grant.table === 'audit_erasures');
    expect(accounts.map(({ role, right }) => `${role} ${right}`)).toEqual(['worker select']);
  });
});

describe('partitions', () => {
  test('can only be reached through their parent', async () => {
    const partitions = (await tables()).filter((table) => table.kind === 'partition').map((table) => table.name);
    expect(partitions.length).toBeGreaterThan(3);
    expect((await grants()).filter((grant) => partitions.includes(grant.table))).toEqual([]);
    const undeclared = await app.rows(
      `select relname from pg_class where relnamespace = 'tenantry'::regnamespace and relispartition and relkind in ('r', 'p') and not relname = any ($1)`,
      [partitions],
    );
    expect(undeclared).toEqual([]);
  });
});

describe('functions that look further than their caller', () => {
  const definers = () =>
    app.rows<{ name: string; owner: string; settings: string[] | null; open: boolean }>(
      `select p.oid::regprocedure::text as name, r.rolname as owner, p.proconfig as settings,
          p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0) as open
        from pg_proc p join pg_roles r on r.oid = p.proowner where p.pronamespace = 'tenantry'::regnamespace and p.prosecdef`,
    );

  test('run as the worker with a fixed search path, and not for everybody', async () => {
    const found = await definers();
    expect(found.length).toBeGreaterThan(5);
    for (const one of found) {
      // Partitions can only be made and dropped, and indexes sorted in, by whoever owns the table; row-level security holds for the owner too.
      // No role of the server may erase what was recorded.
      const needsOwner =
        /^(ensure_event_months|sort_search_indexes|erase_expired_records|finish_erasure|expired_month|drop_expired_month)\(/.test(one.name);
      expect(one.owner, one.name).toBe(needsOwner ? app.connection.user : roles.worker);
      expect(one.settings, one.name).toContain('search_path=tenantry, pg_catalog, pg_temp');
      expect(one.open, one.name).toBe(false);
    }
  });
});

describe('keys', () => {
  test('inside an account name the account too, because foreign-key checks ignore policies', async () => {
    const loose = await app.rows<{ name: string }>(
      `select conrelid::regclass || '.' || conname as name from pg_constraint k
        where contype = 'f' and connamespace = 'tenantry'::regnamespace and conparentid = 0
          and exists (select from pg_attribute where attrelid = k.conrelid and attname = 'account_id')
          and exists (select from pg_attribute where attrelid = k.confrelid and attname = 'account_id')
          and not exists (select from pg_attribute where attrelid = k.conrelid and attname = 'account_id' and attnum = any (k.conkey))`,
    );
    // The link of a buyer that is nobody's yet has no account to name; with one, a second key names it.
    expect(loose.map(({ name }) => name)).toEqual(['erp_links.erp_links_buyer_id_fkey']);
  });

  test('are compared byte by byte', async () => {
    const loose = await app.rows<{ name: string }>(
      `select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_collation l on l.oid = a.attcollation
        where c.relnamespace = 'tenantry'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
          and a.atttypid = 'text'::regtype and (a.attname = 'id' or a.attname ~ '_id$') and l.collname <> 'C'`,
    );
    // What another system calls the account.
    expect(loose.map((row) => row.name)).toEqual(['accounts.external_id']);
  });
});

describe('a connection that forgot its role', () => {
  test('sees no row of anybody, and may write nothing, whatever account it names', async () => {
    const login = new pg.Client(app.connection as pg.ClientConfig);
    await login.connect();
    try {
      await login.query(`set search_path = tenantry, public; select set_config('app.account', '${app.world.client.account}', false)`);
      const held = (await tables()).filter((table) => !['installation', bookkeeping].includes(table.name));
      const seen: string[] = [];
      for (const { name } of held) {
        const { rows } = await login.query(`select count(*)::int as n from ${name}`);
        if (rows[0].n > 0) seen.push(name);
      }
      expect(seen).toEqual([]);
      await expect(
        login.query(`insert into user_groups (account_id, name, module_ids) values ('${app.world.client.account}', 'x', '{}')`),
      ).rejects.toMatchObject({ code: '42501' });
      expect((await login.query(`update accounts set name = 'x'`)).rowCount).toBe(0);
    } finally {
      await login.end();
    }
  });

  test('is confined by the role of each transaction even when the login is a superuser', async () => {
    const superuser = new pg.Client({ ...inject('superuser'), database: app.connection.database } as pg.ClientConfig);
    await superuser.connect();
    try {
      await superuser.query('set search_path = tenantry, public');
      const { account } = app.world.client;
      for (const { name } of (await tables()).filter((table) => table.kind === 'account')) {
        await superuser.query('begin');
        await superuser.query(`select set_config('role', '${roles.tenant}', true), set_config('app.account', '${account}', true)`);
        const { rows } = await superuser.query(`select count(*)::int as n from ${name} where account_id <> '${account}'`);
        await superuser.query('rollback');
        expect(rows[0].n, name).toBe(0);
      }
      const all = await superuser.query('select count(distinct account_id)::int as n from user_groups');
      expect(all.rows[0].n).toBe(4);
    } finally {
      await superuser.end();
    }
  });
});

describe('migrations', () => {
  test('apply once', async () => {
    expect((await migrate(app.connection)).applied).toEqual([]);
  });
});

describe('a kind of id that is used up', () => {
  test('fails the creation with a problem that says so, and stores nothing', async () => {
    await app.rows(`select setval('user_groups_id', 99999999)`);
    await app.newEvents();
    const before = await app.rows('select count(*) from user_groups');
    const answer = await app.send('POST', '/accounts/user-groups', {
      token: app.world.client.token,
      body: { name: 'One too many', modules: [{ id: 'MOD-1239' }] },
    });
    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/conflict' } });
    expect(answer.body.detail).toMatch(/no number is left/i);
    expect(await app.newEvents()).toEqual([]);
    expect(await app.rows('select count(*) from user_groups')).toEqual(before);
  });
});
