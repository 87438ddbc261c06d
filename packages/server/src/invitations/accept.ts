import type { Invitation, invitations } from '@tenantry/contract/invitations';
import { sql } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { conflict, forbidden, invalid } from '../core/problem.ts';
import { hashPassword, requireGoodPassword, setPassword } from '../passwords/index.ts';
import { openSession, personCaller } from '../sessions/index.ts';
import { loadUser, userObject } from '../users/index.ts';
import { answered, type FoundInvitation, findInvitation, isInvitee, provesMailbox, requireLink } from './find.ts';
import { requireMailCode } from './mail-code.ts';
import { acceptMembership } from './membership.ts';

type Accept = Call<(typeof invitations)['operations']['accept']>;
type Registration = NonNullable<Accept['body']['registration']>;

/** Accepts by the code of a link. A known person has to be signed in as the invited address; a new one registers, and is signed in then. */
export async function accept(call: Accept): Promise<Invitation> {
  const { services, caller, body } = call;
  const found = await services.database.read({ role: 'auth', account: '', user: '', actor: '' }, (tx) => findInvitation(tx, body.code));
  if (found?.status === 'Active' && isInvitee(found, caller)) return answered(found, 'accepted');
  const open = requireLink(found);
  if (!open.registered) await register(call, open);
  else if (isInvitee(open, caller)) await acceptMembership(call, toMembership(open));
  else throw forbidden('The invited address belongs to somebody who is registered. Sign in with that address to accept the invitation.');
  return answered(open, 'accepted');
}

/** Whoever registers sets the password of the invited address, so the mailbox has to be proven: by the mailed link, or by a mailed code. */
async function register(call: Accept, found: FoundInvitation): Promise<void> {
  const { tx, services, body } = call;
  const given = checkedRegistration(body.registration);
  const person = { email: found.email, name: `${given.firstName} ${given.lastName}` };
  requireGoodPassword(services.config.passwordPolicy, given.password, person, 'registration.password');
  if (!provesMailbox(found, body.mail)) await requireMailCode(services, found, given.mailCode);
  const hash = await hashPassword(given.password);
  await tx.become({ role: 'person', user: found.user_id, actor: found.user_id });
  const before = await loadUser(tx, found.user_id);
  // Two registrations side by side: the second may neither change the password nor get a session.
  if (before.registered_at) throw conflict('This address has just been registered. Sign in to go on.', 'registered');
  const recorder = { ...call.recorder, caller: personCaller({ ...before, name: person.name }) };
  await updateObject(
    tx,
    recorder,
    userObject,
    before.id,
    {
      first_name: given.firstName,
      last_name: given.lastName,
      ...(given.phone ? { phone_prefix: given.phone.prefix ?? null, phone_number: given.phone.number ?? null } : {}),
      registered_at: new Date(),
    },
    {
      event: 'platform.accounts.user.registered',
      summary: 'User registered',
      details: '{{object.name}} registered and accepted the terms of use',
      viewers: [found.account_id],
    },
  );
  await setPassword(tx, before.id, hash);
  await acceptMembership({ ...call, recorder }, toMembership(found));
  await tx.query(sql`delete from invitation_codes where membership_id = ${found.id}`);
  await openSession(call, await loadUser(tx, before.id));
}

function checkedRegistration(given: Registration | undefined): Registration {
  if (!given) throw invalid({ registration: ['Must be given: nobody has registered with the invited address.'] });
  const trimmed = { ...given, firstName: given.firstName.trim(), lastName: given.lastName.trim() };
  const empty = (['firstName', 'lastName'] as const).filter((name) => trimmed[name] === '');
  if (empty.length > 0) throw invalid(Object.fromEntries(empty.map((name) => [`registration.${name}`, ['Must not be empty.']])));
  return trimmed;
}

const toMembership = (found: FoundInvitation) => ({
  id: found.id,
  account_id: found.account_id,
  user_id: found.user_id,
  status: found.status,
  invitation_expires_at: found.expires_at,
});
