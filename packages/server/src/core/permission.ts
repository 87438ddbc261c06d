import type { Operation, Permission } from '@tenantry/contract';
import { moduleFacts } from '@tenantry/contract/modules';
import { type Caller, isOperator, type RoleKind } from './context.ts';
import { forbidden, Problem } from './problem.ts';

/**
 * Which database role a call runs as. Throws 401 without a caller, 403 with the sentence that says what is missing.
 * The permission decides what may be tried; what is seen is the role's policies.
 */
export function roleFor(operation: Operation, caller: Caller, params: Readonly<Record<string, string>>, open: boolean): RoleKind {
  const { permission } = operation;
  // An operator sees the demo's mailbox as an operator; everybody else as nobody, whom the database shows mails in a demo only.
  if (permission === 'public' || (open && !isOperator(caller))) return 'auth';
  if (caller.kind === 'nobody') throw new Problem('authentication-failed', 'Sign in, or send a token as "Authorization: Bearer …".');
  if (permission === 'person' || permission === 'signed-in') {
    if (permission === 'person' && caller.kind !== 'person') throw forbidden('Only a signed-in person may do this, not a token.');
    return managesPeople(caller) ? broadRole(caller) : 'person';
  }
  // What is one's own needs no module, and is read and written as oneself.
  if (permission.self && caller.kind === 'person' && params.id === caller.id) return 'person';
  if (!caller.account) throw forbidden('You belong to no account just now, so only your own profile is open to you.');
  if (!permission.types.includes(caller.account.type))
    throw forbidden(`This is for ${permission.types.join(' and ')} accounts; ${caller.account.name} is a ${caller.account.type} account.`);
  if (permission.operators && !isOperator(caller)) throw forbidden(missing(['platform-account-management']));
  if (!permission.modules.some((code) => caller.modules.has(code))) throw forbidden(missing(permission.modules));
  return broadRole(caller);
}

/** Whether nobody has to sign in for an operation, here and now. */
export const isOpen = (operation: Operation, services: { demoMailbox: boolean }): boolean =>
  operation.permission === 'public' || (operation.openWhen === 'demo-mailbox' && services.demoMailbox);

const broadRole = (caller: Caller): RoleKind => (isOperator(caller) ? 'operations' : 'tenant');

const managesPeople = (caller: Caller): boolean => caller.modules.has('access-management') || caller.modules.has('account-management');

const missing = (codes: Exclude<Permission, string>['modules']): string =>
  `This needs the module ${codes.map((code) => moduleFacts[code].name).join(' or ')}. An administrator of the account can grant it through a group.`;
