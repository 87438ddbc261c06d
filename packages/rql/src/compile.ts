import { compareScalar } from './compare.ts';
import { RqlError, unknownProperty } from './error.ts';
import type { CollectionField, Fields, Scope } from './fields.ts';
import { resolve, scopeOf } from './fields.ts';
import type { Comparison, Node, Quantifier } from './node.ts';
import { selfPath } from './node.ts';
import type { Parameters } from './parameter.ts';

/** One boolean SQL expression and its parameters: true for the rows that match, false or null for the others. */
export interface Compiled {
  sql: string;
  parameters: unknown[];
}

/** The scopes that filter(…) may name; an unknown one must fail, or its sender would believe in a restriction that nobody applies. */
const scopes: readonly string[] = ['group.buyers'];

/**
 * Compiles a filter for PostgreSQL; every value becomes a parameter, numbered from `firstParameter`. Throws RqlError for unknown fields and values
 * of the wrong type. A row matches either a filter or its `not(…)`, also where a field is null.
 */
export function compileFilter(node: Node, fields: Fields, firstParameter = 1): Compiled {
  const parameters: Parameters = { first: firstParameter, values: [] };
  const sql = condition(node, { fields }, parameters, true);
  return { sql, parameters: parameters.values };
}

// `wanted: false` asks for SQL that is true where the node does not match. Pushing `not` down to the comparisons keeps every other condition plain
// enough for an index, and lets each comparison say what a null means; a NOT round the whole would turn "unknown" into "unknown".
function condition(node: Node, scope: Scope, parameters: Parameters, wanted: boolean): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const joiner = (node.kind === 'and') === wanted ? ' and ' : ' or ';
      return `(${node.items.map((item) => condition(item, scope, parameters, wanted)).join(joiner)})`;
    }
    case 'not':
      return condition(node.item, scope, parameters, !wanted);
    case 'any':
    case 'all':
      return quantified(node, scope, parameters, wanted);
    case 'scope':
      if (!scopes.includes(node.name)) throw new RqlError(unknownProperty, node.position, node.name);
      return String(wanted);
    case 'comparison':
      return comparison(node, scope, parameters, wanted);
  }
}

function quantified(node: Quantifier, scope: Scope, parameters: Parameters, wanted: boolean): string {
  const target = resolve(node.path, scope, node.pathPosition);
  // all(…) is "there is no element without", so it is true of an empty collection.
  const matching = node.kind === 'any';
  if ('rest' in target) {
    const inner: Quantifier = { ...node, path: target.rest };
    return exists(target.collection, wanted === matching, (scopeInside) => quantified(inner, scopeInside, parameters, matching));
  }
  const { field } = target;
  if (field.type !== 'collection') throw new RqlError(`${unknownProperty} Not a collection,`, node.pathPosition, node.path);
  const { condition: inside } = node;
  return exists(field, wanted === matching, inside && ((scopeInside) => condition(inside, scopeInside, parameters, matching)));
}

function comparison(node: Comparison, scope: Scope, parameters: Parameters, wanted: boolean): string {
  const target = resolve(node.path, scope, node.pathPosition);
  if ('rest' in target) return reaching(node, target.collection, target.rest, parameters, wanted);
  const { field } = target;
  if (field.type !== 'collection') return compareScalar(node, field, scope, parameters, wanted);
  const { kind } = node.value;
  if ((node.operator === 'eq' || node.operator === 'ne') && (kind === 'null' || kind === 'empty')) {
    return exists(field, (node.operator === 'ne') === wanted);
  }
  if (field.self) return reaching(node, field, selfPath, parameters, wanted);
  throw new RqlError(`${unknownProperty} A collection needs any(…) or all(…),`, node.pathPosition, node.path);
}

// `groups.id=X` is any(groups,id=X). So that ne and out stay the opposite of eq and in, they mean that no element has the value.
function reaching(node: Comparison, collection: CollectionField, rest: string, parameters: Parameters, wanted: boolean): string {
  const positive = node.operator === 'ne' ? 'eq' : node.operator === 'out' ? 'in' : node.operator;
  const inner: Comparison = { ...node, path: rest, operator: positive };
  const found = positive === node.operator;
  return exists(collection, wanted === found, (scope) => comparison(inner, scope, parameters, true));
}

function exists(collection: CollectionField, wanted: boolean, inside?: (scope: Scope) => string): string {
  const more = inside ? ` and ${inside(scopeOf(collection))}` : '';
  return `${wanted ? '' : 'not '}exists (select 1 from ${collection.from} where (${collection.where})${more})`;
}
