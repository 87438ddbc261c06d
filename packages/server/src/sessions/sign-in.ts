import { setTimeout as sleep } from 'node:timers/promises';
import { operationId } from '@tenantry/contract';
import { type Session, sessions } from '@tenantry/contract/sessions';
import { nobody as stranger } from '../core/context.ts';
import { sql } from '../core/database.ts';
import type { Call } from '../core/mount.ts';
import { Problem } from '../core/problem.ts';
import { forgivePasswordTry, hashPassword, needsRehash, setPassword, takePasswordTry, verifyPassword } from '../passwords/index.ts';
import type { UserRow } from '../users/index.ts';
import { openSession, recordSessionEvent } from './open-session.ts';
import { maySignIn } from './rules.ts';

type SignIn = (typeof sessions)['operations']['create'];

interface Person {
  id: string;
  name: string;
  status: UserRow['status'];
  password_hash: string | null;
  registered: boolean;
}

/** No refusal is answered sooner: what the log writes about known people must not be measurable from outside. */
const refusalAfterMs = 150;

const nobody = { role: 'auth', account: '', user: '', actor: '' } as const;

/** One sentence for every reason. */
const refusal = () => new Problem('authentication-failed', 'The e-mail address or the password is not right.');

/**
 * Signs in with a password. The try is counted before the password is looked at, and the look-up and the hashing hold no connection.
 * Unknown, wrong, blocked, disabled and not registered answer the same, at the same time; all but the unknown leave an event.
 */
export async function signIn(call: Call<SignIn>): Promise<Session> {
  const { services, recorder, body } = call;
  const email = body.email.trim();
  const begun = performance.now();
  await takePasswordTry(services, email, recorder.origin.ip);
  const [person] = await services.database.read(nobody, (tx) => tx.last(sql<Person>`select * from auth_person(${email})`));
  const right = await verifyPassword(person?.password_hash ?? undefined, body.password);
  const session = right && person && maySignIn(person) ? await enter(call, email, person) : undefined;
  if (session) return session;
  await (person ? recordRefusal(call, person) : noteStranger(call));
  await sleep(Math.max(0, refusalAfterMs - (performance.now() - begun)));
  throw refusal();
}

/** A session, unless the person was blocked or her password changed since it was looked at. */
async function enter(call: Call<SignIn>, email: string, person: Person): Promise<Session | undefined> {
  const { tx, services, recorder, body } = call;
  const rehashed = needsRehash(person.password_hash!) ? await hashPassword(body.password) : undefined;
  await tx.become({ role: 'person', user: person.id, actor: person.id });
  const [user] = await tx.query(sql<UserRow>`select * from users where id = ${person.id} for update`);
  const [stored] = await tx.query(sql<{ hash: string }>`select hash from passwords where user_id = ${person.id}`);
  if (!user || stored?.hash !== person.password_hash || !maySignIn({ status: user.status, registered: user.registered_at !== null }))
    return undefined;
  if (rehashed) await setPassword(tx, user.id, rehashed);
  const session = await openSession(call, user);
  await forgivePasswordTry(services, tx, email, recorder.origin.ip);
  return session;
}

/** In a transaction of its own: the refusal that follows must not undo it. The actor is nobody, because nobody proved anything. */
export async function recordRefusal({ services, recorder }: Pick<Call, 'services' | 'recorder'>, person: { id: string; name: string }) {
  await services.database.write({ role: 'person', account: '', user: person.id, actor: recorder.caller.id || 'SYSTEM' }, (tx) =>
    recordSessionEvent(tx, recorder, person, 'refused', 'Sign-in refused', 'A sign-in as {{object.name}} was refused'),
  );
}

/** An address that nobody has: counted by where it came from, and never written down, because people mistype a password into that field. */
const noteStranger = ({ services, recorder }: Call<SignIn>): Promise<void> => {
  const { method, path } = sessions.operations.create;
  return services.refusals.note({
    caller: stranger,
    origin: recorder.origin,
    operation: operationId(sessions, 'create'),
    method,
    path: `/public/v1${path}`,
    problem: refusal(),
  });
};
