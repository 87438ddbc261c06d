import { sql } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import { newSecret, sha256 } from '../core/secrets.ts';
import type { Services } from '../core/services.ts';
import { queueMail } from '../mails/index.ts';
import { maySignIn } from '../sessions/index.ts';
import { type UserRow, viewersOf } from '../users/index.ts';

/** Mails a link to whoever may sign in with this address; for all others nothing happens. Has a transaction of its own, so that none is held while waiting. */
export async function requestReset(services: Services, recorder: Recorder, email: string): Promise<void> {
  await services.database.write({ role: 'auth', account: '', user: '', actor: recorder.caller.id || 'SYSTEM' }, async (tx) => {
    const [person] = await tx.query(
      sql<{ id: string; name: string; status: UserRow['status']; registered: boolean }>`select * from auth_person(${email})`,
    );
    if (!person || !maySignIn(person)) return;
    await tx.become({ role: 'person', user: person.id });
    const [user] = await tx.query(sql<UserRow>`select * from users where id = ${person.id}`);
    const code = newSecret();
    await tx.query(
      sql`insert into password_resets (user_id, hash, expires_at) values (${person.id}, ${sha256(code)}, now() + interval '1 hour')`,
    );
    const locale = user!.settings.languageCode;
    await queueMail(
      { tx, services },
      {
        to: user!.email,
        template: 'password-reset',
        ...(locale ? { locale } : {}),
        parameters: { name: user!.name, link: `${services.config.publicUrl}/reset-password?code=${code}` },
      },
    );
    await recordEvent(
      tx,
      recorder,
      { type: 'User', id: person.id, name: person.name },
      {
        event: 'platform.security.password_reset.requested',
        summary: 'New password asked for',
        details: 'Somebody asked for a link to set a new password for {{object.name}}',
        viewers: await viewersOf(tx, person.id),
      },
    );
  });
}
