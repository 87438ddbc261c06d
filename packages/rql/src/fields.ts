import { RqlError, unknownProperty } from './error.ts';
import { selfPath } from './node.ts';

/**
 * A column, or an SQL expression, that filters and orders may name.
 * `nullable: false` states that it is never null, which lets ranges use an index under `not`; left out, filters stay safe and orders treat it as never null.
 * `values` are the only values it can have; others match no row. `search` is the SQL of a lower-cased text that contains this field's, for a trigram index.
 */
export interface ScalarField {
  type: 'text' | 'id' | 'number' | 'integer' | 'boolean' | 'datetime';
  sql: string;
  nullable?: boolean;
  values?: readonly string[];
  search?: string;
  filter?: false;
  order?: false;
  orderSql?: string;
}

/** Rows of another table: `from` is the SQL after FROM with its alias, `where` ties it to the outer row; `self` is the element where it is a scalar. */
export interface CollectionField {
  type: 'collection';
  from: string;
  where: string;
  fields: Fields;
  self?: Field;
}

export type Field = ScalarField | CollectionField;

/** Keys are dotted paths: `id`, `account.id`, `audit.created.at`, `groups`. */
export type Fields = Readonly<Record<string, Field>>;

/** What names mean at one place of a filter: inside any(…) and all(…) they are the collection's. */
export interface Scope {
  fields: Fields;
  self?: Field;
}

/** A field, or a collection that the path reaches into with `rest`. */
export type Resolved = { field: Field } | { collection: CollectionField; rest: string };

export function resolve(path: string, scope: Scope, position: number): Resolved {
  if (path === selfPath && scope.self) return { field: scope.self };
  const field = lookUp(scope.fields, path);
  if (field) return { field };
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const collection = lookUp(scope.fields, path.slice(0, dot));
    if (collection?.type === 'collection') return { collection, rest: path.slice(dot + 1) };
  }
  throw new RqlError(unknownProperty, position, path);
}

/** The field of exactly this path; names every object has, such as `constructor`, are no fields. */
export function lookUp(fields: Fields, path: string): Field | undefined {
  return Object.hasOwn(fields, path) ? fields[path] : undefined;
}

export function scopeOf(collection: CollectionField): Scope {
  return collection.self ? { fields: collection.fields, self: collection.self } : { fields: collection.fields };
}

/** A field's SQL, safe to put beside any operator. */
export function operand(sql: string): string {
  return /^[\w.]+$/.test(sql) ? sql : `(${sql})`;
}
