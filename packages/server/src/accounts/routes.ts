import { type AccountPatch, accounts } from '@tenantry/contract/accounts';
import { mergedAddress } from '../core/address.ts';
import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { changedPicture, iconUrl, pictureSummary, storePicture } from '../core/pictures.ts';
import { conflict, forbidden, notFound } from '../core/problem.ts';
import { createAccount } from './index.ts';
import { type AccountRow, accountListing, accountObject, findAccount, loadAccount } from './queries.ts';
import { type AccountAction, afterAccountAction } from './rules.ts';

export const accountRoutes = mount(
  accounts,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, accountListing, list),
    get: ({ tx, params }) => findAccount(tx, params.id),

    async create({ tx, recorder, body, file, services }) {
      if (body.type === 'Operations') throw conflict('There is one Operations account, and it exists.', 'one-operations', ['type']);
      const picture = file ? await storePicture(tx, file, 'logo') : undefined;
      const { account } = await createAccount(tx, recorder, services.vault, { ...body, ...(picture ? { picture } : {}) });
      return findAccount(tx, account.id);
    },

    async update({ tx, caller, recorder, params, body, file, checkRevision }) {
      const before = await loadAccount(tx, params.id);
      checkRevision(before.revision);
      refuseOperatorFields(body, before, isOperator(caller));
      const changed = await changedPicture(tx, file, body.icon, 'logo');
      await updateObject(
        tx,
        recorder,
        accountObject,
        before.id,
        { ...changedColumns(before, body), ...changed },
        {
          event: 'platform.accounts.account.updated',
          summary: pictureSummary(changed.picture, 'account', 'Account updated'),
          details: '{{actor.name}} changed the account {{object.name}}',
        },
      );
      return findAccount(tx, before.id);
    },

    activate: (call) => act(call, 'activate', { name: call.body.name, external_id: call.body.externalId }),
    deactivate: (call) => act(call, 'deactivate', { external_id: null, external_name: null }),
    enable: (call) => act(call, 'enable', {}),
    disable: (call) => act(call, 'disable', {}),

    async validate({ tx, params, body }) {
      const before = await loadAccount(tx, params.id);
      changedColumns(before, body);
      return findAccount(tx, before.id);
    },

    // Public: the picture stands on invitations and sign-in pages. An unknown id is a 404 all the same.
    async icon({ tx, params }) {
      const [row] = await tx.last(sql<{ name: string; picture: string | null }>`select * from auth_account_icon(${params.id})`);
      if (!row) throw notFound('Account', params.id);
      return { redirect: iconUrl(row.picture, row.name) };
    },
  },
  accountListing.omitted,
);

async function act(
  { tx, recorder, params }: Pick<Call, 'tx' | 'recorder'> & { params: { id: string } },
  action: AccountAction,
  columns: Record<string, unknown>,
) {
  const row = await loadAccount(tx, params.id);
  const after = afterAccountAction({ type: row.type, status: row.status, hasExternalId: Boolean(row.external_id) }, action);
  if ('refused' in after) throw conflict(after.refused, 'status');
  const word = `${action}d`;
  await updateObject(
    tx,
    recorder,
    accountObject,
    row.id,
    { ...columns, status: after.status },
    {
      event: `platform.accounts.account.${word}`,
      summary: `Account ${word}`,
      details: `{{actor.name}} ${word} the account {{object.name}}`,
    },
  );
  return findAccount(tx, row.id);
}

const operatorFields = ['externalId', 'externalIds', 'serviceLevel', 'eligibility'] as const;

/** Clients send back what they read, so an unchanged value passes; a changed one is the platform owner's to change. */
function refuseOperatorFields(body: AccountPatch, before: AccountRow, byOperator: boolean): void {
  if (byOperator) return;
  const stored = {
    externalId: before.external_id,
    externalIds: before.external_ids,
    serviceLevel: before.service_level,
    eligibility: before.eligibility,
  };
  const changed = operatorFields.filter(
    (field) => body[field] !== undefined && JSON.stringify(body[field]) !== JSON.stringify(stored[field] ?? null),
  );
  if (changed.length > 0) throw forbidden(`Only the platform owner changes ${changed.join(', ')}.`);
}

function changedColumns(before: AccountRow, body: AccountPatch): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const plain = {
    name: 'name',
    description: 'description',
    externalId: 'external_id',
    serviceLevel: 'service_level',
    technicalSupportEmail: 'technical_support_email',
    defaultLanguageCode: 'default_language_code',
  } as const;
  for (const [field, column] of Object.entries(plain))
    if (body[field as keyof typeof plain] !== undefined) columns[column] = body[field as keyof typeof plain];
  if (body.website !== undefined) columns.website = body.website || null;
  if (body.externalIds !== undefined) columns.external_ids = { ...before.external_ids, ...body.externalIds };
  if (body.eligibility !== undefined) columns.eligibility = { ...before.eligibility, ...body.eligibility };
  if (body.address !== undefined) columns.address = mergedAddress(before.address, body.address);
  return columns;
}
