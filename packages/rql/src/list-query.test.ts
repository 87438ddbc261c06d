import { describe, expect, test } from 'vitest';
import { RqlError } from './error.ts';
import { formatFilter } from './format.ts';
import { parseListQuery } from './list-query.ts';
import { parseFilter } from './parse.ts';

const filterOf = (raw: string, allowed?: readonly string[]) => {
  const { filter } = parseListQuery(raw, allowed ? { allowed } : {});
  return filter && formatFilter(filter);
};
const paths = (terms: { path: string; sign?: string; descending?: boolean }[]) =>
  terms.map(({ path, sign, descending }) => `${sign ?? (descending ? '-' : '+')}${path}`);

describe('the query of the contract', () => {
  const raw =
    "limit=10&offset=20&order=-audit.created.at,+name&select=+id,-name,audit&and(eq(id,'USR-1'),or(eq(name,'N'),not(in(status,('A','B')))))&render()";

  test('is taken apart into its parameters and its filter', () => {
    const query = parseListQuery(raw);
    expect(query).toMatchObject({ limit: 10, offset: 20, render: true, extra: {} });
    expect(paths(query.order)).toEqual(['-audit.created.at', '+name']);
    expect(paths(query.select)).toEqual(['+id', '-name', '+audit']);
    expect(formatFilter(query.filter!)).toBe("and(eq(id,'USR-1'),or(eq(name,'N'),not(in(status,('A','B')))))");
  });

  test('reads the same when all of it is percent-encoded', () => {
    expect(parseListQuery(raw.split('&').map(encodeURIComponent).join('&'))).toEqual(parseListQuery(raw));
  });

  test('an empty one asks for nothing', () => {
    const nothing = { order: [], select: [], render: false, extra: {} };
    expect(parseListQuery('')).toEqual(nothing);
    expect(parseListQuery('&&')).toEqual(nothing);
    expect(parseListQuery('order=&select=')).toEqual(nothing);
  });

  test('positions count in the decoded query', () => {
    const query = parseListQuery('limit=1&order=-name&select=+audit&%20id=x');
    expect([query.order[0]?.position, query.select[0]?.position, query.filter?.position]).toEqual([15, 28, 35]);
  });
});

describe('values of a filter as they arrive', () => {
  test.each([
    ['a raw ampersand in quotes', "eq(name,'A%20&%20B')", "eq(name,'A & B')"],
    ['an encoded ampersand in quotes', "eq(name,'A%20%26%20B')", "eq(name,'A & B')"],
    ['a raw plus', "eq(email,'a+b@x.io')", "eq(email,'a+b@x.io')"],
    ['an encoded plus', "eq(email,'a%2Bb@x.io')", "eq(email,'a+b@x.io')"],
    ['a lone percent sign', "eq(name,'100%')", "eq(name,'100%')"],
    ['an encoded percent sign', "eq(name,'100%25')", "eq(name,'100%')"],
    ['an escape of two signs is decoded once', "eq(name,'%2541')", "eq(name,'%41')"],
    ['half an escape', "eq(name,'%4')", "eq(name,'%4')"],
    ['an escape that is none', "eq(name,'%zz%C3%A9')", "eq(name,'%zzé')"],
    ['an equals sign', "eq(name,'a=b')", "eq(name,'a=b')"],
    ['a semicolon', "eq(name,'a;b')", "eq(name,'a;b')"],
    ['a bar', "eq(name,'a|b')", "eq(name,'a|b')"],
    ['parentheses and a comma', "eq(name,'(x), y')", "eq(name,'(x), y')"],
    ['an apostrophe in double quotes', `eq(name,"O'Brien")`, `eq(name,"O'Brien")`],
    ['encoded double quotes', 'eq(name,%22x%22)', "eq(name,'x')"],
    ['encoded single quotes', 'eq(name,%27x%27)', "eq(name,'x')"],
    ['a bar and a star from a browser', 'ilike(name,%27*x*%27)|eq(id,%22A%22)', "or(ilike(name,'*x*'),eq(id,'A'))"],
    ['an offset with a raw plus', "gt(at,'2026-01-31T10:00:00+00:00')", "gt(at,'2026-01-31T10:00:00+00:00')"],
    ['other alphabets', "eq(name,'%E6%9D%B1%E4%BA%AC%20%F0%9F%8F%A2')", "eq(name,'東京 🏢')"],
    ['a tab', "eq(name,'a%09b')", "eq(name,'a\tb')"],
  ])('%s', (_, raw, filter) => {
    expect(filterOf(raw)).toBe(filter);
  });
});

describe('what cannot be read is refused, never a crash', () => {
  test.each([
    ['a query cut at a number sign', "eq(name,'x", 'Unterminated quote. at position 8'],
    ['a parameter after a cut quote is part of it', "eq(name,'x&limit=5", 'Unterminated quote. at position 8'],
    ['an apostrophe in single quotes', "eq(name,'O'Brien')", 'Unterminated quote. at position 16'],
    ['two apostrophes in single quotes', "and(eq(a,'O'Brien'),eq(b,'O'Neil'))", 'Unexpected quote. at position 17'],
    ['a filter in a parameter', 'rql=eq(a,b)', 'Invalid equals shortcut expression at position 0'],
    ['a filter in a parameter, after others', 'limit=1&rql=x', 'Invalid equals shortcut expression at position 8'],
    ['U+0000', 'eq(name,%00)', 'The character U+0000 is not allowed. at position 8'],
    ['U+0000 in a parameter', 'limit=1%00', 'The character U+0000 is not allowed. at position 7'],
    ['a byte that is not UTF-8', 'eq(name,%E9)', 'The query is not valid UTF-8. at position 8'],
    ['an overlong zero', 'eq(name,%C0%80)', 'The query is not valid UTF-8. at position 8'],
    ['half a surrogate pair', 'eq(name,%ED%A0%80)', 'The query is not valid UTF-8. at position 8'],
    ['a second limit', 'limit=1&limit=2', "The parameter 'limit' is given twice. at position 14"],
    ['an unknown function among parameters', 'limit=1&frob(a)', "Unknown expression group. 'frob' at position 8"],
    ['an order without a name', 'order=-', "Invalid property path. '' at position 7"],
    ['an order with a gap', 'order=a,,b', "Invalid property path. '' at position 8"],
    ['a select of a star in the middle', 'select=a.*.b', "Invalid property path. 'a.*.b' at position 7"],
    ['a path of very many names', `select=${'a.'.repeat(4000)}a`, 'Invalid property path.'],
    ['very many orders', `order=${'a,'.repeat(40)}a`, "The parameter 'order' may have 32 terms."],
  ])('%s', (_, raw, message) => {
    expect(() => parseListQuery(raw)).toThrow(RqlError);
    expect(() => parseListQuery(raw)).toThrow(message);
  });

  test.each(['', '-1', '+1', '1.5', '1e3', 'x', ' ', '0x10', '9007199254740992', '1,2'])(
    'limit and offset of "%s" name the parameter',
    (value) => {
      expect(() => parseListQuery(`limit=${value}`)).toThrow("The parameter 'limit' must be a whole number, 0 or more.");
      expect(() => parseListQuery(`offset=${value}`)).toThrow("The parameter 'offset' must be a whole number, 0 or more.");
    },
  );

  test('the bound of a filter holds for all its stretches together', () => {
    const raw = Array.from({ length: 3 }, () => `eq(a,'${'x'.repeat(6000)}')`).join('&');
    expect(() => parseListQuery(raw)).toThrow('A filter may have 16384 characters.');
  });
});

describe('parameters beside the filter', () => {
  test('limit and offset come back as sent, without default or cap', () => {
    expect(parseListQuery('limit=0')).toMatchObject({ limit: 0 });
    expect(parseListQuery('limit=5000&offset=123456')).toMatchObject({ limit: 5000, offset: 123456 });
    expect(parseListQuery('id=x')).not.toHaveProperty('limit');
  });

  test.each([
    ['select=%2Baudit%2C-groups', ['+audit', '-groups'], false],
    ['select=object%2Cactor&render%28%29=', ['+object', '+actor'], true],
    ['select=object,actor&render()', ['+object', '+actor'], true],
    ['render()=&select=-*,+id,+children.id', ['-*', '+id', '+children.id'], true],
    ['select=%20audit,%20name&RENDER()', ['+audit', '+name'], true],
    ['select=a.*', ['+a.*'], false],
    ['select=a&select=-b', ['+a', '-b'], false],
  ])('%s', (raw, select, render) => {
    const query = parseListQuery(raw);
    expect([paths(query.select), query.render, query.filter]).toEqual([select, render, undefined]);
  });

  test('a leading blank in an order is the plus that a form decoder made a blank of', () => {
    expect(paths(parseListQuery('order=%20name,-id').order)).toEqual(['+name', '-id']);
    expect(paths(parseListQuery('order= name, -id,+b.c').order)).toEqual(['+name', '-id', '+b.c']);
  });

  test('only allowed plain parameters are taken out of the filter, whatever quotes they hold', () => {
    expect(parseListQuery("cursor=a=b'c&id=x", { allowed: ['cursor'] })).toMatchObject({ extra: { cursor: "a=b'c" } });
    expect(filterOf("cursor=a=b'c&id=x", ['cursor'])).toBe('eq(id,x)');
    expect(filterOf('cursor=abc&id=x')).toBe('and(eq(cursor,abc),eq(id,x))');
    expect(() => parseListQuery('cursor=1&cursor=2', { allowed: ['cursor'] })).toThrow("The parameter 'cursor' is given twice.");
  });
});

describe('the filter among the parameters', () => {
  test.each([
    ['a=1&limit=5&b=2', 'and(eq(a,1),eq(b,2))'],
    ['a=1&&b=2&', 'and(eq(a,1),eq(b,2))'],
    ['limit=5&or(a=1&b=2,c=3)', 'or(and(eq(a,1),eq(b,2)),eq(c,3))'],
    ['(a=1&b=2)|c=3', 'or(and(eq(a,1),eq(b,2)),eq(c,3))'],
    ['filter(group.buyers)&a=1', 'and(filter(group.buyers),eq(a,1))'],
  ])('%s', (raw, filter) => {
    expect(filterOf(raw)).toBe(filter);
  });

  test('is the one parseFilter reads in the same text', () => {
    const text = "a=1|b='x'&c=3;d=4";
    expect(parseListQuery(text).filter).toEqual(parseFilter(text));
  });
});
