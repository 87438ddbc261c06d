import type { Answer } from '../harness.ts';
import { answerFields } from './answer-fields.ts';
import type { CallerName, SweepCaller } from './callers.ts';
import { expectedFor } from './expectations.ts';
import type { Leak } from './leaks.ts';
import { fill, type Swept } from './operations.ts';
import { type Ground, sampleFor } from './samples.ts';

const confined: readonly CallerName[] = ['client administrator', 'client token', 'client member', 'vendor administrator'];
let nonce = 0;

/**
 * A list shows, counts, filters and orders only what the caller sees: rows of another account come neither plainly nor through any
 * filter, and a filter tells nothing about them either, because the total counts what a page would show.
 */
export async function* findListLeaks(ground: Ground, callers: Record<CallerName, SweepCaller>, swept: Swept): AsyncGenerator<Leak> {
  const foreign = await foreignMarks(ground, callers, swept);
  for (const name of confined) {
    const caller = callers[name];
    if (typeof expectedFor(swept.operation, caller) !== 'string') continue;
    const { params } = await sampleFor(ground, swept, caller);
    const path = fill(swept.operation.path, params);
    const read = (query: string) => caller.send('GET', `${path}?limit=100&${query}`);
    // Counted alone: an answer that fails on the rows would hide that they were found.
    const count = (query: string) => caller.send('GET', `${path}?limit=0&${query}`);
    const report = (what: string): Leak => ({ operation: swept.id, caller: name, what });
    for (const query of queries(swept, foreign, name === 'client administrator')) {
      const answer = await read(query);
      const seen = visibleMark(answer, foreign.marks);
      if (seen) yield report(`${seen} of another account with ?${query}`);
    }
    for (const query of oracles(swept, foreign)) {
      const answer = await count(query);
      const total = answer.status === 200 ? answer.body.$meta.pagination.total : 0;
      if (total > 0) yield report(`a total of ${total} with ?${query}`);
    }
    const before = await totalOf(count);
    await sampleFor(ground, swept, callers['other administrator']);
    await ground.make.member(ground.app.world.other.account);
    await ground.make.token(ground.app.world.other.account);
    await ground.make.record(ground.app.world.other.account);
    const after = await totalOf(count);
    if (before !== after) yield report(`the total went from ${before} to ${after} when another account grew`);
  }
}

interface Foreign {
  /** What may never be in an answer. */
  marks: readonly string[];
  account: string;
  group: string;
  user: string;
  token: string;
}

/** Objects of the other account, some of them of a person who belongs to both. */
async function foreignMarks({ app, make }: Ground, callers: Record<CallerName, SweepCaller>, swept: Swept): Promise<Foreign> {
  const { client, other } = app.world;
  const both = await make.member(client.account);
  const there = await make.join(other.account, both.user);
  const alone = await make.member(other.account);
  const group = await make.group(other.account);
  const token = await make.token(other.account);
  await sampleFor({ app, make }, swept, callers['other administrator']);
  await renameEverywhere(app, both.user);
  return {
    marks: [
      other.account,
      other.administrators,
      other.admin.user,
      other.admin.membership,
      there.membership,
      there.group,
      alone.user,
      alone.membership,
      group,
      token,
      'Muster Werke',
    ],
    account: other.account,
    group: there.group,
    user: alone.user,
    token,
  };
}

/** A change of the shared person, made while she worked in the other account: it is recorded for both. */
async function renameEverywhere(app: Ground['app'], user: string): Promise<void> {
  const { newSecret, sha256 } = await import('../../src/core/secrets.ts');
  const session = newSecret();
  await app.rows('insert into sessions (user_id, hash) values ($1, $2)', [user, sha256(session)]);
  await app.send('PUT', `/accounts/users/${user}`, { session, account: app.world.other.account, body: { firstName: 'Sam' } });
  await app.send('PUT', `/accounts/users/${user}`, {
    session,
    account: app.world.other.account,
    body: { currentAccount: { id: app.world.other.account } },
  });
}

/** Queries whose rows must all be the caller's own. */
function queries(swept: Swept, foreign: Foreign, thorough: boolean): string[] {
  const ids = [foreign.account, foreign.group, foreign.user, foreign.token];
  const { fields } = answerFields(swept);
  return [
    '',
    'select=*',
    `select=${fields
      .filter((field) => !field.includes('.'))
      .map((field) => `%2B${field}`)
      .join(',')}`,
    `not(eq(id,'nothing'))`,
    `or(eq(id,'nothing'),ne(id,'nothing'))`,
    ...ids.map((id) => `or(eq(id,'${id}'),not(eq(id,'${id}')))`),
    ...(thorough ? fields.flatMap((field) => [`order=${field}`, `order=-${field}`]) : []),
  ];
}

/** Queries that name something of the other account: a single hit would tell that it is there. */
function oracles(swept: Swept, foreign: Foreign): string[] {
  const ids = [foreign.account, foreign.group, foreign.user, foreign.token];
  const { fields, collections } = answerFields(swept);
  return [
    ...ids.flatMap((id) => [`eq(id,'${id}')`, `in(id,('${id}'))`, `ilike(id,'*${id}*')`]),
    ...fields
      .filter((field) => field.endsWith('.id') || field === 'name' || field.endsWith('.name'))
      .flatMap((field) => ids.map((id) => `eq(${field},'${id}')`)),
    ...collections.flatMap((field) => ids.map((id) => `any(${field},eq(id,'${id}'))`)),
  ];
}

const visibleMark = (answer: Answer, marks: readonly string[]): string | undefined => {
  if (answer.status !== 200) return undefined;
  const text = JSON.stringify(answer.body);
  return marks.find((mark) => text.includes(mark));
};

/** The total, counted anew each time: a filter that is new and always true passes by what is remembered. */
async function totalOf(count: (query: string) => Promise<Answer>): Promise<number> {
  const answer = await count(`ne(id,'nonce-${nonce++}')`);
  return answer.body?.$meta?.pagination?.total ?? -1;
}
