import { describe, expect, it } from 'vitest';
import { startOfDay } from '../ui/data-table/zoned-day.ts';
import { hasRule, isReadable, otherRules, presetRule, presets, readSlot, toggleRule, withoutRule, writeSlots } from './quick-filter.ts';
import { endOfDay, lastDayBefore, rangeFilter } from './time-range.ts';

describe('a quick filter', () => {
  it('is one condition of the filter text, beside what is there already', () => {
    let filter = writeSlots('', { type: 'ApiToken' });
    expect(filter).toBe('eq(object.objectType,"ApiToken")');
    filter = writeSlots(filter, { actor: 'USR-1000-0001' });
    filter = writeSlots(filter, { event: '*.created' });
    expect(filter).toBe('and(eq(object.objectType,"ApiToken"),eq(actor.id,"USR-1000-0001"),ilike(event,"*.created"))');
    expect(readSlot(filter, 'event')).toBe('*.created');
    expect(readSlot(filter, 'object')).toBeUndefined();
    expect(writeSlots(filter, { type: undefined })).toBe('and(eq(actor.id,"USR-1000-0001"),ilike(event,"*.created"))');
  });

  it('replaces its own value and leaves a group of the filter builder alone', () => {
    const own = 'or(ilike(summary,"*token*"),ilike(details,"*token*"))';
    const filter = writeSlots(writeSlots(own, { event: '*.created' }), { event: 'platform.accounts.user.blocked' });
    expect(filter).toBe(`and(${own},eq(event,"platform.accounts.user.blocked"))`);
    expect(writeSlots(filter, { event: undefined })).toBe(own);
  });

  it('asks for one address, or for all that begin so', () => {
    expect(writeSlots('', { ip: '203.0.113.7' })).toBe('eq(request.api.ip,"203.0.113.7")');
    expect(writeSlots('', { ip: '203.0.113.' })).toBe('ilike(request.api.ip,"203.0.113.*")');
    expect(readSlot('ilike(request.api.ip,"203.0.113.*")', 'ip')).toBe('203.0.113.');
    expect(readSlot(writeSlots('', { ip: '2001:db8::7' }), 'ip')).toBe('2001:db8::7');
  });

  it('keeps days as moments, so that a link means the same to somebody in another zone', () => {
    const from = startOfDay('2026-03-01', 'Asia/Tokyo');
    const to = endOfDay('2026-03-31', 'Asia/Tokyo');
    const filter = writeSlots('', { from, to });
    expect(filter).toBe('and(ge(timestamp,"2026-02-28T15:00:00.000Z"),lt(timestamp,"2026-03-31T15:00:00.000Z"))');
    expect(readSlot(filter, 'from')).toBe(from);
    expect(lastDayBefore(readSlot(filter, 'to'), 'Asia/Tokyo')).toBe('2026-03-31');
    expect(endOfDay('')).toBe('');
  });

  it('leaves to chips of their own what no control shows, and lets each be taken out', () => {
    const builder = 'ilike(summary,"*token*")';
    const filter = toggleRule(`and(eq(actor.id,"USR-2"),eq(actor.id,"USR-3"),${builder})`, presetRule('signIns', ''));
    const rules = otherRules(filter, '');
    expect(rules).toEqual([
      { path: 'actor.id', operator: 'is', value: 'USR-3' },
      { path: 'summary', operator: 'contains', value: 'token' },
    ]);
    expect(rules.reduce(withoutRule, filter)).toBe('and(eq(actor.id,"USR-2"),ilike(event,"platform.security.*"))');
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
