import { createHash } from 'node:crypto';

/**
 * SHA-256, in hex, of a plan of JSON values: the same for the same content whatever the order of properties, absent and undefined ones being equal. The
 * dry run hands it out; a commit that arrives at another digest refuses, since what was shown is no longer what would happen.
 */
export function planDigest(plan: unknown): string {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
