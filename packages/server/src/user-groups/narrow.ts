import { narrowTokens } from '../api-tokens/index.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
import { type GroupRow, groupObject } from './queries.ts';
import { keptBuyers } from './rules.ts';

/** X19: a module taken from the default group leaves every other group and every token of the account, each with its own event. */
export async function narrowToAccount(tx: Transaction, recorder: Recorder, account: string, lost: readonly string[]): Promise<void> {
  const groups = await tx.query(
    sql<GroupRow>`select * from user_groups where account_id = ${account} and not is_default and status <> 'Deleted' and module_ids && ${[...lost]}::text[] order by id for update`,
  );
  for (const group of groups) {
    const modules = group.module_ids.filter((id) => !lost.includes(id));
    await updateObject(
      tx,
      recorder,
      groupObject,
      group.id,
      { module_ids: modules, buyer_ids: keptBuyers(modules, group.buyer_ids) },
      {
        event: 'platform.accounts.user_group.narrowed',
        summary: 'Group lost a module',
        details: '{{object.name}} lost modules because the account lost them',
      },
    );
  }
  await narrowTokens(tx, recorder, account, lost);
}
