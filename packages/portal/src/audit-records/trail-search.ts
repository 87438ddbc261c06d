import type { Session } from '../session.ts';
import { type Slot, writeSlots } from './quick-filter.ts';
import type { AuditSearch } from './use-audit-search.ts';

export const trailPath = '/administration/settings/audit-trail';

/** The address of the trail narrowed to this. What an operator looks at need not be of the account she is in. */
export const trailSearch = (values: Readonly<Partial<Record<Slot, string>>>, { isOperator }: Session): AuditSearch => ({
  filter: writeSlots('', values),
  ...(isOperator ? { accounts: 'all' } : {}),
});
