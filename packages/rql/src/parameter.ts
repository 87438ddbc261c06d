import { normalDatetime } from './datetime.ts';
import { RqlError } from './error.ts';
import type { ScalarField } from './fields.ts';
import type { Constant, Literal } from './node.ts';

/** The parameters of one statement, numbered from `first`. */
export interface Parameters {
  readonly first: number;
  readonly values: unknown[];
}

/** Adds a parameter and answers its typed placeholder; the cast keeps PostgreSQL from guessing a type by the context. */
export function parameter(parameters: Parameters, value: unknown, cast: string): string {
  parameters.values.push(value);
  return `$${parameters.first + parameters.values.length - 1}::${cast}`;
}

/** `bigint` for whole numbers: a numeric parameter would keep an index on an integer column from being used. */
export function castOf(field: ScalarField): string {
  switch (field.type) {
    case 'integer':
      return 'bigint';
    case 'number':
      return 'numeric';
    case 'boolean':
      return 'boolean';
    case 'datetime':
      return 'timestamptz';
    default:
      return 'text';
  }
}

/** A literal as the value of a field's parameter; throws RqlError where the field cannot hold it. Numbers stay text, so none loses digits. */
export function typed(field: ScalarField, value: Literal | Constant): string | boolean {
  if (value.kind === 'empty' && castOf(field) === 'text') return '';
  const { text } = literalOnly(value);
  const parsed = parseAs(field.type, text.trim(), text);
  if (parsed === undefined) throw new RqlError(`Invalid value, expected ${expected[field.type]}.`, value.position, text);
  return parsed;
}

/** The value where it is a literal; throws RqlError for null() and empty(). */
export function literalOnly(value: Literal | Constant): Literal {
  if (value.kind === 'null' || value.kind === 'empty') {
    throw new RqlError(`Invalid value, ${value.kind}() does not apply here.`, value.position);
  }
  return value;
}

const expected: Record<ScalarField['type'], string> = {
  text: 'a text',
  id: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  datetime: 'a date like 2026-01-31 or 2026-01-31T10:00:00.000Z',
};

function parseAs(type: ScalarField['type'], trimmed: string, text: string): string | boolean | undefined {
  switch (type) {
    case 'integer':
      return wholeNumber(trimmed);
    case 'number':
      return decimal(trimmed);
    case 'boolean':
      return /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : undefined;
    case 'datetime':
      return normalDatetime(trimmed);
    default:
      return text;
  }
}

function wholeNumber(text: string): string | undefined {
  if (!/^[+-]?\d{1,19}(?:\.0*)?$/.test(text)) return undefined;
  const number = BigInt(text.replace(/^\+|\..*$/g, ''));
  return BigInt.asIntN(64, number) === number ? String(number) : undefined;
}

// 40 digits and two of exponent are far within what numeric and double precision hold, so the database never answers "out of range".
function decimal(text: string): string | undefined {
  return text.length <= 40 && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(text) ? text : undefined;
}
