import type { tokenStatuses } from '@tenantry/contract/api-tokens';

type Status = (typeof tokenStatuses)[number];
export type TokenAction = 'enable' | 'disable' | 'delete';

/** The state after an action, or why it is refused (spec 9.3). */
export function afterAction(status: Status, action: TokenAction): { status: Status } | { refused: string } {
  if (status === 'Deleted') return { refused: 'The token is deleted.' };
  if (action === 'delete') return { status: 'Deleted' };
  const wanted = action === 'enable' ? 'Active' : 'Disabled';
  return status === wanted ? { refused: `The token is already ${wanted.toLowerCase()}.` } : { status: wanted };
}
