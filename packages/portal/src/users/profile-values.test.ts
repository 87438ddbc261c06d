import type { User } from '@tenantry/contract/users';
import { describe, expect, it } from 'vitest';
import { profilePatch, profileValues } from './profile-values.ts';

const user: User = {
  id: 'USR-1',
  email: 'ada@example.com',
  status: 'Active',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  icon: '',
  phone: { prefix: '+41', number: '79 123 45 67' },
  settings: { languageCode: 'de', timeZone: 'Asia/Tokyo', dateFormat: 'YMD', cultureCode: 'de-CH' },
};
const before = profileValues(user);

describe('profilePatch', () => {
  it('sends nothing for a form that was not touched', () => {
    expect(profilePatch(before, profileValues(user))).toEqual({});
  });

  it('sends only what changed, and null for what was emptied', () => {
    const after = { ...before, firstName: ' Adele ', phone: { prefix: '', number: '79 123 45 67' } };
    expect(profilePatch(before, after)).toEqual({ firstName: 'Adele', phone: { prefix: null } });
  });

  it('goes back to the browser by taking every setting of one’s own away, and leaves language and culture alone', () => {
    const after = { ...before, settings: { ...before.settings, kind: 'browser' as const } };
    expect(profilePatch(before, after)).toEqual({ settings: { timeZone: null, dateFormat: null } });
  });

  it('does not send settings that are hidden because the browser decides', () => {
    const plain = profileValues({ ...user, settings: {} });
    expect(plain.settings.kind).toBe('browser');
    const after = { ...plain, settings: { ...plain.settings, timeZone: 'Asia/Tokyo' } };
    expect(profilePatch(plain, after)).toEqual({});
  });
});
