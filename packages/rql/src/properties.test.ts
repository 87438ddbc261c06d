import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFilter } from './compile.ts';
import { RqlError } from './error.ts';
import type { Field, Fields } from './fields.ts';
import { formatFilter } from './format.ts';
import { isBare } from './lex.ts';
import { parseListQuery } from './list-query.ts';
import type { Comparison, Constant, Literal, Node, Quantifier } from './node.ts';
import { bareKind } from './node.ts';
import { compileOrder } from './order.ts';
import { parseFilter } from './parse.ts';
import { applySelect } from './select.ts';

const position = 0;
const text: Field = { type: 'text', sql: 'c' };
const inner: Fields = { a: text, 'b.c': text, n: { type: 'integer', sql: 'n' } };
const fields: Fields = { ...inner, coll: { type: 'collection', from: 'x', where: 'y', fields: inner, self: text } };

// Lone surrogates included: a text is whatever a JavaScript string can be.
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
const quotable = anyText.filter((value) => !value.includes('\0') && !(value.includes("'") && value.includes('"')));
const literal: fc.Arbitrary<Literal> = fc.oneof(
  quotable.map((value): Literal => ({ kind: 'string', text: value, position })),
  fc
    .oneof(anyText, fc.double().map(String), fc.boolean().map(String), fc.constantFrom('2026-01-31', 'a', 'b.c'))
    .filter(isBare)
    .map((value): Literal => ({ kind: bareKind(value), text: value, position })),
);
const single: fc.Arbitrary<Literal | Constant> = fc.oneof(
  { arbitrary: literal, weight: 5 },
  { arbitrary: fc.constantFrom<Constant>({ kind: 'null', position }, { kind: 'empty', position }), weight: 1 },
);
const comparisonOf = (path: fc.Arbitrary<string>, value: fc.Arbitrary<Literal | Constant>): fc.Arbitrary<Comparison> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'like', 'ilike', 'startsWith', 'contains', 'endsWith'), path, value)
      .map(
        ([operator, name, one]): Comparison => ({ kind: 'comparison', operator, path: name, pathPosition: position, value: one, position }),
      ),
    fc
      .tuple(fc.constantFrom('in', 'out'), path, fc.array(value, { minLength: 1, maxLength: 4 }))
      .map(([operator, name, items]): Comparison => {
        return { kind: 'comparison', operator, path: name, pathPosition: position, value: { kind: 'list', items, position }, position };
      }),
  );
const treeOf = (leaf: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
        .map(([kind, items]): Node => ({ kind, items, position })),
      tie('node').map((item): Node => ({ kind: 'not', item, position })),
      fc
        .tuple(fc.constantFrom('any', 'all'), leaf)
        .map(([kind, condition]): Quantifier => ({ kind, path: 'coll', pathPosition: position, condition, position })),
      fc.constant<Node>({ kind: 'any', path: 'coll', pathPosition: position, position }),
      fc.constant<Node>({ kind: 'scope', name: 'group.buyers', position }),
    ),
  })).node;
const anyTree = treeOf(comparisonOf(fc.constantFrom('a', 'b.c', 'n', 'coll', 'coll.a', 'foo', 'self()'), single));
const validTree = treeOf(comparisonOf(fc.constantFrom('a', 'b.c'), literal));

// Pieces of the language in any order reach further into the parser than characters at random.
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom('(', ')', ',', '&', ';', '|', '=', "'", '"', ' ', '*', '\\*', '%', '+', '-', '.', '%27', '%26', '%00', '%E9', '\0'),
      fc.constantFrom(
        'eq(',
        'in(a,(',
        'any(coll',
        'and(',
        'not(',
        'null()',
        'self()',
        'render()',
        'limit=',
        'order=',
        'select=',
        'rql=',
        'a',
        'coll.a',
        '1',
      ),
      anyText,
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const sqlWithoutValues =
  /^(?:[cnxy\s().]|\$\d+::(?:text|bigint)(?:\[\])?|<=|>=|[<>=1]|exists|select|from|where|and|or|not|is|distinct|null|true|false|any|like|lower)*$/;

describe('for every input', () => {
  test('a filter that is written reads back as the same tree', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const written = formatFilter(tree);
        const read = parseFilter(written);
        expect(withoutPositions(read)).toEqual(withoutPositions(tree));
        expect(formatFilter(read)).toBe(written);
      }),
      { numRuns: 500 },
    );
  });

  test('reading and compiling any text ends in a result or an RqlError with a place in the text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, pieces), (input) => {
        const read = attempt(() => parseFilter(input), input.length);
        if (read) attempt(() => compileFilter(read, fields), input.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('reading any raw query ends in a result or an RqlError', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, pieces), (input) => {
        const query = attempt(() => parseListQuery(input, { allowed: ['cursor'] }), input.length);
        if (!query) return;
        attempt(() => compileOrder(query.order, fields, 'id'), input.length);
        attempt(() => applySelect({ id: 1, a: { b: [{ c: 1 }] } }, query.select, ['a.b'], (name) => name !== 'foo'), input.length);
        if (query.filter) expect(withoutPositions(parseFilter(formatFilter(query.filter)))).toEqual(withoutPositions(query.filter));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('for every filter', () => {
  test('no value ever reaches the SQL, and every placeholder has its parameter', () => {
    fc.assert(
      fc.property(validTree, fc.integer({ min: 1, max: 9 }), (tree, first) => {
        const compiled = compileFilter(tree, fields, first);
        expect(compiled.sql).toMatch(sqlWithoutValues);
        const placeholders = [...compiled.sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
        expect(placeholders.sort((left, right) => left - right)).toEqual(compiled.parameters.map((_, index) => first + index));
      }),
      { numRuns: 1000 },
    );
  });

  test('compiling any tree ends in SQL or an RqlError', () => {
    fc.assert(fc.property(anyTree, (tree) => void attempt(() => compileFilter(tree, fields), 0)));
  });

  test('what a value says changes the parameters and not the SQL', () => {
    fc.assert(
      fc.property(quotable, quotable, fc.constantFrom('eq', 'ne', 'lt', 'in', 'out', 'contains', 'startsWith'), (left, right, operator) => {
        const compiled = [left, right].map((value) => {
          const literalText = value.includes("'") ? `"${value}"` : `'${value}'`;
          return compileFilter(parseFilter(`${operator}(a,${literalText})`), fields);
        });
        expect(compiled[0]?.sql).toBe(compiled[1]?.sql);
      }),
    );
  });
});

/** The result, or undefined where it was refused as it should be; any other error fails the test. */
function attempt<T>(run: () => T, length: number): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RqlError)) throw error;
    expect(error.position).toBeGreaterThanOrEqual(0);
    expect(error.position).toBeLessThanOrEqual(length);
    return undefined;
  }
}

function withoutPositions(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inside) => (key === 'position' || key === 'pathPosition' ? undefined : inside)));
}
