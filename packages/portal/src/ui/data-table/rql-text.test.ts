import { describe, expect, it } from 'vitest';
import type { FilterGroup } from './filter-model.ts';
import { readFilter } from './rql-read.ts';
import { containsAny, writeCondition, writeFilter } from './rql-text.ts';
import { dayOf, startOfDay } from './zoned-day.ts';

const group: FilterGroup = {
  join: 'and',
  rules: [
    { path: 'status', operator: 'is', value: 'Active' },
    {
      join: 'or',
      rules: [
        { path: 'name', operator: 'contains', value: 'x (y), z' },
        { path: 'groups[].id', operator: 'is', value: 'UGR-1000-0001' },
        { path: 'audit.created.at', operator: 'after', value: '2026-01-31T23:00:00.000Z' },
        { path: 'website', operator: 'empty', value: '' },
      ],
    },
  ],
};

describe('filter text', () => {
  it('is RQL with quoted values', () => {
    expect(writeFilter(group)).toBe(
      'and(eq(status,"Active"),or(ilike(name,"*x (y), z*"),any(groups,eq(id,"UGR-1000-0001")),ge(audit.created.at,"2026-01-31T23:00:00.000Z"),eq(website,null())))',
    );
  });

  it('reads back as what it was written from', () => {
    expect(readFilter(writeFilter(group) as string)).toEqual(group);
  });

  it('keeps the shape of the filter whatever is typed', () => {
    for (const value of ['a")', "O'Brien", 'say "hi"', `both " and '`, '*', 'a*', ',', 'or(', '\\', '%', '&']) {
      const text = writeCondition({ path: 'name', operator: 'contains', value });
      expect(readFilter(text), value).toBeDefined();
    }
    expect(writeCondition({ path: 'name', operator: 'is', value: "O'Brien" })).toBe(`eq(name,"O'Brien")`);
    expect(writeCondition({ path: 'name', operator: 'is', value: 'say "hi"' })).toBe(`eq(name,'say "hi"')`);
    expect(writeCondition({ path: 'name', operator: 'contains', value: '*' })).toBe('ilike(name,"*\\**")');
  });

  it('leaves out conditions without a value', () => {
    expect(writeFilter({ join: 'and', rules: [{ path: 'name', operator: 'contains', value: ' ' }] })).toBeUndefined();
    expect(
      writeFilter({
        join: 'or',
        rules: [
          { path: 'a', operator: 'is', value: '1' },
          { path: 'b', operator: 'is', value: '' },
        ],
      }),
    ).toBe('eq(a,1)');
  });

  it('looks into several properties for free text', () => {
    expect(containsAny(['name', 'id'], 'ada')).toBe('or(ilike(name,"*ada*"),ilike(id,"*ada*"))');
  });

  it('does not pretend to understand other RQL', () => {
    for (const text of ['not(eq(a,1))', 'eq(a', 'a=1', 'and(or(and(eq(a,1),eq(b,2)),eq(c,3)),eq(d,4))', 'eq(a,1)x', ''])
      expect(readFilter(text), text).toBeUndefined();
  });
});

describe('days', () => {
  it('begin where the person is, also on the days of a clock change', () => {
    expect(startOfDay('2026-01-15', 'Europe/Zurich')).toBe('2026-01-14T23:00:00.000Z');
    expect(startOfDay('2026-03-29', 'Europe/Zurich')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-10-25', 'Europe/Zurich')).toBe('2026-10-24T22:00:00.000Z');
    expect(startOfDay('2026-07-01', 'America/Los_Angeles')).toBe('2026-07-01T07:00:00.000Z');
    for (const day of ['2026-03-29', '2026-10-25', '2026-12-31'])
      expect(dayOf(startOfDay(day, 'Europe/Zurich'), 'Europe/Zurich')).toBe(day);
  });
});
