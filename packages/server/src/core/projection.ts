import type { Operation } from '@tenantry/contract';
import { compileSelect, type ListQuery, RqlError, type Selection, type SelectTerm } from '@tenantry/rql';
import type { Page } from './listing.ts';
import { invalidQuery } from './read-query.ts';

/** What a `select` may name in the answers of one operation, and what only it brings. */
export interface SelectRules {
  omitted: readonly string[];
  known(path: string): boolean;
}

/** The rules of one operation; `omitted` names what its resource leaves out by default. */
export function selectRules(operation: Operation, omitted: readonly string[]): SelectRules {
  const answer = operation.answer as AnswerShape | undefined;
  const item = operation.list ? answer?.properties?.data?.items : answer;
  const known = (path: string) => isInAnswer(item, path.split('.'));
  return { known, omitted: omitted.filter(known) };
}

interface AnswerShape {
  properties?: Record<string, AnswerShape>;
  items?: AnswerShape;
  anyOf?: AnswerShape[];
}

/** Whether an answer can have a path. Below free-form objects (documents, audit) any name may be asked for. */
function isInAnswer(shape: AnswerShape | undefined, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const inner = shape?.anyOf?.find((one) => one.properties ?? one.items) ?? shape;
  if (inner?.items) return isInAnswer(inner.items, path);
  if (!inner?.properties) return true;
  return Object.hasOwn(inner.properties, name) && isInAnswer(inner.properties[name], rest);
}

/** A page as asked for. */
export function envelope(page: Page<object>, list: ListQuery, select: SelectRules): unknown {
  const { apply, omitted } = selection(list.select, select);
  return { $meta: { pagination: { limit: page.limit, offset: page.offset, total: page.total }, omitted }, data: page.data.map(apply) };
}

/** One object as asked for; what stays out by default is named in its `$meta`. */
export function project(result: unknown, terms: SelectTerm[], select: SelectRules, operation: Operation): unknown {
  if (result === null || typeof result !== 'object' || 'redirect' in result || operation.status === 204) return result;
  const { apply, omitted } = selection(terms, select);
  const value = apply(result);
  return omitted.length > 0 && 'id' in value ? { ...value, $meta: { omitted } } : value;
}

/** The projection that a `select` asks for; without one, whatever is left out by default becomes absent. */
function selection(terms: SelectTerm[], { omitted, known }: SelectRules): Pick<Selection, 'apply' | 'omitted'> {
  if (terms.length === 0) {
    const absent = Object.fromEntries(omitted.map((name) => [name, undefined]));
    return { apply: omitted.length > 0 ? (value) => ({ ...value, ...absent }) : (value) => value, omitted: [...omitted] };
  }
  try {
    return compileSelect(terms, omitted, known);
  } catch (error) {
    throw error instanceof RqlError ? invalidQuery(error) : error;
  }
}
