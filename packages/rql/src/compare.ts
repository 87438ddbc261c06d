import { RqlError, unknownProperty } from './error.ts';
import type { ScalarField, Scope } from './fields.ts';
import { lookUp, operand } from './fields.ts';
import type { Comparison, ComparisonOperator, Constant, List, Literal, Value } from './node.ts';
import type { Parameters } from './parameter.ts';
import { castOf, literalOnly, parameter, typed } from './parameter.ts';
import type { Pattern } from './pattern.ts';
import { partPattern, starPattern } from './pattern.ts';

const ranges: Partial<Record<ComparisonOperator, readonly [string, string]>> = {
  lt: ['<', '>='],
  le: ['<=', '>'],
  gt: ['>', '<='],
  ge: ['>=', '<'],
};

/** A comparison of one field as SQL that is true where it holds, or with `wanted: false` where it does not; a null field equals nothing but null(). */
export function compareScalar(node: Comparison, field: ScalarField, scope: Scope, parameters: Parameters, wanted: boolean): string {
  if (field.filter === false) throw new RqlError(`${unknownProperty} Not a field to filter by,`, node.pathPosition, node.path);
  const { operator, value } = node;
  if (operator === 'in' || operator === 'out') return membership(field, asList(value), parameters, wanted === (operator === 'in'));
  const single = asSingle(value);
  if (operator === 'eq' || operator === 'ne') return equality(field, single, scope, parameters, wanted === (operator === 'eq'));
  const range = ranges[operator];
  if (range) return ordering(node, field, range, single, scope, parameters, wanted);
  const text = matching(node, field, single, parameters, wanted);
  return wanted ? text : `(${text}) is not true`;
}

function equality(field: ScalarField, value: Literal | Constant, scope: Scope, parameters: Parameters, wanted: boolean): string {
  const left = operand(field.sql);
  if (value.kind === 'null') return `${left} is ${wanted ? '' : 'not '}null`;
  const other = otherField(field, value, scope);
  if (other) return `${left} is ${wanted ? 'not ' : ''}distinct from ${operand(other.sql)}`;
  const right = typed(field, value);
  if (!possible(field, right)) return String(!wanted);
  return `${left} ${wanted ? '=' : 'is distinct from'} ${parameter(parameters, right, castOf(field))}`;
}

function ordering(
  node: Comparison,
  field: ScalarField,
  [operator, opposite]: readonly [string, string],
  value: Literal | Constant,
  scope: Scope,
  parameters: Parameters,
  wanted: boolean,
): string {
  if (field.type === 'boolean') throw unfit(node);
  const literal = literalOnly(value);
  const left = operand(field.sql);
  const other = otherField(field, literal, scope);
  const right = other ? operand(other.sql) : parameter(parameters, typed(field, literal), castOf(field));
  if (wanted) return `${left} ${operator} ${right}`;
  const neverNull = field.nullable === false && (!other || other.nullable === false);
  return neverNull ? `${left} ${opposite} ${right}` : `(${left} ${operator} ${right}) is not true`;
}

function membership(field: ScalarField, list: List, parameters: Parameters, wanted: boolean): string {
  const left = operand(field.sql);
  const values = list.items.filter((item) => item.kind !== 'null').map((item) => typed(field, item));
  const usable = values.filter((value) => possible(field, value));
  const conditions: string[] = [];
  if (usable.length > 0) conditions.push(`${left} = any(${parameter(parameters, usable, `${castOf(field)}[]`)})`);
  if (list.items.some((item) => item.kind === 'null')) conditions.push(`${left} is null`);
  if (conditions.length === 0) return String(!wanted);
  const sql = `(${conditions.join(' or ')})`;
  return wanted ? sql : `${sql} is not true`;
}

function matching(node: Comparison, field: ScalarField, value: Literal | Constant, parameters: Parameters, wanted: boolean): string {
  if (castOf(field) !== 'text') throw unfit(node);
  const { text } = literalOnly(value);
  const { operator } = node;
  const part = operator === 'startsWith' || operator === 'contains' || operator === 'endsWith';
  const pattern = part ? partPattern(operator, text) : starPattern(text);
  const fold = operator === 'ilike' ? (sql: string) => `lower(${sql})` : (sql: string) => sql;
  const wide = wanted ? searching(field, pattern, parameters) : undefined;
  const left = fold(operand(field.sql));
  const precise =
    pattern.kind === 'equals'
      ? `${left} = ${fold(parameter(parameters, pattern.literal, 'text'))}`
      : `${left} like ${fold(parameter(parameters, pattern.like, 'text'))}`;
  return wide ? `(${wide} and ${precise})` : precise;
}

// The searched text holds more than this field, so it can only narrow the rows down, through its index; and under `not` it would drop too many.
function searching(field: ScalarField, { literal }: Pattern, parameters: Parameters): string | undefined {
  if (field.search === undefined || literal === '') return undefined;
  const { like } = partPattern('contains', literal);
  return `${operand(field.search)} like lower(${parameter(parameters, like, 'text')})`;
}

function otherField(field: ScalarField, value: Literal | Constant, scope: Scope): ScalarField | undefined {
  const other = value.kind === 'word' ? lookUp(scope.fields, value.text) : undefined;
  if (value.kind !== 'word' || !other || other.type === 'collection' || other.filter === false) return undefined;
  if (family(other) !== family(field))
    throw new RqlError('Invalid value, the two fields are of different types.', value.position, value.text);
  return other;
}

function family(field: ScalarField): string {
  return field.type === 'integer' ? 'numeric' : castOf(field);
}

function possible(field: ScalarField, value: string | boolean): boolean {
  return field.values === undefined || typeof value !== 'string' || field.values.includes(value);
}

function unfit(node: Comparison): RqlError {
  return new RqlError(`The operator '${node.operator}' does not apply to this field.`, node.pathPosition, node.path);
}

function asList(value: Value): List {
  return value.kind === 'list' ? value : { kind: 'list', items: [value], position: value.position };
}

function asSingle(value: Value): Literal | Constant {
  if (value.kind === 'list') throw new RqlError('Invalid value, a list does not apply here.', value.position);
  return value;
}
