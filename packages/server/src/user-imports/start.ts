import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
import { conflict } from '../core/problem.ts';
import { checkedModules } from '../modules/index.ts';
import { createGroup } from '../user-groups/index.ts';
import { importObject, type StoredImport } from './queries.ts';

/** Makes the groups that were asked for and sets a checked import running; whoever calls puts the job down. */
export async function startImport(tx: Transaction, recorder: Recorder, batch: StoredImport): Promise<void> {
  await createWantedGroups(tx, recorder, batch);
  await updateObject(
    tx,
    recorder,
    importObject,
    batch.id,
    { status: 'Running' },
    {
      event: 'platform.accounts.user_import.committed',
      summary: 'Import started',
      details: '{{actor.name}} started the import of {{object.name}}',
    },
  );
}

/** The groups that were asked for are made once, and the rows point at them from then on. */
async function createWantedGroups(tx: Transaction, recorder: Recorder, batch: StoredImport): Promise<void> {
  const { createGroups, createGroupModules } = batch.options;
  if (createGroups.length === 0) return;
  if (createGroupModules.length === 0)
    throw conflict('Choose the modules of the groups to create, and check the file again.', 'group-modules', ['createGroupModules']);
  const modules = await checkedModules(
    tx,
    batch.account_id,
    createGroupModules.map((id) => ({ id })),
  );
  for (const name of createGroups) {
    const group = await createGroup(tx, recorder, { account: batch.account_id, name, modules, buyers: null });
    await tx.query(sql`update user_import_rows set group_ids = array_replace(group_ids, ${`new:${name}`}, ${group.id})
      where account_id = ${batch.account_id} and import_id = ${batch.id} and ${`new:${name}`} = any (group_ids)`);
  }
}
