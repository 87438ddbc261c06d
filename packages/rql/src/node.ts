export type ComparisonOperator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'like'
  | 'ilike'
  | 'startsWith'
  | 'contains'
  | 'endsWith'
  | 'in'
  | 'out';

export type LiteralKind = 'string' | 'number' | 'boolean' | 'date' | 'word';

/**
 * A value as it was written: `string` was quoted, the others were bare. Its text is kept (not its number), because only the field it meets decides
 * what it is: `eq(name,007)` looks for three characters. A `word` names another field where there is one of that name, else it is text.
 */
export interface Literal {
  kind: LiteralKind;
  text: string;
  position: number;
}

export type Constant = { kind: 'null'; position: number } | { kind: 'empty'; position: number };

export interface List {
  kind: 'list';
  items: (Literal | Constant)[];
  position: number;
}

export type Value = Literal | Constant | List;

export interface Logical {
  kind: 'and' | 'or';
  items: Node[];
  position: number;
}

export interface Not {
  kind: 'not';
  item: Node;
  position: number;
}

/** The property a condition is about, and where it stands; `self()` for the element of a scalar collection. */
export interface Property {
  path: string;
  pathPosition: number;
}

/** `in` and `out` always hold a list, the other operators never. */
export interface Comparison extends Property {
  kind: 'comparison';
  operator: ComparisonOperator;
  value: Value;
  position: number;
}

export interface Quantifier extends Property {
  kind: 'any' | 'all';
  condition?: Node;
  position: number;
}

/** `filter(group.buyers)`: the caller's own scope, which the server applies or not; it never changes which rows a filter matches. */
export interface ScopeRequest {
  kind: 'scope';
  name: string;
  position: number;
}

export type Node = Logical | Not | Comparison | Quantifier | ScopeRequest;

export const selfPath = 'self()';

const operators: readonly ComparisonOperator[] = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'like',
  'ilike',
  'startsWith',
  'contains',
  'endsWith',
  'in',
  'out',
];

/** Operators by their lower-case name: names are case-insensitive on the wire. */
export const operatorByName: ReadonlyMap<string, ComparisonOperator> = new Map(operators.map((name) => [name.toLowerCase(), name]));

const pathPattern = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;

/** Whether the text has the form of a property path (dotted names); which paths exist is known to the fields alone. */
export function isPath(text: string): boolean {
  return pathPattern.test(text);
}

const numberPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const datePattern = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?$/i;

/** The kind of a bare word, by its looks. */
export function bareKind(text: string): LiteralKind {
  if (/^(?:true|false)$/i.test(text)) return 'boolean';
  if (numberPattern.test(text)) return 'number';
  return datePattern.test(text) ? 'date' : 'word';
}
