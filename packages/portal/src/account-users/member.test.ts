import { describe, expect, it } from 'vitest';
import { buyersOf, invitationBody, linkOf, type Member, modulesOf, stateOf } from './member.ts';
import { ada, ben, carla, dmitri, elif } from './samples.ts';

describe('stateOf', () => {
  it('counts an open invitation past its days as expired before the server says so', () => {
    const late = { ...carla, invitation: { status: 'Invited' as const, url: 'https://x.example', expiresAt: '2020-01-01T00:00:00.000Z' } };
    expect(stateOf(carla)).toBe('Invited');
    expect(stateOf(late)).toBe('InvitationExpired');
    expect(linkOf(late)).toBeUndefined();
  });

  it.each([
    [ada, undefined],
    [dmitri, undefined],
    [elif, undefined],
    [carla, 'https://tenantry.example/accept-invite?code=abc'],
  ])('gives a link only for an open invitation', (member, link) => expect(linkOf(member)).toBe(link));
});

describe('modulesOf', () => {
  it('says all for a member of the default group, the name of a single one, else the names', () => {
    expect(modulesOf(ada)).toEqual({ kind: 'all' });
    expect(modulesOf(ben)).toEqual({ kind: 'one', name: 'Billing' });
    expect(modulesOf({ ...ben, modules: [{ id: 'MOD-1', name: 'One' }, { id: 'MOD-2' }] })).toEqual({
      kind: 'many',
      names: ['One', 'MOD-2'],
    });
  });
});

describe('buyersOf', () => {
  const marketplace = { id: 'MOD-0478' };
  const accountManagement = { id: 'MOD-9042' };
  const some = [{ id: 'BUY-1', name: 'Zug' }, { id: 'BUY-2' }];
  const table: [Pick<Member, 'modules' | 'buyers'>, object][] = [
    [{ modules: [] }, { kind: 'none' }],
    [{ modules: [{ id: 'MOD-1239' }], buyers: some }, { kind: 'none' }],
    [{ modules: [marketplace] }, { kind: 'all' }],
    [
      { modules: [marketplace], buyers: some },
      { kind: 'many', names: ['Zug', 'BUY-2'] },
    ],
    [
      { modules: [marketplace], buyers: some.slice(0, 1) },
      { kind: 'one', name: 'Zug' },
    ],
    [{ modules: [marketplace, accountManagement], buyers: some }, { kind: 'all' }],
  ];
  it.each(table)('of %j is %j', (member, expected) => expect(buyersOf(member)).toEqual(expected));
});

it('asks somebody again who declined with nothing but person and groups', () => {
  expect(invitationBody(elif)).toEqual({
    user: { email: 'elif.aydin@example.com', firstName: 'Elif', lastName: 'Aydin' },
    groups: [{ id: 'UGR-1000-0002' }],
    invitation: { status: 'Invited' },
  });
});
