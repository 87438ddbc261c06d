import { moduleCodeOf } from '@tenantry/contract/modules';
import { type UserGroupPatch, userGroups } from '@tenantry/contract/user-groups';
import { isOperator } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { initialsUrl } from '../core/pictures.ts';
import { conflict, invalid, notFound } from '../core/problem.ts';
import { checkedModules } from '../modules/index.ts';
import { createGroup } from './index.ts';
import { narrowToAccount } from './narrow.ts';
import { countMembers, findGroup, type GroupRow, groupListing, groupObject, loadGroup } from './queries.ts';
import { keptBuyers, refuseDefaultModules, refuseDeletion } from './rules.ts';

export const userGroupRoutes = mount(
  userGroups,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, groupListing, list),
    get: ({ tx, params }) => findGroup(tx, params.id),

    async create({ tx, caller, recorder, body }) {
      const account = await accountOf(tx, body.account?.id ?? caller.account?.id ?? '');
      if (body.modules.length === 0) throw invalid({ modules: ['Choose at least one module.'] });
      const modules = await checkedModules(tx, account.id, body.modules);
      const [count] = await tx.query(
        sql<{ n: number }>`select count(*)::int as n from user_groups where account_id = ${account.id} and status <> 'Deleted'`,
      );
      if (count!.n >= account.groups_max)
        throw conflict(`The account has ${count!.n} groups, and may have ${account.groups_max}.`, 'groups-max');
      const row = await createGroup(tx, recorder, {
        account: account.id,
        name: body.name,
        description: body.description ?? null,
        logo: body.logo ?? null,
        modules,
        buyers: await checkedBuyers(tx, account.id, body.buyers),
      });
      return findGroup(tx, row.id);
    },

    async update({ tx, caller, recorder, params, body, checkRevision }) {
      const before = await loadGroup(tx, params.id);
      checkRevision(before.revision);
      const modules = body.modules ? await wantedModules(tx, before, body.modules, recorder) : before.module_ids;
      const changing = updateObject(tx, recorder, groupObject, before.id, await changedColumns(tx, before, body, modules), {
        event: 'platform.accounts.user_group.updated',
        summary: 'Group updated',
        details: '{{actor.name}} changed the group {{object.name}}',
      });
      const lost = before.is_default ? before.module_ids.filter((id) => !modules.includes(id)) : [];
      if (lost.length > 0 && isOperator(caller)) {
        await changing;
        await narrowToAccount(tx, recorder, before.account_id, lost);
      }
      // Sent side by side: one connection answers in the order of sending.
      const [group] = await Promise.all([findGroup(tx, before.id), changing]);
      return group;
    },

    async delete({ tx, recorder, params }) {
      const group = await loadGroup(tx, params.id);
      const refusal = refuseDeletion({ isDefault: group.is_default, members: await countMembers(tx, group.id) });
      if (refusal) throw conflict(refusal.message, refusal.id);
      await updateObject(
        tx,
        recorder,
        groupObject,
        group.id,
        { status: 'Deleted' },
        {
          event: 'platform.accounts.user_group.deleted',
          summary: 'Group deleted',
          details: '{{actor.name}} deleted the group {{object.name}}',
        },
      );
      return undefined;
    },

    async icon({ tx, params }) {
      const [group] = await tx.last(sql<{ name: string }>`select name from user_groups where id = ${params.id} and status <> 'Deleted'`);
      if (!group) throw notFound('Group', params.id);
      return { redirect: initialsUrl(group.name) };
    },
  },
  groupListing.omitted,
);

interface AccountRow {
  id: string;
  groups_max: number;
  type: 'Client' | 'Vendor' | 'Operations';
}

/** The account that a body names; one out of sight is a missing reference, which is bad input. Locked, so that the cap holds. */
async function accountOf(tx: Transaction, id: string): Promise<AccountRow> {
  const [row] = await tx.query(sql<AccountRow>`select id, groups_max, type from accounts where id = ${id} for update`);
  if (!row) throw invalid({ 'account.id': [`Account '${id}' was not found.`] });
  return row;
}

/**
 * The ids of referenced buyers of the account. `hidden` are buyers of the group that the caller does not see: she can neither name nor
 * drop them. 400 for one that is not of the account.
 */
async function checkedBuyers(
  tx: Transaction,
  account: string,
  buyers: readonly { id: string }[] | null | undefined,
  stored: readonly string[] | null = null,
): Promise<string[] | null> {
  if (buyers === null || buyers === undefined) return null;
  const ids = [...new Set(buyers.map(({ id }) => id))];
  const before = stored ?? [];
  const seen = await tx.query(
    sql<{
      id: string;
    }>`select id from buyers where account_id = ${account} and id = any (${[...ids, ...before]}::text[]) and status <> 'Deleted'`,
  );
  const missing = ids.filter((id) => !seen.some((row) => row.id === id));
  if (missing.length > 0) throw invalid({ buyers: missing.map((id) => `Buyer '${id}' was not found in this account.`) });
  const hidden = before.filter((id) => !seen.some((row) => row.id === id));
  // A group whose last buyer has left is read with none, and can be sent back.
  if (ids.length + hidden.length === 0 && stored?.length !== 0)
    throw invalid({ buyers: ['Choose at least one buyer, or null for all buyers.'] });
  return [...ids, ...hidden];
}

async function wantedModules(
  tx: Transaction,
  group: GroupRow,
  references: readonly { id: string }[],
  recorder: Recorder,
): Promise<string[]> {
  if (references.length === 0) throw invalid({ modules: ['Choose at least one module.'] });
  const ids = [...new Set(references.map((one) => one.id))];
  const unchanged = ids.length === group.module_ids.length && ids.every((id) => group.module_ids.includes(id));
  if (unchanged) return group.module_ids;
  if (!group.is_default) return checkedModules(tx, group.account_id, references);
  const unknown = ids.filter((id) => moduleCodeOf(id) === undefined);
  if (unknown.length > 0) throw invalid({ modules: unknown.map((id) => `Module '${id}' was not found.`) });
  const account = await accountOf(tx, group.account_id);
  const refusal = refuseDefaultModules(ids, account.type, isOperator(recorder.caller));
  if (refusal) throw conflict(refusal.message, refusal.id, ['modules']);
  return ids;
}

async function changedColumns(
  tx: Transaction,
  before: GroupRow,
  body: UserGroupPatch,
  modules: string[],
): Promise<Record<string, unknown>> {
  const buyers = body.buyers === undefined ? before.buyer_ids : await checkedBuyers(tx, before.account_id, body.buyers, before.buyer_ids);
  return {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.logo === undefined ? {} : { logo: body.logo }),
    module_ids: modules,
    buyer_ids: before.is_default ? null : keptBuyers(modules, buyers),
  };
}
