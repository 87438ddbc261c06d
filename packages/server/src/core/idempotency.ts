import { sql, type Transaction } from './database.ts';
import { Problem } from './problem.ts';
import { sha256, type Vault } from './secrets.ts';

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface IdempotentRequest {
  key: string;
  path: string;
  bodyHash: Buffer;
}

/** Reads an `Idempotency-Key` header. Throws 400 for a key that is none. */
export function idempotentRequest(key: string | string[] | undefined, path: string, body: Buffer | string): IdempotentRequest | undefined {
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Problem('invalid-request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.', {
      errors: { 'Idempotency-Key': ['Has the wrong form.'] },
    });
  return { key, path, bodyHash: sha256(body) };
}

/**
 * The answer given to the same key before, or nothing when this request is the first. While another one is in flight: 409 with `Retry-After`.
 * Runs in the change's own transaction, so that key and change are there together or not at all.
 */
export async function answerBefore(tx: Transaction, vault: Vault, request: IdempotentRequest): Promise<StoredAnswer | undefined> {
  const { actor } = tx.context;
  const [lock] = await tx.query(
    sql<{ got: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`${actor} ${request.path} ${request.key}`}, 77)) as got`,
  );
  if (!lock?.got)
    throw new Problem('idempotency-conflict', 'A request with this Idempotency-Key is being worked on.', { retryAfterSeconds: 1 });
  const [row] = await tx.query(sql<{ body_hash: Buffer; status: number; answer: Buffer; old: boolean }>`
    select body_hash, status, answer, created_at < now() - interval '24 hours' as old from idempotency_keys
    where caller_id = ${actor} and path = ${request.path} and key = ${request.key}`);
  if (!row) return undefined;
  if (row.old) {
    await tx.query(sql`delete from idempotency_keys where caller_id = ${actor} and path = ${request.path} and key = ${request.key}`);
    return undefined;
  }
  if (!row.body_hash.equals(request.bodyHash))
    throw new Problem('idempotency-conflict', 'This Idempotency-Key was used with another body.');
  return { status: row.status, body: JSON.parse(vault.unsealForInstallation(aboutAnswer(actor, request), row.answer)) };
}

export async function rememberAnswer(tx: Transaction, vault: Vault, request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
  const { actor } = tx.context;
  const sealed = vault.sealForInstallation(aboutAnswer(actor, request), JSON.stringify(answer.body ?? null));
  await tx.query(sql`insert into idempotency_keys (caller_id, path, key, body_hash, status, answer)
    values (${actor}, ${request.path}, ${request.key}, ${request.bodyHash}, ${answer.status}, ${sealed})`);
}

const aboutAnswer = (actor: string, request: IdempotentRequest) => `answer ${actor} ${request.path} ${request.key}`;
