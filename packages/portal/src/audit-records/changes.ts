import type { AuditRecord } from '@tenantry/contract/audit-records';

/** One field of an object before and after an event; dotted for parts of objects: `address.city`. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

// `id` never changes, and a list of them all at creation would only repeat the header.
const silent = new Set(['id', 'audit', 'revision']);

/** What the event changed, field by field. Empty when no stored field did, as for a sign-in. */
export function changesOf(record: AuditRecord): Change[] {
  const { documents = {} } = record;
  const after = documents[documentKey(record)];
  const current = isObject(after) ? after : {};
  const { previous, groups, groupsBefore } = documents;
  return [
    ...(isObject(previous) ? Object.keys(previous).flatMap((field) => difference(field, previous[field], current[field])) : []),
    ...(isCreation(record) && !previous ? Object.keys(current).flatMap((field) => difference(field, undefined, current[field])) : []),
    ...(Array.isArray(groups) || Array.isArray(groupsBefore) ? difference('groups', groupsBefore, groups) : []),
  ];
}

export const isCreation = (record: AuditRecord): boolean => /\.(created|invited|added|registered)$/.test(record.event);

/** `ApiToken` → `apiToken`, under which the documents keep its snapshot. */
export function documentKey({ object }: AuditRecord): string {
  return object.objectType.charAt(0).toLowerCase() + object.objectType.slice(1);
}

/** What a list gained and lost, by id or by value. */
export function listDifference(before: unknown, after: unknown): { added: unknown[]; removed: unknown[] } {
  const was = Array.isArray(before) ? before : [];
  const is = Array.isArray(after) ? after : [];
  const keys = (list: unknown[]) => new Set(list.map(keyOf));
  const [wasKeys, isKeys] = [keys(was), keys(is)];
  return { added: is.filter((item) => !wasKeys.has(keyOf(item))), removed: was.filter((item) => !isKeys.has(keyOf(item))) };
}

/** Stands for a secret that is never stored: `***`. That it is there says that it changed. */
export const isMasked = (value: unknown): boolean => typeof value === 'string' && /^[*•●]{3,}$/.test(value);

// Part by part, so that a new street does not show a whole address twice. A reference to another object is one thing, not parts.
function difference(field: string, before: unknown, after: unknown): Change[] {
  if (silent.has(field) || (same(before, after) && !isMasked(after))) return [];
  const inside = (value: unknown) => isObject(value) || isNothing(value);
  const parts = (isObject(before) || isObject(after)) && inside(before) && inside(after) && !isOtherReference(before, after);
  if (!parts) return [{ field, before, after }];
  const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((part) => difference(`${field}.${part}`, was[part], is[part]));
}

/** From one referred-to object to another one, to none, or from none. */
function isOtherReference(before: unknown, after: unknown): boolean {
  const ids = [before, after].filter(isObject).map(({ id }) => id);
  return ids.every((id) => typeof id === 'string') && !(ids.length === 2 && ids[0] === ids[1]);
}

const same = (before: unknown, after: unknown): boolean =>
  JSON.stringify(isNothing(before) ? null : before) === JSON.stringify(isNothing(after) ? null : after);

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Things without an id are the same when all of them is.
const keyOf = (item: unknown): string => (isObject(item) ? String(item.id ?? JSON.stringify(item)) : String(item));
