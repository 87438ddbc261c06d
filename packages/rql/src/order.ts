import { RqlError, unknownProperty } from './error.ts';
import type { Fields, ScalarField } from './fields.ts';
import { lookUp, operand } from './fields.ts';
import type { OrderTerm } from './terms.ts';

export interface OrderKey {
  sql: string;
  descending: boolean;
  nullable: boolean;
}

/** `reversedSql` gives exactly the opposite sequence, for reading a list from its end; `keys` ends with the tie-breaker. */
export interface CompiledOrder {
  sql: string;
  reversedSql: string;
  keys: OrderKey[];
}

/**
 * Compiles an order (without the words ORDER BY). Nulls come last in both directions. The tie-breaker (SQL of a unique column, never null) makes the
 * order total and takes the direction of the last term, so that one index on both serves it. Throws RqlError for unknown fields.
 */
export function compileOrder(terms: OrderTerm[], fields: Fields, tieBreaker: string): CompiledOrder {
  const keys: OrderKey[] = [];
  for (const term of terms) {
    const field = orderable(term, fields);
    add(keys, { sql: operand(field.orderSql ?? field.sql), descending: term.descending, nullable: field.nullable === true });
  }
  add(keys, { sql: operand(tieBreaker), descending: keys.at(-1)?.descending ?? false, nullable: false });
  return { sql: clause(keys, false), reversedSql: clause(keys, true), keys };
}

function orderable(term: OrderTerm, fields: Fields): ScalarField {
  const field = lookUp(fields, term.path);
  if (!field) throw new RqlError(unknownProperty, term.position, term.path);
  if (field.type === 'collection' || field.order === false) {
    throw new RqlError(`${unknownProperty} Not a field to order by,`, term.position, term.path);
  }
  return field;
}

// A second key of the same column decides nothing and would keep the planner from an index.
function add(keys: OrderKey[], key: OrderKey): void {
  if (!keys.some(({ sql }) => sql === key.sql)) keys.push(key);
}

// A column that is never null goes without a nulls clause: with one, the planner would not match a descending order to its index.
function clause(keys: OrderKey[], reversed: boolean): string {
  return keys
    .map(({ sql, descending, nullable }) => {
      const direction = descending === reversed ? 'asc' : 'desc';
      return `${sql} ${direction}${nullable ? ` nulls ${reversed ? 'first' : 'last'}` : ''}`;
    })
    .join(', ');
}
