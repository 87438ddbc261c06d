import type { Answer, Party, TestApp } from '../../test/harness.ts';
import { mailsTo } from '../../test/sign-in.ts';

export const registration = {
  firstName: 'Ada',
  lastName: 'Roth',
  password: 'seven quiet otters swim upstream',
  termsAccepted: true,
} as const;

export interface Invited {
  id: string;
  email: string;
  /** Of the copied link: the code alone. */
  copied: { code: string };
  /** Of the mailed link: code and proof of the mailbox. */
  mailed: { code: string; mail: string };
}

let number = 0;

/** Invites somebody as an administrator does, and reads both links. */
export async function inviteSomebody(app: TestApp, party: Party, email = `invitee-${++number}@people.example`): Promise<Invited> {
  const answer = await app.send('POST', `/accounts/accounts/${party.account}/users`, {
    session: party.admin.session,
    body: { user: { email, firstName: 'First', lastName: 'Guess' }, groups: [{ id: party.limited }], invitation: { status: 'Invited' } },
  });
  if (answer.status !== 201) throw new Error(`inviting answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, email, ...(await linksOf(app, email, answer.body.invitation.url)) };
}

export async function linksOf(app: TestApp, email: string, copiedUrl: string): Promise<Pick<Invited, 'copied' | 'mailed'>> {
  const copied = new URL(copiedUrl).searchParams;
  const mailed = new URL((await mailsTo(app, email)).at(-1)!.parameters.link!).searchParams;
  return {
    copied: { code: copied.get('code')! },
    mailed: { code: mailed.get('code')!, mail: mailed.get('mail')! },
  };
}

export const answerInvitation = (
  app: TestApp,
  action: 'look-up' | 'send-code' | 'accept' | 'decline',
  body: object,
  session?: string,
): Promise<Answer> => app.send('POST', `/security/invitations/${action}`, { body, ...(session ? { session } : {}) });

/** The digits of the newest mail. */
export const codeMailedTo = async (app: TestApp, email: string): Promise<string> => (await mailsTo(app, email)).at(-1)!.parameters.code!;

/** What accepting or declining could have changed, for comparing before and after. */
export const stateOf = (app: TestApp, { id }: { id: string }): Promise<Record<string, unknown>[]> =>
  app.rows(
    `select m.status, m.joined_at, u.status as user_status, u.registered_at, u.first_name, u.revision, p.hash,
      (select count(*)::int from sessions s where s.user_id = u.id) as sessions
     from memberships m join users u on u.id = m.user_id left join passwords p on p.user_id = u.id where m.id = $1`,
    [id],
  );
