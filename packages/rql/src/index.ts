export { type Compiled, compileFilter } from './compile.ts';
export { RqlError } from './error.ts';
export type { CollectionField, Field, Fields, ScalarField } from './fields.ts';
export { formatFilter } from './format.ts';
export { type ListQuery, parseListQuery } from './list-query.ts';
export type {
  Comparison,
  ComparisonOperator,
  Constant,
  List,
  Literal,
  LiteralKind,
  Logical,
  Node,
  Not,
  Quantifier,
  ScopeRequest,
  Value,
} from './node.ts';
export { type CompiledOrder, compileOrder, type OrderKey } from './order.ts';
export { parseFilter } from './parse.ts';
export { applySelect, compileSelect, type Selection, wants } from './select.ts';
export type { OrderTerm, SelectTerm } from './terms.ts';
