import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder, updateObjects } from '../core/events.ts';
import { invalid } from '../core/problem.ts';
import { modulesByDefault } from '../modules/index.ts';
import { type GroupRow, groupObject } from './queries.ts';
import { keptBuyers } from './rules.ts';

export type { GroupRow } from './queries.ts';

/** X1: an account is born with its permanent default group, all modules of its type and all buyers. */
export const createAdministrators = (
  tx: Transaction,
  recorder: Recorder,
  account: { id: string; type: 'Client' | 'Vendor' | 'Operations' },
): Promise<GroupRow> =>
  insertObject<GroupRow>(
    tx,
    recorder,
    groupObject,
    {
      account_id: account.id,
      name: 'Administrators',
      description: 'Perform administrative tasks: manage the account, its users, groups and tokens.',
      is_default: true,
      module_ids: modulesByDefault(account.type),
    },
    { event: 'platform.accounts.user_group.created', summary: 'Group created', details: '{{object.name}} was created with the account' },
  );

export interface GroupToCreate {
  account: string;
  name: string;
  description?: string | null;
  logo?: string | null;
  /** Ids that the account has: checked before. */
  modules: string[];
  buyers: string[] | null;
}

/** A new group with its event. Names need not be unique; the cap and the modules are the caller's to check. */
export const createGroup = (tx: Transaction, recorder: Recorder, group: GroupToCreate): Promise<GroupRow> =>
  insertObject<GroupRow>(
    tx,
    recorder,
    groupObject,
    {
      account_id: group.account,
      name: group.name,
      description: group.description ?? null,
      logo: group.logo ?? null,
      module_ids: group.modules,
      buyer_ids: keptBuyers(group.modules, group.buyers),
    },
    {
      event: 'platform.accounts.user_group.created',
      summary: 'Group created',
      details: '{{actor.name}} created the group {{object.name}}',
    },
  );

/** The groups that a body refers to, each once, locked against deletion. 400 for one that is not of the account. */
export async function checkedGroups(
  tx: Transaction,
  account: string,
  references: readonly { id: string }[],
  property = 'groups',
): Promise<GroupRow[]> {
  const ids = [...new Set(references.map((one) => one.id))];
  const rows = await tx.query(
    // A fixed order, or two memberships that change the same groups can deadlock.
    sql<GroupRow>`select * from user_groups where account_id = ${account} and id = any (${ids}::text[]) and status <> 'Deleted' order by id for share`,
  );
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  if (missing.length > 0) throw invalid({ [property]: missing.map((id) => `Group '${id}' was not found in this account.`) });
  return rows;
}

/** The ids of an account's groups that show a buyer by name. */
export async function groupsNaming(tx: Transaction, account: string, buyer: string): Promise<string[]> {
  const rows = await tx.query(
    sql<{
      id: string;
    }>`select id from user_groups where account_id = ${account} and ${buyer} = any (buyer_ids) and status <> 'Deleted' order by id`,
  );
  return rows.map(({ id }) => id);
}

/** A buyer that leaves an account leaves its groups. One that named no other buyer then shows none: never all. */
export async function forgetBuyer(tx: Transaction, recorder: Recorder, account: string, buyer: string): Promise<void> {
  // In a fixed order, or two who change the same groups wait for each other.
  await tx.query(sql`select id from user_groups where account_id = ${account} and ${buyer} = any (buyer_ids) order by id for update`);
  await updateObjects(
    tx,
    recorder,
    groupObject,
    sql`account_id = ${account} and ${buyer} = any (buyer_ids) and status <> 'Deleted'`,
    { buyer_ids: sql`array_remove(buyer_ids, ${buyer})` },
    {
      event: 'platform.accounts.user_group.narrowed',
      summary: 'Group lost a buyer',
      details: '{{object.name}} lost a buyer that left the account',
    },
  );
}
