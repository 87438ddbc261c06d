import { type Sql, sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder } from '../core/events.ts';
import { membershipObject } from '../invitations/index.ts';

export interface MembershipRow {
  id: string;
  account_id: string;
  user_id: string;
  status: 'Invited' | 'InvitationExpired' | 'Active' | 'Declined' | 'Removed';
  user_email: string;
  user_name: string;
  invitation_expires_at: Date | null;
  invitation_cipher: Buffer | null;
  notes: string | null;
  import_id: string | null;
  revision: number;
}

/** Puts a membership into groups. The links are part of the membership's own change, so they have no event of their own. */
export const linkGroups = (membership: { id: string; account_id: string }, groups: readonly string[]): Sql =>
  sql`insert into group_members (account_id, group_id, membership_id)
      select ${membership.account_id}, g, ${membership.id} from unnest(${[...groups]}::text[]) g on conflict do nothing`;

/** An active member without an invitation: for the demo, imports of people with passwords, and operators who add somebody directly. */
export async function addActiveMember(
  tx: Transaction,
  recorder: Recorder,
  given: { account: string; user: string; groups: readonly { id: string; name: string }[] },
): Promise<MembershipRow> {
  const row = await insertObject<MembershipRow>(
    tx,
    recorder,
    membershipObject,
    { account_id: given.account, user_id: given.user, status: 'Active', joined_at: new Date() },
    {
      event: 'platform.accounts.account_user.added',
      summary: 'User added',
      details: '{{actor.name}} added {{object.name}} to the account',
      documents: { groups: given.groups.map(({ id, name }) => ({ id, name })) },
    },
  );
  await tx.query(
    linkGroups(
      row,
      given.groups.map(({ id }) => id),
    ),
  );
  await tx.query(sql`select * from refresh_person(${given.user})`);
  return row;
}
