import type { AuditRecord } from '@tenantry/contract/audit-records';

/** What changed, a line for each field: `address.city: Zug → Bern`. The names are those of the API; empty where no stored field changed. */
export function changesText({ documents = {}, object }: AuditRecord): string {
  const { previous } = documents;
  const current = documents[object.objectType.charAt(0).toLowerCase() + object.objectType.slice(1)];
  if (!isObject(previous)) return '';
  const after = isObject(current) ? current : {};
  return Object.keys(previous)
    .flatMap((field) => linesOf(field, previous[field], after[field]))
    .join('\n');
}

function linesOf(field: string, before: unknown, after: unknown): string[] {
  const [was, is] = [textOf(before), textOf(after)];
  if (was === is) return [];
  if (!isObject(before) || !isObject(after)) return [`${field}: ${was} → ${is}`];
  const parts = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...parts].flatMap((part) => linesOf(`${field}.${part}`, before[part], after[part]));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value ?? null) ?? 'null'));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
