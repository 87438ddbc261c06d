import type { Operation, Permission } from '@tenantry/contract';
import { moduleFacts } from '@tenantry/contract/modules';

/** Who may call an operation, as a sentence or two. */
export function whoMay({ permission, openWhen }: Pick<Operation, 'permission' | 'openWhen'>): string {
  return sentence(permission) + (openWhen === 'demo-mailbox' ? ' Everybody, while this server shows the mailbox of a demo.' : '');
}

function sentence(permission: Permission): string {
  if (permission === 'public') return 'Everybody, without signing in.';
  if (permission === 'signed-in') return 'Every signed-in person and every token.';
  if (permission === 'person') return 'A signed-in person, not a token.';
  const { types, modules, self, operators } = permission;
  const callers = operators ? 'Operators' : `Callers of ${join(types, 'and')} accounts`;
  const names = modules.map((code) => moduleFacts[code].name);
  return `${callers} with the module ${join(names, 'or')}${self ? '; a person also without it, for herself' : ''}.`;
}

const join = (words: readonly string[], last: 'and' | 'or'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
