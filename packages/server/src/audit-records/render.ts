import type { AuditRecord } from '@tenantry/contract/audit-records';

/**
 * `details` with its placeholders filled in (spec 14.1): `{{actor.name}}`, `{{object.name}}`, or a path into the documents such as `{{order.id}}`.
 * A placeholder that leads nowhere stays as it is, so that nobody reads a sentence with a hole in it.
 */
export function renderDetails(record: AuditRecord): AuditRecord {
  const sources: Record<string, unknown> = { ...record.documents, object: record.object, actor: record.actor };
  const details = record.details.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, path: string) => {
    const found = path
      .split('.')
      .reduce<unknown>((value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined), sources);
    return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : whole;
  });
  return { ...record, details };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
