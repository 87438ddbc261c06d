import { createHmac } from 'node:crypto';
import { sql, type Transaction } from '../core/database.ts';
import { networkOf } from '../core/network.ts';
import { Problem } from '../core/problem.ts';
import type { Services } from '../core/services.ts';

interface TryRule {
  /** Tries that cost no wait. */
  free: number;
  /** The first wait; it doubles with each further failure, up to an hour. */
  stepSeconds: number;
  /** So much quiet forgives one failure. */
  forgetSeconds: number;
}

const rules = {
  /** One person's password: about a hundred guesses a day (NIST SP 800-63B asks for at most a hundred in a row). */
  person: { free: 5, stepSeconds: 1, forgetSeconds: 900 },
  /** One network address: an office behind one address mistypes more than one person does. */
  address: { free: 30, stepSeconds: 1, forgetSeconds: 60 },
  /** Mails that anybody can have sent to somebody. */
  'mail-to': { free: 2, stepSeconds: 300, forgetSeconds: 1200 },
  'mail-from': { free: 20, stepSeconds: 5, forgetSeconds: 60 },
} as const satisfies Record<string, TryRule>;

export type TryKind = keyof typeof rules;
export type Tried = Partial<Record<TryKind, string>>;

type Uses = Pick<Services, 'config' | 'database'>;

/**
 * Takes one try for each of these, in a transaction of its own: a refusal afterwards must not undo the count. Answers the seconds to wait, 0 for
 * none; while there is something to wait for, nothing is counted.
 */
export async function takeTry(services: Uses, tried: Tried): Promise<number> {
  const kinds = Object.keys(tried) as TryKind[];
  const of = (name: keyof TryRule) => kinds.map((kind) => rules[kind][name]);
  const keys = kinds.map((kind) => keyOf(services, kind, tried[kind]!));
  const [row] = await services.database.write({ role: 'auth', account: '', user: '', actor: '' }, (tx) =>
    tx.query(
      sql<{
        wait: number;
      }>`select take_try(${keys}::bytea[], ${of('free')}::int[], ${of('stepSeconds')}::int[], ${of('forgetSeconds')}::int[]) as wait`,
    ),
  );
  return row!.wait;
}

/** The same for passwords: throws 429 while there is something to wait for, also when the password would be right. */
export async function takePasswordTry(services: Uses, email: string, ip: string | undefined): Promise<void> {
  const wait = await takeTry(services, passwordTry(email, ip));
  if (wait > 0) throw tooManyTries(wait);
}

/** Undoes a try that was good, in the transaction of what it led to. Without an address only the person's own count is forgiven. */
export async function forgivePasswordTry(
  services: Pick<Services, 'config'>,
  tx: Transaction,
  email: string,
  ip: string | undefined,
): Promise<void> {
  const { person, address } = passwordTry(email, ip);
  const others = ip === undefined ? [] : [keyOf(services, 'address', address)];
  await tx.query(sql`select forgive_try(${keyOf(services, 'person', person)}::bytea, ${others}::bytea[])`);
}

export const tooManyTries = (seconds: number): Problem =>
  new Problem('too-many-requests', `Too many tries. Wait ${seconds} seconds before the next one.`, { retryAfterSeconds: seconds });

const passwordTry = (email: string, ip: string | undefined) => ({ person: email.toLowerCase(), address: networkOf(ip) });

const keyOf = ({ config }: Pick<Services, 'config'>, kind: TryKind, value: string): Buffer =>
  createHmac('sha256', config.masterKey).update(`try ${kind} ${value}`).digest();
