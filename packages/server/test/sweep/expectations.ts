import type { Operation } from '@tenantry/contract';
import type { SweepCaller } from './callers.ts';

/**
 * What a permission means, written down a second time from the contract's own words and without the server's code:
 * 401, 403, `allowed` (must succeed on what is one's own) or `allowed-if-seen` (success, or 404 for what this caller does not see).
 */
export function expectedFor({ permission }: Operation, caller: SweepCaller): 401 | 403 | 'allowed' | 'allowed-if-seen' {
  if (permission === 'public') return 'allowed';
  if (caller.kind === 'nobody') return 401;
  if (permission === 'person') return caller.kind === 'person' ? 'allowed' : 403;
  if (permission === 'signed-in') return isManager(caller) ? 'allowed' : 'allowed-if-seen';
  if (!caller.party) return 403;
  if (!permission.types.includes(caller.party.type)) return 403;
  if (permission.operators && !isOperatorOf(caller)) return 403;
  return permission.modules.some((module) => caller.modules.has(module)) ? 'allowed' : 403;
}

const isManager = (caller: SweepCaller) => caller.modules.has('access-management') || caller.modules.has('account-management');

const isOperatorOf = (caller: SweepCaller) => caller.party?.type === 'Operations' && caller.modules.has('platform-account-management');

/** What is wrong with the events that a successful call recorded, or nothing. */
export function eventFault(operation: Operation, recorded: readonly string[]): string | undefined {
  const uses = (operation.events ?? []).map((use) => (typeof use === 'string' ? { key: use, once: true, many: false } : read(use)));
  const stray = recorded.filter((key) => !uses.some((use) => matches(use.key, key)));
  if (stray.length > 0) return `records undeclared ${stray.join(', ')}`;
  for (const use of uses) {
    const times = recorded.filter((key) => matches(use.key, key)).length;
    if (use.once && times !== 1) return `records ${use.key} ${times} times instead of once`;
    if (!use.many && times > 1) return `records ${use.key} ${times} times`;
  }
  return undefined;
}

const read = (use: { key: string; when: string } | { key: string; many: string }) => ({ key: use.key, once: false, many: 'many' in use });

/** `extensions.*` stands for whatever the caller named. */
const matches = (declared: string, key: string) => (declared.endsWith('*') ? key.startsWith(declared.slice(0, -1)) : declared === key);
