import type { userStatuses } from '@tenantry/contract/users';

/**
 * Whether somebody with the right password may sign in. Who is invited again has a password and needs it to accept; who belongs to no account and
 * has no open invitation has nothing to sign in to; a blocked person is refused like anybody who mistyped.
 */
export const maySignIn = (person: { status: (typeof userStatuses)[number]; registered: boolean }): boolean =>
  person.registered && (person.status === 'Active' || person.status === 'Invited');
