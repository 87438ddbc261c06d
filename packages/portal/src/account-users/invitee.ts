import { NewUser } from '@tenantry/contract/users';
import { Type } from 'typebox';
import { api, type Page } from '../api.ts';
import { quote } from '../ui/data-table/index.ts';
import type { Member } from './member.ts';

const { email, firstName, lastName } = NewUser.properties;

/** What the wizard asks for; the limits are the contract's. */
export const invitee = Type.Object({ email, firstName, lastName, groups: Type.Array(Type.String(), { minItems: 1 }) });

/** Where a field of the request is asked for. */
export const wireNames: Readonly<Record<string, { step: string; field: 'email' | 'firstName' | 'lastName' | 'groups' }>> = {
  'user.email': { step: 'email', field: 'email' },
  'user.firstName': { step: 'details', field: 'firstName' },
  'user.lastName': { step: 'details', field: 'lastName' },
  groups: { step: 'groups', field: 'groups' },
};

/** The member of the account with this address in any spelling, or nothing. Throws `ApiError`. */
export async function findByEmail(path: string, address: string): Promise<Member | undefined> {
  // Only a star at either end would have a meaning.
  const exact = address.trim().replace(/^\*/, '\\*').replace(/\*$/, '\\*');
  const page = await api.get<Page<Member>>(path, { query: { limit: 1 }, filter: `ilike(user.email,${quote(exact)})` });
  return page.data[0];
}
