import { describe, expect, it } from 'vitest';
import { rebase } from './rebase.ts';

describe('rebase', () => {
  const started = { name: 'A', website: 'x', address: { city: 'Zug', state: 'ZG' }, modules: ['1', '2'] };

  it('takes over what only the others changed and keeps what I changed, inside objects too', () => {
    const mine = { ...started, name: 'Mine', address: { city: 'Zug', state: 'Zug' } };
    const newest = { ...started, website: 'newer', address: { city: 'Baar', state: 'ZG' } };
    expect(rebase(started, mine, newest)).toEqual({
      name: 'Mine',
      website: 'newer',
      address: { city: 'Baar', state: 'Zug' },
      modules: ['1', '2'],
    });
  });

  it('keeps mine where both changed the same field, and treats a list as one value', () => {
    const mine = { ...started, name: 'Mine', modules: ['1'] };
    const newest = { ...started, name: 'Theirs', modules: ['1', '2', '3'] };
    expect(rebase(started, mine, newest)).toMatchObject({ name: 'Mine', modules: ['1'] });
  });
});
