import type { NewAccount } from '@tenantry/contract/accounts';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder } from '../core/events.ts';
import type { Vault } from '../core/secrets.ts';
import { createAdministrators, type GroupRow } from '../user-groups/index.ts';
import { type AccountRow, accountObject } from './queries.ts';
import { initialStatus } from './rules.ts';

/** A new account with its data key and its Administrators group. The caller runs as operations or as the worker. */
export async function createAccount(
  tx: Transaction,
  recorder: Recorder,
  vault: Vault,
  given: NewAccount & { picture?: string },
): Promise<{ account: AccountRow; administrators: GroupRow }> {
  const account = await insertObject<AccountRow>(
    tx,
    recorder,
    accountObject,
    {
      type: given.type,
      status: initialStatus(given.type, Boolean(given.externalId)),
      name: given.name,
      description: given.description ?? null,
      external_id: given.externalId ?? null,
      external_ids: given.externalIds ?? null,
      service_level: given.serviceLevel ?? 'NotApplicable',
      address: given.address ?? null,
      website: given.website || null,
      technical_support_email: given.technicalSupportEmail ?? null,
      default_language_code: given.defaultLanguageCode ?? 'en-US',
      eligibility: given.type === 'Client' ? { client: true, partner: false, ...given.eligibility } : null,
      picture: given.picture ?? null,
    },
    {
      event: 'platform.accounts.account.created',
      summary: 'Account created',
      details: '{{actor.name}} created the account {{object.name}}',
    },
  );
  await tx.query(sql`insert into account_keys (account_id, wrapped) values (${account.id}, ${vault.newWrappedKey(account.id)})`);
  return { account, administrators: await createAdministrators(tx, recorder, account) };
}
