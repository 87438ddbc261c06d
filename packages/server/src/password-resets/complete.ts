import type { passwordResets } from '@tenantry/contract/password-resets';
import { sql } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { conflict } from '../core/problem.ts';
import { sha256 } from '../core/secrets.ts';
import { queueMail } from '../mails/index.ts';
import { forgivePasswordTry, hashPassword, requireGoodPassword, setPassword } from '../passwords/index.ts';
import { maySignIn, personCaller } from '../sessions/index.ts';
import { type UserRow, viewersOf } from '../users/index.ts';

type Complete = (typeof passwordResets)['operations']['complete'];

/** One sentence for unknown, used, expired, and for people who may not sign in any more. */
const dead = () => conflict('This link is no longer valid. Ask for a new one on the sign-in page.', 'dead-reset');

/** Sets the new password, ends every session of the person and makes all her other links useless. She signs in afterwards, with a second factor if she has one. */
export async function completeReset(call: Call<Complete>): Promise<void> {
  const { tx, services, body } = call;
  const secret = sha256(body.code);
  const user = await ownerOf(call, secret);
  requireGoodPassword(services.config.passwordPolicy, body.password, user, 'password');
  // Hashed before the transaction begins: it takes long, and nothing is locked meanwhile.
  const hash = await hashPassword(body.password);
  await tx.become({ role: 'person', user: user.id, actor: user.id });
  const [locked] = await tx.query(sql<UserRow>`select * from users where id = ${user.id} for update`);
  const [used] = await tx.query(
    sql`update password_resets set used_at = now() where hash = ${secret} and used_at is null and expires_at > now() returning id`,
  );
  if (!locked || !used || !isEntitled(locked)) throw dead();
  await tx.query(sql`update password_resets set used_at = now() where user_id = ${user.id} and used_at is null`);
  await setPassword(tx, user.id, hash);
  await tx.query(sql`select end_sessions(${user.id}, null)`);
  // Her mailbox proves more than the tries of somebody who may have wanted to keep her out.
  await forgivePasswordTry(services, tx, locked.email, undefined);
  const locale = locked.settings.languageCode;
  await queueMail(call, {
    to: locked.email,
    template: 'password-changed',
    ...(locale ? { locale } : {}),
    parameters: { name: locked.name },
  });
  await recordEvent(
    tx,
    { ...call.recorder, caller: personCaller(locked) },
    { type: 'User', id: locked.id, name: locked.name },
    {
      event: 'platform.security.password_reset.completed',
      summary: 'Password set anew',
      details: '{{object.name}} set a new password through a mailed link; all sessions were ended',
      viewers: await viewersOf(tx, locked.id),
    },
  );
}

/** The person behind a link that still works. Throws 409. */
async function ownerOf({ services }: Pick<Call, 'services'>, secret: Buffer): Promise<UserRow> {
  const user = await services.database.read({ role: 'auth', account: '', user: '', actor: '' }, async (tx) => {
    const [reset] = await tx.query(sql<{ user_id: string }>`select user_id from auth_reset(${secret})`);
    if (!reset) return undefined;
    await tx.become({ role: 'person', user: reset.user_id, actor: reset.user_id });
    const [row] = await tx.last(sql<UserRow>`select * from users where id = ${reset.user_id}`);
    return row;
  });
  if (!user || !isEntitled(user)) throw dead();
  return user;
}

const isEntitled = (user: UserRow): boolean => maySignIn({ status: user.status, registered: user.registered_at !== null });
