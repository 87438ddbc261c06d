import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export interface Seeded {
  account: string;
  /** An actor of a thousand records, and one of none. */
  busyActor: string;
  absentActor: string;
  object: string;
  /** Further ones with records of their own. */
  objects: string[];
}

const names = [
  'Ada',
  'Finn',
  'Mei',
  'Lena',
  'Kwame',
  'Hana',
  'Oscar',
  'Chiara',
  'Marek',
  'Yuki',
  'Elif',
  'Liam',
  'Zoë',
  'Mateo',
  'Ingrid',
  'Noah',
];
const families = [
  'Roth',
  'Okafor',
  'Tanaka',
  'Fischer',
  'Mensah',
  'Novák',
  'Lind',
  'Conti',
  'Wójcik',
  'Sato',
  'Demir',
  'Garcia',
  'Solberg',
  'Meyer',
  'Patel',
  'Moen',
];

/** Fills an installation by COPY: people with memberships in one account, and audit records over 36 months. As a superuser, triggers off. */
export async function seed(connection: pg.ClientConfig, account: string, group: string, people: number, records: number): Promise<Seeded> {
  const client = new pg.Client({ ...connection, options: '-c search_path=tenantry,public -c session_replication_role=replica' });
  await client.connect();
  try {
    await client.query(`select ensure_event_months((now() - interval '36 months')::date, (now() + interval '1 month')::date)`);
    const users = await ids(client, 'USR', 2, 'users_id', people);
    const members = await ids(client, 'AUSR', 3, 'memberships_id', people);
    const user = (n: number) => users[n]!;
    const member = (n: number) => members[n]!;
    await copy(
      client,
      'users (id, email, first_name, last_name, status, registered_at, created_at)',
      rows(people, (n) => [user(n), email(n), names[n % 16]!, family(n), 'Active', '2025-01-01', created(n)]),
    );
    await copy(
      client,
      'memberships (id, account_id, user_id, status, user_email, user_first_name, user_last_name, user_name, user_status, joined_at, created_at)',
      rows(people, (n) => [
        member(n),
        account,
        user(n),
        'Active',
        email(n),
        names[n % 16]!,
        family(n),
        `${names[n % 16]} ${family(n)}`,
        'Active',
        created(n),
        created(n),
      ]),
    );
    await copy(
      client,
      'group_members (account_id, group_id, membership_id)',
      rows(people, (n) => [account, group, member(n)]),
    );
    await withoutIndexes(client, 'events', () => copyRecords(client, account, records, { user, member, people }));
    await client.query('vacuum analyze');
    return { account, busyActor: user(7), absentActor: 'USR-0000-0000', object: member(7), objects: members.slice(0, 20_000) };
  } finally {
    await client.end();
  }
}

interface Cast {
  user(n: number): string;
  member(n: number): string;
  people: number;
}

/** Records of 36 months as years of use would leave them: a thousand actors, names, addresses, what changed. */
async function copyRecords(client: pg.Client, account: string, records: number, { user, member, people }: Cast): Promise<void> {
  const began = Date.now() - 36 * 30 * 86_400_000;
  const step = (36 * 30 * 86_400_000) / records;
  const actions = ['updated', 'invited', 'joined', 'removed'];
  await copy(
    client,
    'events (at, event, account_id, viewer_id, object_type, object_id, object_name, object_revision, actor_id, actor_name, summary, details, request, documents)',
    rows(records, (n) => {
      const other = (n * 7919) % people;
      return [
        new Date(began + n * step).toISOString(),
        `platform.accounts.account_user.${actions[n % 4]}`,
        account,
        account,
        'AccountUser',
        member(n % people),
        `${names[n % 16]} ${family(n % people)}`,
        String(n % 7),
        user(n % 1000),
        `${names[n % 16]} ${family(n % 1000)}`,
        'Groups changed',
        '{{actor.name}} changed the groups of {{object.name}}',
        `{"api":{"ip":"10.${n % 13}.${n % 97}.${n % 251}","userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"},"log":{"correlationId":"00-${n.toString(16).padStart(32, '0')}-0000000000000001-01"}}`,
        `{"accountUser":{"groups":[{"id":"UGR-0000-0001","name":"${families[other % 16]} ${other % 400}"}],"status":"Active"},"previous":{"groups":[{"id":"UGR-0000-0002","name":"Finance"}]}}`,
      ];
    }),
  );
}

/** Loads a table and sorts its indexes afterwards, at once: ten million records one by one would take hours. */
async function withoutIndexes(client: pg.Client, table: string, load: () => Promise<void>): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i where i.indrelid = $1::regclass and not i.indisprimary`,
    [table],
  );
  const { rows: keys } = await client.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
    [table],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const { name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  await load();
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const { name, definition } of keys) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { definition } of indexes) await client.query(definition.replace(' ON ONLY ', ' ON '));
  await client.query('reset maintenance_work_mem');
}

/** Ids as the product would draw them, so that later ones do not clash. */
async function ids(client: pg.Client, prefix: string, groups: number, sequence: string, count: number): Promise<string[]> {
  const { rows: drawn } = await client.query(`select new_id($1, $2, nextval($3)) as id from generate_series(1, $4)`, [
    prefix,
    groups,
    sequence,
    count,
  ]);
  return drawn.map((row) => row.id as string);
}

const email = (n: number) =>
  `person${n}@${families[n % 16]!.normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()}.example`;
const family = (n: number) => `${families[Math.floor(n / 16) % 16]} ${n}`;
const created = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();

function* rows(count: number, row: (n: number) => string[]): Generator<string> {
  let chunk = '';
  for (let n = 0; n < count; n++) {
    chunk += `${row(n).join('\t')}\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk) yield chunk;
}

async function copy(client: pg.Client, target: string, lines: Generator<string>): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  const finished = once(stream, 'finish');
  await pipeline(Readable.from(lines), stream);
  await finished.catch(() => undefined);
}
