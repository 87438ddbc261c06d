import type { ProblemDetails } from '../../api.ts';
import { dotted } from './schema-resolver.ts';

export interface FormProblem {
  /** Messages by the dotted path of a field. */
  fields: Map<string, string>;
  /** What belongs to no field of this form. */
  rest: string[];
}

/**
 * Sorts the messages of an RFC 9457 problem: `errors` as a map of dotted paths, `errors` as a list of broken rules, and
 * `pointers` (JSON pointers). `has` tells whether the form shows a field; everything else goes to `rest`.
 */
export function sortProblem(problem: ProblemDetails, has: (path: string) => boolean): FormProblem {
  const fields = new Map<string, string>();
  const rest: string[] = [];
  for (const [path, messages] of messagesOf(problem)) {
    const field = path && nearest(path, has);
    if (field) fields.set(field, fields.get(field) ?? messages.join(' '));
    else rest.push(...messages);
  }
  if (fields.size === 0 && rest.length === 0) rest.push(problem.detail ?? problem.title);
  return { fields, rest: [...new Set(rest)] };
}

function* messagesOf({ errors, pointers }: ProblemDetails): Generator<[path: string, messages: readonly string[]]> {
  if (Array.isArray(errors)) {
    for (const rule of errors) yield [rule.properties?.[0] ?? '', [rule.message]];
  } else if (errors) {
    for (const [path, messages] of Object.entries(errors)) yield [path.startsWith('/') ? dotted(path) : path, messages as string[]];
  }
  if (Array.isArray(pointers)) {
    for (const item of pointers) {
      if (item && typeof item.pointer === 'string')
        yield [dotted(item.pointer.replace(/^#/, '')), [String(item.message ?? item.detail ?? '')]];
    }
  } else if (pointers && typeof pointers === 'object') {
    for (const [pointer, messages] of Object.entries(pointers)) yield [dotted(pointer.replace(/^#/, '')), [messages].flat().map(String)];
  }
}

// `groups.0.id` belongs to the field `groups`.
function nearest(path: string, has: (path: string) => boolean): string | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const candidate = parts.slice(0, length).join('.');
    if (has(candidate)) return candidate;
  }
  return undefined;
}
