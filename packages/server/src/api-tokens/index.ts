import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder, updateObject } from '../core/events.ts';
import { invalid } from '../core/problem.ts';
import { newSecret, sha256 } from '../core/secrets.ts';
import type { Services } from '../core/services.ts';
import { type TokenRow, tokenObject } from './queries.ts';

/** Takes modules that an account lost out of its tokens, each with its own event (X19). */
export async function narrowTokens(tx: Transaction, recorder: Recorder, account: string, lost: readonly string[]): Promise<void> {
  const tokens = await tx.query(
    sql<TokenRow>`select * from api_tokens where account_id = ${account} and status <> 'Deleted' and module_ids && ${[...lost]}::text[] order by id for update`,
  );
  for (const token of tokens) {
    await updateObject(
      tx,
      recorder,
      tokenObject,
      token.id,
      { module_ids: token.module_ids.filter((id) => !lost.includes(id)) },
      {
        event: 'platform.accounts.api_token.narrowed',
        summary: 'API token lost a module',
        details: '{{object.name}} lost modules because the account lost them',
      },
    );
  }
}

export interface TokenToCreate {
  account: string;
  name: string;
  description?: string | null;
  icon?: string | null;
  /** Ids that the account has: checked before. */
  modules: string[];
  expiresAt: Date | null;
  auditReads?: boolean;
}

/** A new token with its event. Only this answer holds the secret; stored are its hash and, unless shown once, its ciphertext. 400 for an account out of sight. */
export async function createApiToken(
  { tx, services, recorder }: { tx: Transaction; services: Services; recorder: Recorder },
  given: TokenToCreate,
): Promise<{ row: TokenRow; token: string }> {
  const { account } = given;
  const [fresh] = await tx.query(
    sql<{ id: string }>`select new_id('TKN', 2, nextval('api_tokens_id')) as id from accounts where id = ${account}`,
  );
  if (!fresh) throw invalid({ 'account.id': [`Account '${account}' was not found.`] });
  const token = `idt:${fresh.id}:${newSecret()}`;
  const row = await insertObject<TokenRow>(
    tx,
    recorder,
    tokenObject,
    {
      id: fresh.id,
      account_id: account,
      name: given.name,
      description: given.description ?? null,
      icon: given.icon ?? null,
      module_ids: given.modules,
      expires_at: given.expiresAt,
      audit_reads: given.auditReads ?? false,
      secret_hash: sha256(token),
      secret_cipher: services.config.showTokensOnce ? null : await services.vault.seal(tx, account, fresh.id, token),
    },
    {
      event: 'platform.accounts.api_token.created',
      summary: 'API token created',
      details: '{{actor.name}} created the API token {{object.name}}',
    },
  );
  return { row, token };
}

/** Disables an active token, with its event. */
export const disableToken = (tx: Transaction, recorder: Recorder, id: string): Promise<TokenRow> =>
  updateObject<TokenRow>(
    tx,
    recorder,
    tokenObject,
    id,
    { status: 'Disabled' },
    {
      event: 'platform.accounts.api_token.disabled',
      summary: 'API token disabled',
      details: '{{actor.name}} disabled the API token {{object.name}}',
    },
  );
