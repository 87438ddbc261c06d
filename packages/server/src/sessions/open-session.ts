import type { Session } from '@tenantry/contract/sessions';
import { confirmedUntil } from '../core/confirm.ts';
import type { Caller } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { newSecret, sha256 } from '../core/secrets.ts';
import { type UserRow, viewersOf } from '../users/index.ts';

/** Where a person works after signing in: her current account, another one if that is gone or disabled, or none. */
type Workplace = NonNullable<Caller['account']>;

interface SessionRow {
  id: string;
  created_at: Date;
  confirmed_at: Date;
}

/**
 * Opens a session for somebody who has just proved who she is, and goes on as her. The secret is always a new one; whatever session this browser
 * had before ends. `user` is locked. Sets the cookie.
 */
export async function openSession(call: Pick<Call, 'tx' | 'caller' | 'recorder' | 'setSession'>, user: UserRow): Promise<Session> {
  const { tx } = call;
  await endBrowserSession(call);
  await tx.become({ role: 'person', user: user.id, actor: user.id });
  const account = await workplaceOf(tx, user);
  const recorder = { ...call.recorder, caller: personCaller(user, account) };
  const secret = newSecret();
  const { ip, userAgent } = recorder.origin;
  const [session] = await tx.query(
    sql<SessionRow>`insert into sessions (user_id, hash, ip, user_agent) values (${user.id}, ${sha256(secret)}, ${ip ?? null}, ${userAgent ?? null})
      returning id, created_at, confirmed_at`,
  );
  // A sign-in is no change of the person: the revision stays, or it would refuse the edit of a form that was opened before.
  await tx.query(sql`update users set last_login_at = now(), current_account_id = ${account?.id ?? null},
    audit = audit || jsonb_build_object('login', jsonb_build_object('at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'by', ${JSON.stringify({ id: user.id, name: user.name })}::jsonb)) where id = ${user.id}`);
  await recordSessionEvent(tx, recorder, user, 'created', 'Signed in', '{{object.name}} signed in');
  call.setSession(secret);
  return sessionAnswer(session!, user);
}

/** One event about somebody's session; the accounts she is active in see it. */
export async function recordSessionEvent(
  tx: Transaction,
  recorder: Recorder,
  user: { id: string; name: string },
  action: 'created' | 'refused' | 'ended' | 'confirmed',
  summary: string,
  details: string,
): Promise<void> {
  await recordEvent(
    tx,
    recorder,
    { type: 'User', id: user.id, name: user.name },
    { event: `platform.security.session.${action}`, summary, details, viewers: await viewersOf(tx, user.id) },
  );
}

export const sessionAnswer = (session: SessionRow, user: { id: string; name: string }): Session => ({
  id: session.id,
  user: { id: user.id, name: user.name },
  createdAt: session.created_at.toISOString(),
  confirmedUntil: confirmedUntil(session.confirmed_at).toISOString(),
});

/** Nobody can be signed in twice in one browser: the cookie that is replaced must not live on unseen. */
async function endBrowserSession({ tx, caller, recorder }: Pick<Call, 'tx' | 'caller' | 'recorder'>): Promise<void> {
  if (!caller.session) return;
  await tx.become({ role: 'person', user: caller.id, actor: caller.id });
  const ended = await tx.query(sql`update sessions set ended_at = now() where id = ${caller.session.id} and ended_at is null returning id`);
  if (ended.length > 0)
    await recordSessionEvent(
      tx,
      recorder,
      caller,
      'ended',
      'Signed out',
      '{{object.name}} signed out by a new sign-in in the same browser',
    );
}

async function workplaceOf(tx: Transaction, user: UserRow): Promise<Workplace | undefined> {
  const [row] = await tx.query(
    sql<Workplace>`select a.id, a.name, a.type, a.status from memberships m join accounts a on a.id = m.account_id
      where m.user_id = ${user.id} and m.status = 'Active' and a.status <> 'Disabled'
      order by a.id = ${user.current_account_id ?? ''} desc, m.joined_at, m.id limit 1`,
  );
  return row;
}

/** The person as events name her. */
export const personCaller = (user: Pick<UserRow, 'id' | 'name' | 'email'>, account?: Workplace): Caller => ({
  kind: 'person',
  id: user.id,
  name: user.name,
  email: user.email,
  ...(account ? { account } : {}),
  modules: new Set(),
  isAdministrator: false,
  buyers: '',
});
