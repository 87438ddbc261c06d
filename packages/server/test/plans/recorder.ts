import pg from 'pg';
import { inject } from 'vitest';
import type { TestApp } from '../harness.ts';

export interface Statement {
  text: string;
  values: unknown[];
  /** What set role and context on the same connection before. */
  context: { text: string; values: unknown[] } | undefined;
}

/** Keeps every statement that the server sends while `work` runs, in the order of sending. */
export async function recordStatements(app: TestApp, work: () => Promise<unknown>): Promise<Statement[]> {
  const recorded: Statement[] = [];
  const contexts = new Map<pg.Client, Statement>();
  const original = pg.Client.prototype.query;
  // At the driver, so that the statements are those of the product, whatever made them.
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first, values = []] = given as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
    const sent = typeof first === 'string' ? { text: first, values } : { text: first.text ?? '', values: first.values ?? [] };
    const statement = { ...sent, context: contexts.get(this) };
    if (sent.text.startsWith(`select set_config('role'`)) contexts.set(this, statement);
    else if (this.database === app.connection.database && statement.context) recorded.push(statement);
    return Reflect.apply(original, this, given);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return recorded;
}

/** One connection that asks the planner, as the role and context that a statement was sent with. */
export async function openPlanner(app: TestApp) {
  const client = new pg.Client({
    ...inject('superuser'),
    database: app.connection.database,
    options: '-c search_path=tenantry,public -c jit=off',
  } as pg.ClientConfig);
  await client.connect();
  return {
    async plan(statement: Statement): Promise<Plan> {
      await client.query('begin read only');
      try {
        await client.query(statement.context!.text, statement.context!.values);
        const { rows } = await client.query(`explain (format json) ${statement.text}`, statement.values);
        return rows[0]['QUERY PLAN'][0].Plan;
      } finally {
        await client.query('rollback');
      }
    },
    close: () => client.end(),
  };
}

export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** The tables that a plan reads from end to end. */
export const scanned = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).flatMap(scanned),
];
