import { createHmac, randomInt } from 'node:crypto';
import { sql } from '../core/database.ts';
import { recordEvent } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { networkOf } from '../core/network.ts';
import { conflict, invalid } from '../core/problem.ts';
import { sameBytes } from '../core/secrets.ts';
import type { Services } from '../core/services.ts';
import { queueMail } from '../mails/index.ts';
import { takeTry, tooManyTries } from '../passwords/index.ts';
import type { FoundInvitation } from './find.ts';

const triesMax = 5;

/** Mails six digits to the invited address; they hold for ten minutes and replace those of the last mail. Throws 429 after a few mails. */
export async function sendMailCode(call: Pick<Call, 'tx' | 'services' | 'recorder'>, found: FoundInvitation): Promise<void> {
  const { tx, services, recorder } = call;
  if (found.registered)
    throw conflict('This person is registered: no code is needed, sign in with the invited address instead.', 'registered');
  const wait = await takeTry(services, { 'mail-to': `code ${found.id}`, 'mail-from': networkOf(recorder.origin.ip) });
  if (wait > 0) throw tooManyTries(wait);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx.become({ role: 'person', user: found.user_id, actor: recorder.caller.id || 'SYSTEM' });
  await tx.query(
    sql`insert into invitation_codes (membership_id, hash, expires_at) values (${found.id}, ${hashOf(services, found, code)}, now() + interval '10 minutes')
      on conflict (membership_id) do update set hash = excluded.hash, tries = 0, expires_at = excluded.expires_at`,
  );
  await queueMail(call, {
    to: found.email,
    template: 'invitation-code',
    account: found.account_id,
    parameters: { name: `${found.first_name} ${found.last_name}`, account: found.account_name, code },
  });
  await recordEvent(
    tx,
    recorder,
    { type: 'AccountUser', id: found.id, name: `${found.first_name} ${found.last_name}`, account: found.account_id },
    {
      event: 'platform.accounts.account_user.code_sent',
      summary: 'Code sent',
      details: 'A code was mailed to {{object.name}}, because the link of the invitation had been copied',
    },
  );
}

/**
 * Throws 400 unless this is the code of the last mail. Each try is counted in a transaction of its own, before it is compared: neither a
 * failure afterwards nor tries sent side by side give a sixth one.
 */
export async function requireMailCode(services: Services, found: FoundInvitation, given: string | undefined): Promise<void> {
  const field = 'registration.mailCode';
  if (!given) throw invalid({ [field]: ['Must be given: this link was copied, so a code goes to the invited address first.'] });
  const person = { role: 'person', account: '', user: found.user_id, actor: 'SYSTEM' } as const;
  const [row] = await services.database.write(person, (tx) =>
    tx.query(
      sql<{ hash: Buffer }>`update invitation_codes set tries = tries + 1
        where membership_id = ${found.id} and tries < ${triesMax} and expires_at > now() returning hash`,
    ),
  );
  if (!row) throw invalid({ [field]: ['This code has expired or was tried too often. Have a new one sent.'] });
  if (!sameBytes(row.hash, hashOf(services, found, given.replaceAll(/\s/g, ''))))
    throw invalid({ [field]: ['This is not the code from the newest mail. Take the code from that one, or have a new one sent.'] });
}

/** Keyed: a million codes are hashed in a second, so a plain hash would hide nothing. */
const hashOf = ({ config }: Pick<Services, 'config'>, found: FoundInvitation, code: string): Buffer =>
  createHmac('sha256', config.masterKey).update(`invitation-code ${found.id} ${code}`).digest();
