import type { AccountUser } from '@tenantry/contract/account-users';
import { moduleCatalogue } from '@tenantry/contract/modules';
import type { Session } from '../session.ts';

export type Member = AccountUser;
export type MemberState = NonNullable<Member['status']>;

/** State of the membership now: an open invitation past its days is expired before the server's job has said so. */
export function stateOf(member: Member, now = Date.now()): MemberState {
  const state = member.status ?? member.invitation?.status ?? 'Active';
  const expires = member.invitation?.expiresAt;
  return state === 'Invited' && expires !== undefined && Date.parse(expires) <= now ? 'InvitationExpired' : state;
}

export const isOwn = (member: Member, session: Session): boolean => member.user.id === session.actor.id;

/** The link of an open invitation; expired and answered ones have none. */
export const linkOf = (member: Member): string | undefined => (stateOf(member) === 'Invited' ? member.invitation?.url : undefined);

/** A few things of a kind, as a cell shows them: the dash, all of them, the one by its name, or their number. */
export type Several = { kind: 'none' } | { kind: 'all' } | { kind: 'one'; name: string } | { kind: 'many'; names: readonly string[] };

interface Named {
  id: string;
  name?: string | null;
}

export function several(things: readonly Named[]): Several {
  const [first] = things;
  if (!first) return { kind: 'none' };
  if (things.length === 1) return { kind: 'one', name: first.name ?? first.id };
  return { kind: 'many', names: things.map((thing) => thing.name ?? thing.id) };
}

/** The default group holds every module of the account (spec 7.3). */
export function modulesOf(member: Member): Several {
  return member.groups?.some((group) => group.isDefault) ? { kind: 'all' } : several(member.modules ?? []);
}

/** Account management sees all buyers, Marketplace those of the groups, everybody else none (spec 4.6). */
export function buyersOf({ modules = [], buyers }: Pick<Member, 'modules' | 'buyers'>): Several {
  const has = (code: 'account-management' | 'new-marketplace') => modules.some((module) => module.id === moduleCatalogue[code].id);
  if (has('account-management')) return { kind: 'all' };
  if (!has('new-marketplace')) return { kind: 'none' };
  return buyers ? several(buyers) : { kind: 'all' };
}

/** What it takes to ask somebody again who declined: the same person into the same groups. */
export function invitationBody(member: Member) {
  const { email, firstName, lastName } = member.user;
  return {
    user: { email, firstName, lastName },
    groups: (member.groups ?? []).map(({ id }) => ({ id })),
    invitation: { status: 'Invited' as const },
  };
}
