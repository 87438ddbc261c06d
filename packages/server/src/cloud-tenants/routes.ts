import { type CloudTenantPatch, cloudTenants } from '@tenantry/contract/cloud-tenants';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { invalid } from '../core/problem.ts';
import { type CloudTenantRow, cloudTenantListing, cloudTenantObject, findCloudTenant, loadCloudTenant } from './queries.ts';

export const cloudTenantRoutes = mount(
  cloudTenants,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, cloudTenantListing, list),
    get: ({ tx, params }) => findCloudTenant(tx, params.id),

    async create({ tx, recorder, body }) {
      const row = await insertObject<CloudTenantRow>(tx, recorder, cloudTenantObject, await changedColumns(tx, undefined, body), {
        event: 'platform.accounts.cloud_tenant.created',
        summary: 'Cloud tenant created',
      });
      return findCloudTenant(tx, row.id);
    },

    async update({ tx, recorder, params, body, checkRevision }) {
      const before = await loadCloudTenant(tx, params.id);
      checkRevision(before.revision);
      await updateObject(tx, recorder, cloudTenantObject, before.id, await changedColumns(tx, before, body), {
        event: 'platform.accounts.cloud_tenant.updated',
        summary: 'Cloud tenant updated',
      });
      return findCloudTenant(tx, before.id);
    },

    async delete({ tx, recorder, params }) {
      const { id } = await loadCloudTenant(tx, params.id);
      await updateObject(
        tx,
        recorder,
        cloudTenantObject,
        id,
        { status: 'Deleted' },
        { event: 'platform.accounts.cloud_tenant.deleted', summary: 'Cloud tenant deleted' },
      );
      return undefined;
    },
  },
  cloudTenantListing.omitted,
);

async function changedColumns(
  tx: Transaction,
  before: CloudTenantRow | undefined,
  body: CloudTenantPatch,
): Promise<Record<string, unknown>> {
  const { name, type, status, account, externalIds } = body;
  return {
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(account === undefined ? {} : { account_id: account ? await checkedAccount(tx, account.id) : null }),
    ...(externalIds === undefined ? {} : { external_ids: externalIds === null ? null : { ...before?.external_ids, ...externalIds } }),
  };
}

async function checkedAccount(tx: Transaction, id: string): Promise<string> {
  const [row] = await tx.query(sql<{ id: string }>`select id from accounts where id = ${id}`);
  if (!row) throw invalid({ account: [`Account '${id}' was not found.`] });
  return row.id;
}
