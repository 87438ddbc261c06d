import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObjects } from '../core/events.ts';
import { forgetPeople } from '../core/leave-account.ts';
import { type LicenseeRow, licenseeObject } from './queries.ts';
import { type LicenseeAction, licenseeStates } from './rules.ts';

export { type LicenseeRow, licenseeObject } from './queries.ts';

const words = { activate: 'activated', deactivate: 'deactivated', disable: 'disabled' } as const;
const reasons = {
  activate: 'Licensee activated, because its buyer was linked with the ERP',
  deactivate: 'Licensee no longer active, because its buyer was unlinked from the ERP',
  disable: 'Licensee disabled with its buyer',
} as const;

/**
 * What a change of a buyer does to its licensees (X22, X24), each with its own event: those that the transition does not fit stay as they
 * are. The buyer is locked by the caller.
 */
export function followBuyer(tx: Transaction, recorder: Recorder, buyer: string, action: keyof typeof words): Promise<LicenseeRow[]> {
  const { from, to } = licenseeStates.transitions.find(
    (one) => one.action === (action satisfies LicenseeAction) && one.by.includes('system'),
  )!;
  return updateObjects<LicenseeRow>(
    tx,
    recorder,
    licenseeObject,
    sql`buyer_id = ${buyer} and status = any (${[...from]}::text[])`,
    { status: to },
    {
      event: `platform.accounts.licensee.${words[action]}`,
      summary: reasons[action],
      details: '{{object.name}} changed with its buyer',
    },
  );
}

/** The licensees of a buyer that has just moved to another account: each says so, and counts its revision. */
export async function recordMovedLicensees(tx: Transaction, recorder: Recorder, buyer: string, from: string): Promise<void> {
  const moved = sql`buyer_id = ${buyer} and status <> 'Deleted'`;
  await forgetPeople(tx, 'licensees', from, moved);
  await updateObjects<LicenseeRow>(
    tx,
    recorder,
    licenseeObject,
    moved,
    {},
    { event: 'platform.accounts.licensee.transferred', summary: 'Licensee moved with its buyer' },
  );
}

/** How many licensees of a buyer are not deleted. */
export async function countLicensees(tx: Transaction, buyer: string): Promise<number> {
  const [row] = await tx.query(
    sql<{ n: number }>`select count(*)::int as n from licensees where buyer_id = ${buyer} and status <> 'Deleted'`,
  );
  return row!.n;
}
