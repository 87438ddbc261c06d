import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
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
