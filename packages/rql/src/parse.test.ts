import { describe, expect, test } from 'vitest';
import { RqlError } from './error.ts';
import { formatFilter } from './format.ts';
import type { LiteralKind, Node } from './node.ts';
import { parseFilter } from './parse.ts';

// The canonical text shows the tree, so one table covers what the client's builder sends and how the platform reads it.
const readings: [text: string, canonical: string][] = [
  ["eq(f,'v')", "eq(f,'v')"],
  ["ne(f,'v')", "ne(f,'v')"],
  ["lt(f,'v')", "lt(f,'v')"],
  ["le(f,'v')", "le(f,'v')"],
  ["gt(f,'v')", "gt(f,'v')"],
  ["ge(f,'v')", "ge(f,'v')"],
  ["like(f,'*x*')", "like(f,'*x*')"],
  ["ilike(f,'x*')", "ilike(f,'x*')"],
  ['ilike(f,*x*)', 'ilike(f,*x*)'],
  ["in(f,('a','b'))", "in(f,('a','b'))"],
  ["out(f,('a','b'))", "out(f,('a','b'))"],
  ['in(f,(a))', 'in(f,(a))'],
  ['in(f,a)', 'in(f,(a))'],
  ['eq(f,null())', 'eq(f,null())'],
  ['ne(f,null())', 'ne(f,null())'],
  ['eq(f,empty())', 'eq(f,empty())'],
  ['ne(f,empty())', 'ne(f,empty())'],
  ['and(eq(a,1),eq(b,2))', 'and(eq(a,1),eq(b,2))'],
  ['and(eq(a,1))', 'eq(a,1)'],
  ['or(eq(a,1),eq(b,2))', 'or(eq(a,1),eq(b,2))'],
  ['not(eq(a,1))', 'not(eq(a,1))'],
  ['not(and(eq(a,1),eq(b,2)))', 'not(and(eq(a,1),eq(b,2)))'],
  ["any(coll,eq(id,'X'))", "any(coll,eq(id,'X'))"],
  ['any(users,eq(id,"USR-1"))', "any(users,eq(id,'USR-1'))"],
  ["all(coll,and(eq(a,'X'),eq(b,'Y')))", "all(coll,and(eq(a,'X'),eq(b,'Y')))"],
  ['any(coll)', 'any(coll)'],
  ['any(coll,eq(self(),x))', 'any(coll,eq(self(),x))'],
  ['any(coll,self()=x)', 'any(coll,eq(self(),x))'],
  ['eq(f,other.field)', 'eq(f,other.field)'],
  ["eq(agreement.product.id,'PRD-1')", "eq(agreement.product.id,'PRD-1')"],
  ['eq(f,-3.50)', 'eq(f,-3.50)'],
  ['eq(f,true)', 'eq(f,true)'],
  ["eq(f,'2026-01-31')", "eq(f,'2026-01-31')"],
  ["eq(f,'2026-01-31T10:00:00.123456+00:00')", "eq(f,'2026-01-31T10:00:00.123456+00:00')"],
  ['gt(f,2026-01-31T10:00:00+00:00)', 'gt(f,2026-01-31T10:00:00+00:00)'],
  ['EQ(f,x)', 'eq(f,x)'],
  ['And(Eq(f,Null()),iLike(g,x))', 'and(eq(f,null()),ilike(g,x))'],
  ['STARTSWITH(f,x)', 'startsWith(f,x)'],
  ["contains(f,'x')", "contains(f,'x')"],
  ['endswith(f,x)', 'endsWith(f,x)'],
  ['a=1', 'eq(a,1)'],
  ['a=null()', 'eq(a,null())'],
  ['a=empty()', 'eq(a,empty())'],
  ["a='x & y'", "eq(a,'x & y')"],
  ['a=1&b=2', 'and(eq(a,1),eq(b,2))'],
  ['a=1,b=2', 'and(eq(a,1),eq(b,2))'],
  ['a=1;b=2', 'or(eq(a,1),eq(b,2))'],
  ['a=1|b=2', 'or(eq(a,1),eq(b,2))'],
  ['a=1&b=2|c=3&d=4', 'or(and(eq(a,1),eq(b,2)),and(eq(c,3),eq(d,4)))'],
  ['a=1|b=2,c=3', 'or(eq(a,1),and(eq(b,2),eq(c,3)))'],
  ['(a=1|b=2)&c=3', 'and(or(eq(a,1),eq(b,2)),eq(c,3))'],
  ['((a=1,b=2))', 'and(eq(a,1),eq(b,2))'],
  ['and(a=1|b=2,c=3)', 'and(or(eq(a,1),eq(b,2)),eq(c,3))'],
  ['not(a=1,b=2)', 'not(and(eq(a,1),eq(b,2)))'],
  ['any(c,a=1&b=2)', 'any(c,and(eq(a,1),eq(b,2)))'],
  ['filter(group.buyers)', 'filter(group.buyers)'],
  ['and(filter(group.buyers),a=1)', 'and(filter(group.buyers),eq(a,1))'],
  [' eq ( a , two words ) ', 'eq(a,two words)'],
  [`eq(a,"O'Brien")`, `eq(a,"O'Brien")`],
  [`eq(a,'say "hi"')`, `eq(a,'say "hi"')`],
  ["eq(a,'')", "eq(a,'')"],
  ["eq(a,'a=b;c|d(x), y')", "eq(a,'a=b;c|d(x), y')"],
  ["eq(a,'c:\\')", "eq(a,'c:\\')"],
];

const refusals: [text: string, sentence: string, position: number][] = [
  ['', 'Unexpected end of the expression.', 0],
  ['   ', 'Unexpected end of the expression.', 3],
  ['frob(a,1)', "Unknown expression group. 'frob'", 0],
  ['and(eq(a,1),limit(1))', "Unknown expression group. 'limit'", 12],
  ['null()', "Unknown expression group. 'null'", 0],
  ['eq(a,frob())', "Unknown expression group. 'frob'", 5],
  ['eq(frob(),1)', "Unknown expression group. 'frob'", 3],
  ["eq('a',1)", "Invalid property path. 'a'", 3],
  ["'a'=1", "Invalid property path. 'a'", 0],
  ['eq(a..b,1)', "Invalid property path. 'a..b'", 3],
  ['eq(1a,1)', "Invalid property path. '1a'", 3],
  ['any(self(),a=1)', "Invalid property path. 'self()'", 4],
  ['rql=eq(a,b)', 'Invalid equals shortcut expression', 4],
  ['a=(1,2)', 'Invalid equals shortcut expression', 2],
  ['a=self()', 'Invalid equals shortcut expression', 2],
  ['a=', 'Invalid equals shortcut expression', 2],
  ['a=b=c', 'Invalid equals shortcut expression', 3],
  ['eq(a,b=c)', 'Invalid equals shortcut expression', 6],
  ["eq(name,'x", 'Unterminated quote.', 8],
  ["eq(name,'O'Brien')", 'Unexpected quote.', 16],
  ["name=O'Brien", 'Unexpected quote.', 6],
  ['name', "Invalid expression. 'name'", 0],
  ['eq(a', 'Unexpected end of the expression.', 4],
  ['eq(a)', "Invalid expression. ')'", 4],
  ['eq(a,)', "Invalid expression. ')'", 5],
  ['eq(a,1,2)', "Invalid expression. ','", 6],
  ['eq(a,(1))', "Invalid expression. '('", 5],
  ['eq(a,1)x', "Invalid expression. 'x'", 7],
  ['eq(a,1))', "Invalid expression. ')'", 7],
  ['a=1&&b=2', "Invalid expression. '&'", 4],
  ['and()', "Invalid expression. ')'", 4],
  ['all(c)', "Invalid expression. ')'", 5],
  ['in(a,())', 'The list is empty.', 5],
  ['in(a,(1,(2)))', "Invalid expression. '('", 8],
  ['in(a,1,2)', "Invalid expression. ','", 6],
  ['eq(a,null(1))', "Invalid expression. '1'", 10],
  ['constructor(a,1)', "Unknown expression group. 'constructor'", 0],
  ["eq(a,'x\0')", 'The character U+0000 is not allowed.', 7],
];

describe('a filter is read as the contract says', () => {
  test.each(readings)('%s', (text, canonical) => {
    expect(formatFilter(parseFilter(text))).toBe(canonical);
    expect(formatFilter(parseFilter(canonical))).toBe(canonical);
  });
});

describe('what is no filter is refused with its place', () => {
  test.each(refusals)('%s', (text, sentence, position) => {
    const error = failure(() => parseFilter(text));
    expect(error.message).toBe(`${sentence} at position ${position}`);
    expect(error.position).toBe(position);
  });
});

describe('bounds', () => {
  test('fifty levels are read and the fifty-first is refused', () => {
    const nested = (levels: number) => `${'not('.repeat(levels)}a=1${')'.repeat(levels)}`;
    expect(parseFilter(nested(50)).kind).toBe('not');
    expect(failure(() => parseFilter(nested(51))).message).toBe('Nested deeper than 50 levels. at position 203');
  });

  test.each(['(', 'not(', 'and(', 'any(a,', 'in(a,(', '((a=1)&', 'eq(', 'or(a=1,', "'", 'a=(', 'self('])(
    'ten kilobytes of %s are refused without a stack overflow',
    (piece) => {
      expect(failure(() => parseFilter(piece.repeat(Math.floor(10_240 / piece.length))))).toBeInstanceOf(RqlError);
    },
  );

  test('two hundred conditions are read and one more is refused', () => {
    const many = (count: number) => Array.from({ length: count }, () => 'a=1').join('|');
    expect(parseFilter(many(200))).toMatchObject({ kind: 'or', items: { length: 200 } });
    expect(failure(() => parseFilter(many(201))).message).toBe('More than 200 conditions. at position 800');
    expect(failure(() => parseFilter(Array.from({ length: 201 }, () => 'any(a)').join('&'))).message).toContain(
      'More than 200 conditions.',
    );
  });

  test('a list of five hundred values is read and a longer one is refused', () => {
    const list = (count: number) => `in(a,(${Array.from({ length: count }, (_, index) => index).join(',')}))`;
    expect(parseFilter(list(500))).toMatchObject({ value: { items: { length: 500 } } });
    expect(failure(() => parseFilter(list(501))).message).toBe('A list may have 500 values. at position 5');
  });

  test('a filter of more than 16 kB is refused', () => {
    const sized = (length: number) => `eq(a,'${'x'.repeat(length - 8)}')`;
    expect(parseFilter(sized(16_384)).kind).toBe('comparison');
    expect(failure(() => parseFilter(sized(16_385))).message).toContain('A filter may have 16384 characters.');
  });
});

describe('a filter is only written when it reads back the same', () => {
  const position = 0;
  const comparison = (value: { kind: LiteralKind; text: string }): Node => ({
    kind: 'comparison',
    operator: 'eq',
    path: 'a',
    pathPosition: position,
    value: { ...value, position },
    position,
  });

  test.each<[what: string, node: Node]>([
    ['a text with both kinds of quote', comparison({ kind: 'string', text: `'"` })],
    ['a text with U+0000', comparison({ kind: 'string', text: '\0' })],
    ['a word that would close the comparison', comparison({ kind: 'word', text: 'x)|eq(b,1' })],
    ['a word that would read as a number', comparison({ kind: 'word', text: '42' })],
    ['a number that is none', comparison({ kind: 'number', text: 'x' })],
    ['a path with a parenthesis', { kind: 'any', path: 'a)(b', pathPosition: position, position }],
    ['an AND of one', { kind: 'and', items: [comparison({ kind: 'word', text: 'x' })], position }],
  ])('%s is refused', (_, node) => {
    expect(failure(() => formatFilter(node))).toBeInstanceOf(RqlError);
  });
});

function failure(run: () => unknown): RqlError {
  try {
    run();
  } catch (error) {
    if (error instanceof RqlError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
