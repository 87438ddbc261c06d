import type { NewAccountUser } from '@tenantry/contract/account-users';
import { sql, type Transaction } from '../core/database.ts';
import { actorReference, insertObject, type Recorder, recordEvent, updateObject } from '../core/events.ts';
import { conflict, invalid } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { membershipObject, newInvitation } from '../invitations/index.ts';
import { queueMail } from '../mails/index.ts';
import { addressFault } from '../people-files/index.ts';
import { linkGroups, type MembershipRow } from './members.ts';
import { refuseInvitation } from './rules.ts';

interface Person {
  id: string;
  status: string;
  name: string;
  created: boolean;
}

export interface Invitee {
  user: NewAccountUser['user'];
  groups: readonly { id: string; name: string }[];
  notes?: string | null;
  importId?: string;
}

export interface Inviting {
  tx: Transaction;
  services: Services;
  recorder: Recorder;
  account: { id: string; name: string };
}

/**
 * Invites one person: the identity is made if nobody has the address, the membership with its link and groups, the mail; all in the caller's transaction.
 * Throws 409 for a member, an open or expired invitation, and for somebody the platform has blocked.
 */
export async function invite(inviting: Inviting, invitee: Invitee): Promise<MembershipRow> {
  const { tx, recorder, account } = inviting;
  const person = await personFor(inviting, invitee.user);
  const [existing] = await tx.query(
    sql<MembershipRow>`select * from memberships where account_id = ${account.id} and user_id = ${person.id} and status <> 'Removed' for update`,
  );
  const refused = refuseInvitation(
    existing?.status,
    Boolean(existing?.invitation_expires_at && existing.invitation_expires_at <= new Date()),
  );
  if (refused) throw conflict(refused, 'already-member', ['user.email']);
  const id = existing?.id ?? (await freshId(tx));
  const invitation = await newInvitation(inviting.services, tx, account.id, id);
  const columns = {
    ...invitation.columns,
    status: 'Invited',
    invited_at: new Date(),
    invited_by: { ...actorReference(recorder.caller), email: recorder.caller.email ?? null },
    ...(invitee.notes === undefined ? {} : { notes: invitee.notes }),
    ...(invitee.importId ? { import_id: invitee.importId } : {}),
  };
  const text = {
    event: 'platform.accounts.account_user.invited',
    summary: 'User has been invited',
    details: '{{actor.name}} invited {{object.name}} to the account',
    documents: { groups: invitee.groups.map((group) => ({ id: group.id, name: group.name })) },
  };
  if (existing) await tx.query(sql`delete from group_members where account_id = ${account.id} and membership_id = ${id}`);
  const row = existing
    ? await updateObject<MembershipRow>(tx, recorder, membershipObject, id, columns, text)
    : await insertObject<MembershipRow>(
        tx,
        recorder,
        membershipObject,
        { id, account_id: account.id, user_id: person.id, ...columns },
        text,
      );
  await tx.query(
    linkGroups(
      row,
      invitee.groups.map((group) => group.id),
    ),
  );
  await tx.query(sql`select * from refresh_person(${person.id})`);
  await queueMail(inviting, {
    to: invitee.user.email,
    template: person.created || person.status !== 'Active' ? 'invitation' : 'added-to-account',
    account: account.id,
    ...localeOf(invitee.user),
    parameters: { actor: recorder.caller.name, account: account.name, name: person.name, link: invitation.mailLink },
  });
  return row;
}

/** The identity behind an address; made here, with its event, if nobody has it. */
async function personFor({ tx, recorder, account }: Inviting, user: NewAccountUser['user']): Promise<Person> {
  const fault = addressFault(user.email);
  if (fault) throw invalid({ 'user.email': [fault] });
  const [person] = await tx.query(
    sql<Person>`select * from person_for_invitation(${user.email}, ${user.firstName}, ${user.lastName}, ${JSON.stringify(actorReference(recorder.caller))}::jsonb)`,
  );
  if (person!.status === 'Blocked')
    throw conflict('This person is blocked on the platform and cannot be invited.', 'user-blocked', ['user.email']);
  if (person!.created)
    await recordEvent(
      tx,
      recorder,
      { type: 'User', id: person!.id, name: person!.name, revision: 1 },
      {
        event: 'platform.accounts.user.created',
        summary: 'User created',
        details: '{{object.name}} became known through an invitation by {{actor.name}}',
        documents: { user: { id: person!.id, email: user.email, firstName: user.firstName, lastName: user.lastName, status: 'Invited' } },
        viewers: [account.id],
      },
    );
  return person!;
}

async function freshId(tx: Transaction): Promise<string> {
  const [row] = await tx.query(sql<{ id: string }>`select new_id('AUSR', 3, nextval('memberships_id')) as id`);
  return row!.id;
}

const localeOf = (user: NewAccountUser['user']): { locale?: string } =>
  user.settings?.languageCode ? { locale: user.settings.languageCode } : {};
