import type { AuditLog, AuditLogVerification } from '@tenantry/contract/audit-log';
import { sql, type Transaction } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { isSilent, type VerificationRow } from './verifications.ts';
import { witnessStates } from './witnesses.ts';

interface StateRow {
  origin: string;
  size: string;
  root: Buffer | null;
  note: string | null;
  note_at: Date | null;
  waiting: string;
  keys: { id: string; verifier: string; createdAt: string; retiredAt: string | null }[];
  witnesses: Parameters<typeof witnessStates>[1];
}

/** Where the log stands, for whoever reads the trail. */
export async function stateOf(tx: Transaction, { config }: Services): Promise<AuditLog> {
  const [row] = await tx.query(
    sql<StateRow>`select origin, size::text, root, note, note_at, waiting::text, keys, witnesses from audit_log_state()`,
  );
  const { origin, size, root, note, note_at, waiting, keys, witnesses } = row!;
  return {
    origin,
    size: Number(size),
    root: root?.toString('base64') ?? '',
    checkpoint: note ?? '',
    ...(note_at ? { checkpointAt: note_at.toISOString() } : {}),
    waiting: Number(waiting),
    public: config.tileLogPublic,
    keys: keys.map(({ createdAt, retiredAt, ...key }) => ({
      ...key,
      createdAt: utc(createdAt),
      ...(retiredAt ? { retiredAt: utc(retiredAt) } : {}),
    })),
    witnesses: witnessStates(config.witnesses, witnesses, tx.context.role === 'operations'),
    verification: await lastVerification(tx),
  };
}

const utc = (time: string): string => new Date(time).toISOString();

/** Operators read the row itself; to tenants a function tells it without the fault, which names a record of whomever. */
async function lastVerification(tx: Transaction): Promise<AuditLogVerification> {
  const from =
    tx.context.role === 'operations'
      ? sql.raw('audit_log_verifications order by id desc limit 1')
      : sql.raw('last_audit_log_verification()');
  const [row] = await tx.query(
    sql<VerificationRow>`select status, started_at, alive_at, ended_at, checked::text, total::text, size::text, fault from ${from}`,
  );
  if (!row) return { status: 'None' };
  const lost = isSilent(row);
  return {
    status: lost ? 'Failed' : row.status,
    startedAt: row.started_at.toISOString(),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    checked: Number(row.checked),
    total: Number(row.total),
    ...(row.size ? { size: Number(row.size) } : {}),
    ...(lost ? { fault: lostServer } : row.fault ? { fault: row.fault } : {}),
  };
}

const lostServer = 'The server stopped in the middle of it. Start it again.';
