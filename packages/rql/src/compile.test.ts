import { describe, expect, test } from 'vitest';
import { compile } from '../test/user-fields.ts';
import { RqlError } from './error.ts';

const inGroups = 'exists (select 1 from groups g where (g.user_id = u.id)';
const inTags = 'exists (select 1 from unnest(u.tags) as t(v) where (true)';

const pairs: [filter: string, sql: string, opposite: string, parameters: unknown[]][] = [
  ['eq(id,USR-1)', 'u.id = $1::text', 'u.id is distinct from $1::text', ['USR-1']],
  ["ne(name,'x')", 'u.name is distinct from $1::text', 'u.name = $1::text', ['x']],
  ['eq(name,007)', 'u.name = $1::text', 'u.name is distinct from $1::text', ['007']],
  ['eq(name,true)', 'u.name = $1::text', 'u.name is distinct from $1::text', ['true']],
  ['eq(name,null())', 'u.name is null', 'u.name is not null', []],
  ['ne(name,null())', 'u.name is not null', 'u.name is null', []],
  ['eq(name,empty())', 'u.name = $1::text', 'u.name is distinct from $1::text', ['']],
  ["eq(note,'x')", "(u.details ->> 'note') = $1::text", "(u.details ->> 'note') is distinct from $1::text", ['x']],
  ['lt(name,m)', 'u.name < $1::text', '(u.name < $1::text) is not true', ['m']],
  ['le(id,m)', 'u.id <= $1::text', 'u.id > $1::text', ['m']],
  ["gt(revision,'3')", 'u.revision > $1::bigint', 'u.revision <= $1::bigint', ['3']],
  ['ge(score,-1.50)', 'u.score >= $1::numeric', '(u.score >= $1::numeric) is not true', ['-1.50']],
  ['eq(sso,True)', 'u.sso = $1::boolean', 'u.sso is distinct from $1::boolean', [true]],
  ["ne(sso,'false')", 'u.sso is distinct from $1::boolean', 'u.sso = $1::boolean', [false]],
  ['in(id,(a,b))', '(u.id = any($1::text[]))', '(u.id = any($1::text[])) is not true', [['a', 'b']]],
  ['out(id,(a,b))', '(u.id = any($1::text[])) is not true', '(u.id = any($1::text[]))', [['a', 'b']]],
  ['in(revision,1)', '(u.revision = any($1::bigint[]))', '(u.revision = any($1::bigint[])) is not true', [['1']]],
  [
    'in(name,(a,null(),empty()))',
    '(u.name = any($1::text[]) or u.name is null)',
    '(u.name = any($1::text[]) or u.name is null) is not true',
    [['a', '']],
  ],
  ['in(name,null())', '(u.name is null)', '(u.name is null) is not true', []],
  ['eq(email,name)', 'u.email is not distinct from u.name', 'u.email is distinct from u.name', []],
  ["eq(email,'name')", 'u.email = $1::text', 'u.email is distinct from $1::text', ['name']],
  ['eq(email,groups)', 'u.email = $1::text', 'u.email is distinct from $1::text', ['groups']],
  ['eq(email,hash)', 'u.email = $1::text', 'u.email is distinct from $1::text', ['hash']],
  ['eq(email,constructor)', 'u.email = $1::text', 'u.email is distinct from $1::text', ['constructor']],
  ['lt(audit.created.at,audit.updated.at)', 'u.created_at < u.updated_at', '(u.created_at < u.updated_at) is not true', []],
  ['gt(score,revision)', 'u.score > u.revision', '(u.score > u.revision) is not true', []],
  ['eq(status,Active)', 'u.status = $1::text', 'u.status is distinct from $1::text', ['Active']],
  ['eq(status,Nowhere)', 'false', 'true', []],
  ['in(status,(Active,Nowhere))', '(u.status = any($1::text[]))', '(u.status = any($1::text[])) is not true', [['Active']]],
  ['out(status,(Nowhere,Never))', 'true', 'false', []],
  ['filter(group.buyers)', 'true', 'false', []],
  ['any(groups)', `${inGroups})`, `not ${inGroups})`, []],
  ['eq(groups,empty())', `not ${inGroups})`, `${inGroups})`, []],
  ['ne(groups,null())', `${inGroups})`, `not ${inGroups})`, []],
  ['any(groups,name=x)', `${inGroups} and g.name = $1::text)`, `not ${inGroups} and g.name = $1::text)`, ['x']],
  [
    'any(groups,ne(name,x))',
    `${inGroups} and g.name is distinct from $1::text)`,
    `not ${inGroups} and g.name is distinct from $1::text)`,
    ['x'],
  ],
  [
    'all(groups,name=x)',
    `not ${inGroups} and g.name is distinct from $1::text)`,
    `${inGroups} and g.name is distinct from $1::text)`,
    ['x'],
  ],
  ['all(groups,not(gt(name,x)))', `not ${inGroups} and g.name > $1::text)`, `${inGroups} and g.name > $1::text)`, ['x']],
  ['groups.id=X', `${inGroups} and g.id = $1::text)`, `not ${inGroups} and g.id = $1::text)`, ['X']],
  ['ne(groups.id,X)', `not ${inGroups} and g.id = $1::text)`, `${inGroups} and g.id = $1::text)`, ['X']],
  ['out(groups.id,(X))', `not ${inGroups} and (g.id = any($1::text[])))`, `${inGroups} and (g.id = any($1::text[])))`, [['X']]],
  [
    'groups.modules.id=M',
    `${inGroups} and exists (select 1 from modules m where (m.group_id = g.id) and m.id = $1::text))`,
    `not ${inGroups} and exists (select 1 from modules m where (m.group_id = g.id) and m.id = $1::text))`,
    ['M'],
  ],
  [
    'any(groups,all(modules,id=M))',
    `${inGroups} and not exists (select 1 from modules m where (m.group_id = g.id) and m.id is distinct from $1::text))`,
    `not ${inGroups} and not exists (select 1 from modules m where (m.group_id = g.id) and m.id is distinct from $1::text))`,
    ['M'],
  ],
  [
    'all(groups.modules,id=M)',
    `not ${inGroups} and exists (select 1 from modules m where (m.group_id = g.id) and m.id is distinct from $1::text))`,
    `${inGroups} and exists (select 1 from modules m where (m.group_id = g.id) and m.id is distinct from $1::text))`,
    ['M'],
  ],
  [
    'any(groups.modules)',
    `${inGroups} and exists (select 1 from modules m where (m.group_id = g.id)))`,
    `not ${inGroups} and exists (select 1 from modules m where (m.group_id = g.id)))`,
    [],
  ],
  ['any(tags,like(self(),x*))', `${inTags} and t.v like $1::text)`, `not ${inTags} and t.v like $1::text)`, ['x%']],
  ['eq(tags,x)', `${inTags} and t.v = $1::text)`, `not ${inTags} and t.v = $1::text)`, ['x']],
  ['out(tags,(x,y))', `not ${inTags} and (t.v = any($1::text[])))`, `${inTags} and (t.v = any($1::text[])))`, [['x', 'y']]],
];

describe('a filter and its opposite, as SQL', () => {
  test.each(pairs)('%s', (filter, sql, opposite, parameters) => {
    expect(compile(filter)).toEqual({ sql, parameters });
    expect(compile(`not(${filter})`)).toEqual({ sql: opposite, parameters });
    expect(compile(`not(not(${filter}))`)).toEqual({ sql, parameters });
  });

  test('not is pushed through and, or and itself', () => {
    expect(compile('not(and(id=a,or(name=b,not(name=c))))').sql).toBe(
      '(u.id is distinct from $1::text or (u.name is distinct from $2::text and u.name = $3::text))',
    );
  });

  test('parameters are numbered from the place the statement has reached', () => {
    expect(compile('id=a&in(name,(b,c))', 4)).toEqual({
      sql: '(u.id = $4::text and (u.name = any($5::text[])))',
      parameters: ['a', ['b', 'c']],
    });
  });

  test('names inside a collection are its own, not those of the row around it', () => {
    expect(compile('any(groups,eq(name,email))')).toEqual({ sql: `${inGroups} and g.name = $1::text)`, parameters: ['email'] });
    expect(() => compile('any(groups,email=x)')).toThrow("Invalid property path. 'email' at position 11");
  });
});

describe('fields that cannot be asked for', () => {
  test.each([
    ['foo=1', "Invalid property path. 'foo' at position 0"],
    ['and(id=a,eq(foo.bar,1))', "Invalid property path. 'foo.bar' at position 12"],
    ['constructor=1', "Invalid property path. 'constructor' at position 0"],
    ['__proto__=1', "Invalid property path. '__proto__' at position 0"],
    ['any(foo)', "Invalid property path. 'foo' at position 4"],
    ['groups.foo=1', "Invalid property path. 'foo' at position 0"],
    ['id.foo=1', "Invalid property path. 'id.foo' at position 0"],
    ['self()=1', "Invalid property path. 'self()' at position 0"],
    ['any(groups,self()=1)', "Invalid property path. 'self()' at position 11"],
    ['any(name)', "Invalid property path. Not a collection, 'name' at position 4"],
    ['eq(groups,x)', "Invalid property path. A collection needs any(…) or all(…), 'groups' at position 3"],
    ['hash=x', "Invalid property path. Not a field to filter by, 'hash' at position 0"],
    ['filter(group.sellers)', "Invalid property path. 'group.sellers' at position 0"],
  ])('%s', (filter, message) => {
    expect(() => compile(filter)).toThrow(RqlError);
    expect(() => compile(filter)).toThrow(message);
  });

  test('what a message repeats of the query is short and of one line', () => {
    expect(() => compile(`${'a'.repeat(200)}=1`)).toThrow(`Invalid property path. '${'a'.repeat(60)}…' at position 0`);
    expect(() => compile("eq(revision,'a\nb')")).toThrow("'a b' at position 12");
  });
});
