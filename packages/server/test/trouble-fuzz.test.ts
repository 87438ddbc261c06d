import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp } from './harness.ts';
import { type CallerName, makeCallers, type SweepCaller } from './sweep/callers.ts';
import { makersFor } from './sweep/makers.ts';
import { fill, type Swept, served } from './sweep/operations.ts';
import { type Ground, sampleFor } from './sweep/samples.ts';

// More for a long night: TENANTRY_FUZZ_RUNS=2000, others with TENANTRY_FUZZ_SEED.
const runs = Number(process.env.TENANTRY_FUZZ_RUNS ?? 100);

let ground: Ground;
let callers: Record<CallerName, SweepCaller>;
beforeAll(async () => {
  const app = await createTestApp();
  ground = { app, make: makersFor(app) };
  callers = await makeCallers(app);
});
afterAll(() => ground.app.close());

/** Values that have broken servers before, beside arbitrary ones. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.1,
    1e308,
    2 ** 53,
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e',
    '👩‍👩‍👧‍👦',
    'İ',
    "'; drop table users; --",
    '{{actor.name}}',
    '__proto__',
    'constructor',
    '2026-02-30T25:61:61.000Z',
    '9999-12-31T23:59:59.999Z',
    '0000-00-00',
    '+275760-09-13T00:00:00Z',
    'infinity',
    'NaN',
    'ACC-0000-0000',
    'USR-9999-9999',
    'MOD-1756',
    'x@y.z',
    'x'.repeat(100_000),
    [],
    {},
    [null],
    [[]],
    { id: null },
    { id: '' },
    { id: 'MOD-1756' },
    [{ id: 'UGR-0000-0000' }, { id: 'UGR-0000-0000' }],
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue() as fc.Arbitrary<unknown>,
);

const change = fc.record({ how: fc.constantFrom('replace', 'remove', 'add', 'twice'), at: fc.nat(), key: fc.string(), value: strange });
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Every place in a value: who holds it and under which key. */
function places(value: unknown, found: [Record<string, unknown>, string][] = []): [Record<string, unknown>, string][] {
  if (value === null || typeof value !== 'object') return found;
  for (const key of Object.keys(value)) {
    found.push([value as Record<string, unknown>, key]);
    places((value as Record<string, unknown>)[key], found);
  }
  return found;
}

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A body that was good, with something done to some of its places. */
function changed(good: unknown, changes: readonly Change[]): unknown {
  const root = { body: structuredClone(good) };
  for (const { how, at, key, value: given } of changes) {
    // A copy: the same value may be put in again, and a later change must not reach into it.
    const value = structuredClone(given);
    const all = places(root);
    const [holder, name] = all[at % all.length]!;
    if (how === 'remove' && holder !== (root as object)) delete holder[name];
    else if (how === 'twice' && Array.isArray(holder[name])) holder[name] = [...holder[name], ...holder[name]];
    else if (how === 'add' && isObject(holder[name]))
      Object.defineProperty(holder[name], key, { value, enumerable: true, writable: true, configurable: true });
    else holder[name] = value;
  }
  return root.body;
}

const named = (swept: readonly Swept[]) => swept.map((one) => [one.id, one] as const);

/** A token where it is let in: a session has to be made for each call. */
function callerOf({ operation: { permission } }: Swept): SweepCaller {
  if (permission === 'public') return callers.nobody;
  return permission === 'person' || (typeof permission === 'object' && permission.self) ? callers.operator : callers['operator token'];
}

describe('any body is answered, never with 500', () => {
  test.each(named(served.filter(({ operation }) => operation.body)))('by %s', async (_, swept) => {
    const caller = callerOf(swept);
    const { params, body } = await sampleFor(ground, swept, caller);
    const path = fill(swept.operation.path, params);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const answer = await caller.send(swept.operation.method, path, changed(body, changes));
        expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBeLessThan(500);
      }),
      { numRuns: runs },
    );
  });
});

describe('any id in a path is answered, never with 500', () => {
  const ids = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).map((text) => text.toWellFormed()),
    fc.constantFrom(
      '.',
      '..',
      '%',
      '\0',
      'null',
      'ACC-0000-0000',
      'USR-0000-0000-0000-0000',
      "'",
      '"',
      '\\',
      '*',
      'x'.repeat(500),
      '👩‍👩‍👧‍👦',
    ),
  );
  test.each(named(served.filter(({ operation }) => operation.path.includes('{'))))('by %s', async (_, swept) => {
    const caller = callerOf(swept);
    const { params, body } = await sampleFor(ground, swept, caller);
    await fc.assert(
      fc.asyncProperty(ids, fc.nat(), async (id, which) => {
        const names = Object.keys(params);
        const path = fill(swept.operation.path, { ...params, [names[which % names.length]!]: id });
        const answer = await caller.send(swept.operation.method, path, body);
        expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBeLessThan(500);
      }),
      { numRuns: Math.ceil(runs / 6) },
    );
  });
});

describe('any query is answered, never with 500', () => {
  const word = fc.constantFrom(
    ...[
      'id',
      'name',
      'status',
      'audit.created.at',
      'account.id',
      'user.email',
      'groups',
      'modules',
      'timestamp',
      'isDefault',
      'userCount',
      'x.y',
    ],
    ...[
      "'x'",
      '"x"',
      "'*x*'",
      "'2026-01-31'",
      '5',
      '-5',
      '1e999',
      '99999999999999999999',
      'true',
      'null()',
      'empty()',
      "'%'",
      "'\\'",
      "''",
      "'%00'",
      '%ff',
    ],
  );
  const { filter } = fc.letrec<{ filter: string; list: string }>((tie) => ({
    list: fc.array(tie('filter'), { maxLength: 3 }).map((parts) => parts.join(',')),
    filter: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.tuple(word, fc.constantFrom('=', '=gt=', '|', ';', '&', ',', '('), word).map((parts) => parts.join('')),
      fc
        .tuple(
          fc.constantFrom(
            'eq',
            'ne',
            'lt',
            'le',
            'gt',
            'ge',
            'like',
            'ilike',
            'in',
            'out',
            'any',
            'all',
            'and',
            'or',
            'not',
            'self',
            'frob',
            '',
          ),
          tie('list'),
        )
        .map(([operator, list]) => `${operator}(${list})`),
    ),
  }));
  const other = fc.oneof(
    fc
      .tuple(fc.constantFrom('order', 'select', 'limit', 'offset', 'rql', 'render()'), fc.oneof(word, fc.string()))
      .map(([name, value]) => `${name}=${value}`),
    fc.string({ unit: 'binary' }),
  );
  const query = fc
    .array(fc.oneof({ weight: 3, arbitrary: filter }, { weight: 2, arbitrary: other }), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('&').toWellFormed());

  test.each(named(served.filter(({ operation }) => operation.list || operation.select || operation.filter)))('by %s', async (_, swept) => {
    const caller = callerOf(swept);
    const path = fill(swept.operation.path, (await sampleFor(ground, swept, caller)).params);
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        // As it is where a URL may hold it, otherwise encoded.
        const sent = [...text].map((char) => (/[!-~]/.test(char) && char !== '#' ? char : encodeURIComponent(char))).join('');
        const answer = await caller.send(swept.operation.method, `${path}?${sent}`);
        expect(answer.status, `${sent} ${JSON.stringify(answer.body).slice(0, 500)}`).toBeLessThan(500);
      }),
      { numRuns: runs },
    );
  });
});
