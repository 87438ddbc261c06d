import type { Contact, ContactInput } from '@tenantry/contract/parties';
import type { Fields } from '@tenantry/rql';
import type { Static } from 'typebox';
import { sql, type Transaction } from '../core/database.ts';
import { invalid } from '../core/problem.ts';

export type StoredContact = Static<typeof Contact>;
type GivenContact = Static<typeof ContactInput>;

const parts = ['name', 'firstName', 'lastName', 'email', 'phone.prefix', 'phone.number', 'user.id', 'user.name'];

/** A contact as a filter sees it: `contact.email` and the like, over a jsonb column. */
export const contactColumns = (column: string): Fields =>
  Object.fromEntries(
    parts.map((part) => [`contact.${part}`, { type: 'text' as const, sql: `${column} #>> '{${part.replace('.', ',')}}'`, nullable: true }]),
  );

/**
 * The person to write to about a buyer or a licensee, after a change that names some of its parts (RFC 7396); null clears it. A member of
 * the account brings her own names and address along. 400 for somebody who is not an active member there.
 */
export async function changedContact(
  tx: Transaction,
  account: string | null,
  before: StoredContact | null,
  given: GivenContact | null,
): Promise<StoredContact | null> {
  if (given === null) return null;
  const user = given.user === undefined ? before?.user : given.user;
  if (user) return memberContact(tx, account, user.id, before);
  // Whoever was a member and becomes somebody else starts anew.
  const { user: _, ...merged } = { ...(before?.user ? {} : before), ...given };
  return { ...merged, name: merged.name ?? ([merged.firstName, merged.lastName].filter(Boolean).join(' ') || null) };
}

async function memberContact(tx: Transaction, account: string | null, user: string, before: StoredContact | null): Promise<StoredContact> {
  const [member] = await tx.query(
    sql<{ name: string; first_name: string; last_name: string; email: string }>`
      select user_name as name, user_first_name as first_name, user_last_name as last_name, user_email as email
      from memberships where account_id = ${account} and user_id = ${user} and status = 'Active'`,
  );
  // Clients send back what they read: somebody who has left stays until another one is named.
  if (!member && before?.user?.id === user) return before;
  if (!member) throw invalid({ 'contact.user': [`User '${user}' is not an active member of this account.`] });
  return {
    name: member.name,
    firstName: member.first_name,
    lastName: member.last_name,
    email: member.email,
    user: { id: user, name: member.name },
  };
}
