import type { AuditSettings } from '@tenantry/contract/audit-settings';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';

export const auditSettingsObject: ObjectType = {
  type: 'Settings',
  document: 'settings',
  table: 'audit_settings',
  account: 'account_id',
  name: '(select a.name from accounts a where a.id = changed.id)',
  snapshot: { id: 'id', retentionDays: 'retention_days' },
};

export interface AuditSettingsRow {
  /** The account's. */
  id: string;
  retention_days: number | null;
  revision: number;
  audit: NonNullable<AuditSettings['audit']>;
}

/** The settings of the caller's own account; every account has them. */
export async function ownSettings(tx: Transaction, forUpdate = false): Promise<AuditSettingsRow> {
  const [row] = await tx.query(
    sql<AuditSettingsRow>`select id, retention_days, revision, audit from audit_settings where id = ${tx.context.account} ${forUpdate ? sql`for update` : sql``}`,
  );
  return row!;
}

/** As the API answers them, with what the next run would erase. */
export async function described(tx: Transaction, { id, retention_days, revision, audit }: AuditSettingsRow): Promise<AuditSettings> {
  const [found] = await tx.query(
    sql<{ oldest: Date | null; expiring: string | null }>`select oldest, expiring::text from own_retention(${retention_days}::int)`,
  );
  return {
    id,
    revision,
    audit,
    retentionDays: retention_days,
    ...(found?.oldest ? { oldestRecordAt: found.oldest.toISOString() } : {}),
    ...(found?.expiring ? { expiring: Number(found.expiring) } : {}),
  };
}
