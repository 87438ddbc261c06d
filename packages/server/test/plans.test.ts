import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from './harness.ts';
import { fillPlatform } from './plans/fill.ts';
import { openPlanner, recordStatements, scanned } from './plans/recorder.ts';
import { answerFields } from './sweep/answer-fields.ts';
import { fill, type Swept, served } from './sweep/operations.ts';

let app: TestApp;
let planner: Awaited<ReturnType<typeof openPlanner>>;
let params: Record<string, string>;

beforeAll(async () => {
  app = await createTestApp();
  await fillPlatform(app);
  planner = await openPlanner(app);
  const grown = await app.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'tenantry'::regnamespace and relkind = 'r' and reltuples > 3000`,
  );
  large = new Set(grown.map((row) => row.name));
  expect(large.size).toBeGreaterThan(10);
  const { account } = app.world.client;
  const [member] = await app.rows<{ user_id: string }>(
    `select user_id from memberships where account_id = $1 and user_email like '%@filler.example' limit 1`,
    [account],
  );
  const [userImport] = await app.rows<{ id: string }>('select id from user_imports where account_id = $1 limit 1', [account]);
  params = { account, user: member!.user_id, 'user-imports': userImport!.id, users: member!.user_id };
}, 300_000);
afterAll(async () => {
  await planner?.close();
  await app?.close();
});

/** Reading a table of a few pages from end to end is the best there is; these have grown. */
let large: Set<string>;

const lists = served.filter(({ operation }) => operation.list && operation.permission !== 'public').map((one) => [one.id, one] as const);

const pathOf = ({ operation }: Swept): string => {
  const parts = operation.path.split('/');
  const id = parts[parts.indexOf('{id}') - 1] ?? '';
  return fill(operation.path, { ...params, id: params[id] ?? '' });
};

describe('as a tenant, no table is read from end to end by', () => {
  test.each(lists)('%s, whatever it is filtered or ordered by', async (_, swept) => {
    const faults = await scansOf(swept, app.world.client.token, [...filters(swept), ...orders(swept), '', 'limit=100&offset=300']);
    expect(faults.length, `\n${faults.join('\n')}\n`).toBe(0);
  });
});

describe('as an operator, no table is read from end to end by', () => {
  test.each(lists)('%s, by default, by id, by name or searching', async (_, swept) => {
    const common = [
      '',
      `eq(id,'${app.world.client.account}')`,
      'order=name',
      `ilike(name,'*zzz*')`,
      `ilike(email,'*zzz*')`,
      `ilike(user.name,'*zzz*')`,
    ];
    const faults = await scansOf(swept, app.world.operations.token, common, (text) => !isPlainCount(text));
    expect(faults.length, `\n${faults.join('\n')}\n`).toBe(0);
  });
});

/** Not the tailer, which reads the end of the event log beside every request. */
const isOfRequest = (text: string): boolean => /^\s*(with|select)\b/.test(text) && !text.startsWith('select pg_snapshot_xmin');

/** Counting everything has to look at everything; the answer is remembered until something changes. */
const isPlainCount = (text: string): boolean => /^select count\(\*\)/.test(text) && !/like|= \$\d/.test(text);

async function scansOf(
  swept: Swept,
  token: string,
  queries: readonly string[],
  counts: (text: string) => boolean = () => true,
): Promise<string[]> {
  const faults: string[] = [];
  let answered = 0;
  for (const query of queries) {
    let status = 0;
    const recorded = await recordStatements(app, async () => {
      status = (await app.send('GET', `${pathOf(swept)}?${query}`, { token })).status;
    });
    // What cannot be filtered or ordered by is refused before the database is asked; so is a list that is not for this caller.
    if (status === 400 || status === 403) continue;
    expect(status, query).toBe(200);
    answered++;
    for (const statement of recorded.filter(({ text }) => isOfRequest(text) && counts(text))) {
      const tables = scanned(await planner.plan(statement)).filter((name) => large.has(name));
      if (tables.length > 0)
        faults.push(`?${query} reads all of ${tables.join(', ')}: ${statement.text.slice(0, 90).replaceAll(/\s+/g, ' ')} …`);
    }
  }
  if (answered === 0) expect(await app.send('GET', pathOf(swept), { token })).toMatchObject({ status: 403 });
  return faults;
}

/** Equality with a value of each type (a wrong one is refused), and search, for every field of an answer. */
function filters(swept: Swept): string[] {
  const values = [`'zzz'`, '7', 'true', '2026-01-31'];
  return answerFields(swept).fields.flatMap((field) => [...values.map((value) => `eq(${field},${value})`), `ilike(${field},'*zzz*')`]);
}

const orders = (swept: Swept): string[] => answerFields(swept).fields.flatMap((field) => [`order=${field}`, `order=-${field}`]);
