import type { Caller } from './context.ts';
import { forbidden, Problem } from './problem.ts';

const goodForMs = 15 * 60_000;

export const confirmedUntil = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + goodForMs);

/** For what needs to know who sits there now. Throws 403 for tokens, `confirm-identity` when the last proof is too old. */
export function requireConfirmed(caller: Caller): void {
  if (!caller.session) throw forbidden('Only a signed-in person may do this, not a token.');
  if (confirmedUntil(caller.session.confirmedAt) <= new Date())
    throw new Problem('confirm-identity', 'Confirm your password to go on (POST /public/v1/security/confirm).');
}
