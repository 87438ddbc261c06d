import type { users } from '@tenantry/contract/users';
import { requireConfirmed } from '../core/confirm.ts';
import { sql } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { forbidden } from '../core/problem.ts';
import { queueMail } from '../mails/index.ts';
import { hashPassword, requireGoodPassword, setPassword } from '../passwords/index.ts';
import { findUser, loadUser, userObject, viewersOf } from './queries.ts';

type SetPassword = (typeof users)['operations']['setPassword'];

/**
 * Sets a password: the person herself, who confirmed lately who she is, or a token of the operators for somebody who never had one.
 * All other sessions of the person end.
 */
export async function changePassword({ tx, caller, recorder, params, body, services }: Call<SetPassword>) {
  const before = await loadUser(tx, params.id);
  const own = caller.id === before.id;
  if (own) requireConfirmed(caller);
  else if (caller.kind !== 'token' || before.registered_at)
    throw forbidden('Only the person herself sets her password; an operator’s token may do so for somebody who never had one.');
  requireGoodPassword(services.config.passwordPolicy, body.password, { email: before.email, name: before.name }, 'password');
  const hash = await hashPassword(body.password);
  const { role } = tx.context;
  await updateObject(tx, recorder, userObject, before.id, before.registered_at ? {} : { registered_at: new Date() }, {
    event: 'platform.accounts.user.password_changed',
    summary: 'Password changed',
    details: '{{actor.name}} set the password of {{object.name}}',
    viewers: await viewersOf(tx, before.id),
  });
  const answer = await findUser(tx, before.id);
  // Passwords are written as the person they belong to: no other role may.
  await tx.become({ role: 'person', user: before.id });
  await setPassword(tx, before.id, hash);
  await tx.query(sql`select end_sessions(${before.id}, ${caller.session?.id ?? null})`);
  await queueMail({ tx, services }, { to: before.email, template: 'password-changed', parameters: { name: before.name } });
  await tx.become({ role });
  return answer;
}
