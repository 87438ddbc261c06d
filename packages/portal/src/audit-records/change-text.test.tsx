import { describe, expect, it } from 'vitest';
import { answer, show } from '../../test/harness.tsx';
import { type ChangeWords, useChangeWords } from './change-text.ts';
import { knownActions } from './event-keys.ts';
import { wordsDe } from './words.de.ts';
import { wordsEn } from './words.en.ts';

let found: ChangeWords | undefined;
function Probe() {
  found = useChangeWords();
  return null;
}

async function words(): Promise<ChangeWords> {
  answer({});
  await show(<Probe />);
  return found as ChangeWords;
}

describe('the words for a change', () => {
  it('name each part of a path, so that two fields of one name are told apart', async () => {
    const { field } = await words();
    const label = (path: string) => field({ field: path, before: 1, after: 2 });
    expect([label('name'), label('contact.name'), label('address.city'), label('settings.odd-Thing')]).toEqual([
      'Name',
      'Contact › Name',
      'Address › City',
      'Settings › Odd-thing',
    ]);
  });

  it('say yes and no, give moments in the reader’s form, and seconds where minutes are the same', async () => {
    const { pair } = await words();
    expect(pair({ field: 'isDefault', before: true, after: false })).toEqual({ before: 'Yes', after: 'No' });
    const moments = pair({ field: 'expiresAt', before: '2026-03-01T10:20:30.000Z', after: '2026-03-01T10:20:45.000Z' });
    expect(moments.before).toMatch(/20:30\.000/);
    expect(moments.after).toMatch(/20:45\.000/);
  });

  it('show a list that only changed its order or the names in it as a whole', async () => {
    const { pair } = await words();
    expect(pair({ field: 'currencies', before: ['CHF', 'EUR'], after: ['EUR', 'CHF'] })).toEqual({ before: 'CHF, EUR', after: 'EUR, CHF' });
    const group = (name: string) => [{ id: 'UGR-1', name }];
    expect(pair({ field: 'groups', before: group('Old'), after: group('New') })).toEqual({ before: 'Old', after: 'New' });
  });

  it.each([
    ['English', wordsEn],
    ['German', wordsDe],
  ])('are there in %s for every action that is recorded', (_, { action }) => {
    expect(knownActions.length).toBeGreaterThan(40);
    expect(knownActions.filter((one) => !(one in action))).toEqual([]);
  });
});
