import { vi } from 'vitest';
import { hashPassword } from '../src/passwords/index.ts';
import { type Answer, type TestApp, testPassword } from './harness.ts';

/** The secret that an answer sets as session cookie, or nothing. */
export function cookieOf(answer: Answer): string | undefined {
  const set = answer.headers['set-cookie'];
  const text = Array.isArray(set) ? set.join('\n') : set;
  return /(?:^|\n)(?:__Host-)?tenantry=([^;]+)/.exec(text ?? '')?.[1];
}

/** Gives a person of the harness the test password, so that she can sign in by herself. */
export async function givePassword(app: TestApp, user: string, password = testPassword): Promise<void> {
  await app.rows('insert into passwords (user_id, hash) values ($1, $2) on conflict (user_id) do update set hash = excluded.hash', [
    user,
    await hashPassword(password),
  ]);
}

/** Makes waiting over, as if the time had passed. */
export const waitOut = (app: TestApp): Promise<unknown> => app.rows('update sign_in_failures set locked_until = now()');

/** What mails to an address were to say, newest last; their parameters opened. */
export async function mailsTo(
  app: TestApp,
  address: string,
): Promise<{ template: string; subject: string; parameters: Record<string, string> }[]> {
  const rows = await app.rows<{ id: string; template: string; subject: string; cipher: Buffer }>(
    'select id, template, subject, cipher from mails where recipient = $1 order by created_at, id',
    [address],
  );
  return rows.map(({ id, template, subject, cipher }) => ({
    template,
    subject,
    parameters: JSON.parse(app.app.services.vault.unsealForInstallation(id, cipher)),
  }));
}

/** Everything that is stored or shown as text: events, mails' open columns, failures, and the people themselves. */
export async function everythingReadable(app: TestApp): Promise<string> {
  const rows = await app.rows<{ text: string }>(`
    select e::text as text from events e union all select jsonb_build_array(recipient, subject, template, status, error)::text from mails
    union all select u::text from users u union all select m::text from memberships m union all select s::text from sessions s
    union all select r::text from password_resets r union all select c::text from invitation_codes c union all select f::text from sign_in_failures f
    union all select p::text from passwords p union all select data::text from pgboss.job`);
  return rows.map((row) => row.text).join('\n');
}

/** Listens to the log from now on, before anything is redacted; answers what was written so far. */
export function watchLog(app: TestApp): () => string {
  const { log } = app.app.services;
  const spies = (['debug', 'info', 'warn', 'error', 'fatal'] as const).map((level) => vi.spyOn(log, level));
  return () => spies.flatMap((spy) => spy.mock.calls.map((call) => JSON.stringify(call))).join('\n');
}
