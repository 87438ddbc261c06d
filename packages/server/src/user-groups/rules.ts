import type { AccountType } from '@tenantry/contract';
import { type ModuleCode, moduleCodeOf, moduleFacts } from '@tenantry/contract/modules';

/** A refusal as a sentence, or nothing. Pure, with a table of cases in rules.test.ts. */
export type Refusal = { message: string; id: string } | undefined;

export interface GroupState {
  isDefault: boolean;
  members: number;
}

/** Spec 7.3, 7.4: the default group stays for ever, others must be empty. */
export function refuseDeletion(group: GroupState): Refusal {
  if (group.isDefault)
    return { message: 'The default group cannot be deleted: it holds the administrators of the account.', id: 'default-group' };
  if (group.members > 0)
    return {
      message: `The group still has ${group.members} ${group.members === 1 ? 'member' : 'members'}. Move them to another group first.`,
      id: 'group-has-members',
    };
  return undefined;
}

/** Spec 7.3: the module set of the default group is the account's; only operators change it, within what its type allows. */
export function refuseDefaultModules(wanted: readonly string[], type: AccountType, byOperator: boolean): Refusal {
  if (!byOperator)
    return {
      message: 'The modules of the default group are those of the account; the platform owner changes them.',
      id: 'default-group-modules',
    };
  const codes = wanted.flatMap((id) => moduleCodeOf(id) ?? []);
  const mandatory = (Object.keys(moduleFacts) as ModuleCode[]).filter(
    (code) => moduleFacts[code].byDefault && !moduleFacts[code].configurable && moduleFacts[code].types.includes(type),
  );
  const lacking = mandatory.find((code) => !codes.includes(code));
  if (lacking)
    return { message: `${moduleFacts[lacking].name} belongs to every account and cannot be taken away.`, id: 'module-mandatory' };
  const foreign = codes.find((code) => !moduleFacts[code].types.includes(type));
  if (foreign) return { message: `${moduleFacts[foreign].name} is not for ${type} accounts.`, id: 'module-not-for-type' };
  return undefined;
}

/** Spec 7.4: a buyer scope means something only with a module that honours it; without one it is dropped. */
export function keptBuyers(modules: readonly string[], buyers: readonly string[] | null): string[] | null {
  const scoped = modules.some((id) => moduleFacts[moduleCodeOf(id) ?? 'billing'].buyerScope === true);
  return scoped && buyers !== null ? [...buyers] : null;
}
