import type { Session, sessions } from '@tenantry/contract/sessions';
import { sql } from '../core/database.ts';
import type { Call } from '../core/mount.ts';
import { invalid, Problem } from '../core/problem.ts';
import { forgivePasswordTry, takePasswordTry, verifyPassword } from '../passwords/index.ts';
import { recordSessionEvent, sessionAnswer } from './open-session.ts';
import { recordRefusal } from './sign-in.ts';

type Confirm = (typeof sessions)['operations']['confirm'];

/**
 * The person proves again who sits there. A wrong password counts like a failed sign-in, and is 400: a 401 would tell the browser that the
 * session is over.
 */
export async function confirm(call: Call<Confirm>): Promise<Session> {
  const { tx, caller, services, recorder, body } = call;
  const { email = '', id, session } = caller;
  await takePasswordTry(services, email, recorder.origin.ip);
  const self = { role: 'person', account: '', user: id, actor: id } as const;
  const [stored] = await services.database.read(self, (read) =>
    read.last(sql<{ hash: string }>`select hash from passwords where user_id = ${id}`),
  );
  if (!(await verifyPassword(stored?.hash, body.password))) {
    await recordRefusal(call, caller);
    throw invalid({ password: ['Is not your password.'] }, 'The password is not right.');
  }
  await tx.become({ role: 'person' });
  const [row] = await tx.query(
    sql<{ id: string; created_at: Date; confirmed_at: Date }>`update sessions set confirmed_at = now()
      where id = ${session!.id} and ended_at is null returning id, created_at, confirmed_at`,
  );
  if (!row) throw new Problem('authentication-failed', 'The session has ended. Sign in again.');
  await recordSessionEvent(tx, recorder, caller, 'confirmed', 'Identity confirmed', '{{object.name}} confirmed the password');
  await forgivePasswordTry(services, tx, email, recorder.origin.ip);
  return sessionAnswer(row, caller);
}
