import { describe, expect, it } from 'vitest';
import { hasRule, isReadable, presetRule, presets, readSlot, toggleRule, writeSlot } from './quick-filter.ts';
import { rangeFilter } from './time-range.ts';

describe('a quick filter', () => {
  it('is one condition of the filter text, beside what is there already', () => {
    let filter = writeSlot('', 'type', 'ApiToken');
    expect(filter).toBe('eq(object.objectType,"ApiToken")');
    filter = writeSlot(filter, 'actor', 'USR-1000-0001');
    filter = writeSlot(filter, 'action', 'created');
    expect(filter).toBe('and(eq(object.objectType,"ApiToken"),eq(actor.id,"USR-1000-0001"),ilike(event,"*.created"))');
    expect(readSlot(filter, 'action')).toBe('created');
    expect(readSlot(filter, 'event')).toBeUndefined();
    expect(writeSlot(filter, 'type', undefined)).toBe('and(eq(actor.id,"USR-1000-0001"),ilike(event,"*.created"))');
  });

  it('replaces its own value and leaves a group of the filter builder alone', () => {
    const own = 'or(ilike(summary,"*token*"),ilike(details,"*token*"))';
    const filter = writeSlot(writeSlot(own, 'event', 'platform.accounts.user.created'), 'event', 'platform.accounts.user.blocked');
    expect(filter).toBe(`and(${own},eq(event,"platform.accounts.user.blocked"))`);
    expect(writeSlot(filter, 'event', undefined)).toBe(own);
  });

  it('knows hand-written filters that it could only destroy', () => {
    expect(isReadable('not(eq(actor.id,"SYSTEM"))')).toBe(false);
    expect(isReadable('')).toBe(true);
  });
});

describe('a preset', () => {
  it.each(presets)('%s is set by one press and taken out by the next', (preset) => {
    const rule = presetRule(preset, 'USR-1000-0001');
    const before = 'eq(object.objectType,"ApiToken")';
    const filter = toggleRule(before, rule);
    expect(filter).not.toBe(before);
    expect(isReadable(filter)).toBe(true);
    expect(hasRule(filter, rule)).toBe(true);
    expect(toggleRule(filter, rule)).toBe(before);
    expect(toggleRule(toggleRule('', rule), rule)).toBe('');
  });

  it('combines with another one', () => {
    const filter = toggleRule(toggleRule('', presetRule('secrets', '')), presetRule('tokens', ''));
    expect(filter).toBe(
      'and(or(ilike(event,"*.revealed"),ilike(event,"*.password_changed"),ilike(event,"platform.security.password_reset.*")),ilike(actor.id,"TKN-*"))',
    );
    expect(hasRule(filter, presetRule('secrets', ''))).toBe(true);
  });
});

it('a time range begins on a full minute, so that all pages of a list agree', () => {
  expect(rangeFilter('1h', Date.parse('2026-03-01T10:20:30.456Z'))).toBe('ge(timestamp,"2026-03-01T09:20:00.000Z")');
  expect(rangeFilter('1h', Date.parse('2026-03-01T10:20:59.999Z'))).toBe(rangeFilter('1h', Date.parse('2026-03-01T10:20:00.000Z')));
});
