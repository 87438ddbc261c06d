import { newSecretKey, type Signer, signerOf, verifierKey } from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import { type Recorder, recordEvent } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import type { Vault } from '../core/secrets.ts';

const about = (id: string) => `audit log key ${id}`;

/** The keys that sign now, newest first; the first one is made when there is none. Runs as the worker. */
export async function signers(tx: Transaction, vault: Vault, origin: string): Promise<Signer[]> {
  const rows = await tx.query(
    sql<{ id: string; secret: Buffer }>`select id, secret from audit_log_keys where retired_at is null order by created_at desc, id`,
  );
  if (rows.length === 0) return [await storeKey(tx, vault, origin)];
  return rows.map(({ id, secret }) => signerOf(origin, Buffer.from(vault.unsealForInstallation(about(id), secret), 'base64')));
}

/** A new key, sealed by the master key. */
async function storeKey(tx: Transaction, vault: Vault, origin: string): Promise<Signer> {
  const secret = newSecretKey();
  const signer = signerOf(origin, secret);
  const id = signer.id.toString('hex');
  const sealed = vault.sealForInstallation(about(id), secret.toString('base64'));
  await tx.query(sql`select add_audit_log_key(${id}, ${verifierKey(signer)}, ${sealed})`);
  return signer;
}

interface Change {
  tx: Transaction;
  recorder: Recorder;
}

/** Adds a key. Older ones go on signing until they are retired, so that whoever knows one of them can follow. Answers its id and verifier. */
export async function addKey({ tx, recorder }: Change, vault: Vault): Promise<{ id: string; verifier: string }> {
  const [log] = await tx.query(sql<{ origin: string }>`select origin from audit_log_state()`);
  const signer = await storeKey(tx, vault, log!.origin);
  const key = { id: signer.id.toString('hex'), verifier: verifierKey(signer) };
  await recordEvent(tx, recorder, keyObject(key.id), {
    event: 'platform.audit.log_key.created',
    summary: 'Key of the audit log added',
    details: '{{actor.name}} added the key {{object.id}} to those that sign the audit log',
    documents: { auditLogKey: key },
  });
  return key;
}

/** Has a key sign nothing more; what it has signed stays good. 404 for none, 409 for the last one that signs and one that is retired. */
export async function retireKey({ tx, recorder }: Change, id: string): Promise<void> {
  const [row] = await tx.query(sql<{ outcome: string }>`select retire_audit_log_key(${id}) as outcome`);
  if (row!.outcome === 'unknown') throw notFound('Key', id);
  if (row!.outcome === 'last') throw conflict('This is the last key that signs the log. Add another one before you retire it.', 'last-key');
  if (row!.outcome === 'retired before') throw conflict('This key is retired already.', 'status');
  await recordEvent(tx, recorder, keyObject(id), {
    event: 'platform.audit.log_key.retired',
    summary: 'Key of the audit log retired',
    details: '{{actor.name}} had the key {{object.id}} sign the audit log no more',
  });
}

/** A new key and, when told so, the end of those before it. */
export async function rotateKey(change: Change, vault: Vault, retireOld: boolean): Promise<{ verifier: string; retired: string[] }> {
  const { tx } = change;
  const before = retireOld ? await tx.query(sql<{ id: string }>`select id from audit_log_keys where retired_at is null order by id`) : [];
  const { verifier } = await addKey(change, vault);
  for (const { id } of before) await retireKey(change, id);
  return { verifier, retired: before.map(({ id }) => id) };
}

const keyObject = (id: string) => ({ type: 'AuditLogKey', id, name: id });
