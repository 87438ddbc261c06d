import { newSecretKey, type Signer, signerOf, verifierKey } from '@tenantry/tlog';
import { sql, type Transaction } from '../core/database.ts';
import type { Vault } from '../core/secrets.ts';

const about = (id: string) => `audit log key ${id}`;

/** The keys that sign now, newest first; the first one is made when there is none. Runs as the worker. */
export async function signers(tx: Transaction, vault: Vault, origin: string): Promise<Signer[]> {
  const rows = await tx.query(
    sql<{ id: string; secret: Buffer }>`select id, secret from audit_log_keys where retired_at is null order by created_at desc, id`,
  );
  if (rows.length === 0) return [await addKey(tx, vault, origin)];
  return rows.map(({ id, secret }) => signerOf(origin, Buffer.from(vault.unsealForInstallation(about(id), secret), 'base64')));
}

/** A new key, sealed by the master key. Older ones go on signing until they are retired, so that whoever knows one of them can follow. */
export async function addKey(tx: Transaction, vault: Vault, origin: string): Promise<Signer> {
  const secret = newSecretKey();
  const signer = signerOf(origin, secret);
  const id = signer.id.toString('hex');
  await tx.query(sql`insert into audit_log_keys (id, verifier, secret)
    values (${id}, ${verifierKey(signer)}, ${vault.sealForInstallation(about(id), secret.toString('base64'))})`);
  return signer;
}
