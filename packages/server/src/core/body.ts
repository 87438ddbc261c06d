import { type Operation, strict } from '@tenantry/contract';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { invalid } from './problem.ts';

type Json = Record<string, unknown>;
interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  additionalProperties?: boolean | Shape;
  'x-reference'?: boolean;
  'x-ignored'?: boolean;
}

const depthMax = 64;

/** Parses JSON text. Throws 400 with the position; refuses what PostgreSQL cannot store (U+0000, half a surrogate pair) anywhere, and very deep nesting. */
export function parseJson(text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid({ body: [(error as Error).message] }, 'The body is not valid JSON.');
  }
  if (isDeeperThan(parsed, depthMax)) throw invalid({ body: [`May be nested ${depthMax} levels deep.`] }, 'The body is nested too deeply.');
  // Escapes are the only way into a JSON text: a raw NUL is no JSON, a raw half of a pair no UTF-8.
  if (unstorableEscape.test(text)) refuseUnstorable(parsed, '');
  return parsed;
}

// What walks a body, here, in JSON.stringify or in PostgreSQL, has a stack that ends.
const isDeeperThan = (value: unknown, levels: number): boolean =>
  value !== null && typeof value === 'object' && (levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1)));

const unstorableEscape = /\\u(0000|d[89a-f])/i;

function refuseUnstorable(value: unknown, path: string): void {
  if (typeof value === 'string') refuseUnstorableText(value, path);
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    refuseUnstorableText(key, path);
    refuseUnstorable(child, path ? `${path}.${key}` : key);
  }
}

function refuseUnstorableText(text: string, path: string): void {
  if (text.includes('\0')) throw invalid({ [path || 'body']: ['Must not contain the character U+0000.'] });
  if (!text.isWellFormed()) throw invalid({ [path || 'body']: ['Must not contain half a surrogate pair (U+D800 to U+DFFF).'] });
}

export type BodyReader = (given: unknown) => unknown;

/**
 * Checks a body against its operation. Fields that clients read and send back are dropped, references keep only their id, any other
 * unknown field is refused by name. Neither coerces nor fills in.
 */
export function bodyReader(operation: Operation): BodyReader {
  const schema = (operation.body ?? strict({})) as TSchema;
  const check: Validator = Compile(schema);
  const nullable = operation.method !== 'PUT';
  return (given) => {
    const unknown: Record<string, string[]> = {};
    const kept = keep(given, schema as Shape, operation.reads as Shape | undefined, '', unknown, nullable);
    if (Object.keys(unknown).length > 0) throw invalid(unknown, 'Some fields are not known.');
    if (check.Check(kept)) return kept;
    throw invalid(fieldErrors(check.Errors(kept)));
  };
}

function keep(
  given: unknown,
  shape: Shape,
  reads: Shape | undefined,
  path: string,
  unknown: Record<string, string[]>,
  dropNull: boolean,
): unknown {
  if (Array.isArray(given)) {
    const items = pick(shape, 'items');
    return items?.items
      ? given.map((one, i) => keep(one, items.items!, pick(reads, 'items')?.items, join(path, String(i)), unknown, dropNull))
      : given;
  }
  if (given === null || typeof given !== 'object') return given;
  const target = pick(shape, 'properties');
  if (!target?.properties || target['x-ignored']) return target?.['x-ignored'] ? {} : given;
  const readable = pick(reads, 'properties')?.properties;
  const kept: Json = {};
  for (const [name, child] of Object.entries(given)) {
    const inner = Object.hasOwn(target.properties, name) ? target.properties[name] : undefined;
    if (inner) {
      // On creation `null` says the same as leaving it out; in a PUT it clears.
      if (child === null && dropNull && !allowsNull(inner)) continue;
      kept[name] = keep(child, inner, readable?.[name], join(path, name), unknown, dropNull);
    } else if (!isIgnorable(name, target, readable)) unknown[join(path, name)] = ['Is not a field of this object.'];
  }
  return kept;
}

const isIgnorable = (name: string, target: Shape, readable: Record<string, Shape> | undefined): boolean =>
  target['x-reference'] === true ||
  (readable !== undefined && Object.hasOwn(readable, name)) ||
  ['$meta', 'href', 'revision', 'audit', 'id', 'status', 'icon'].includes(name);

const join = (path: string, name: string) => (path ? `${path}.${name}` : name);

const allowsNull = (shape: Shape): boolean =>
  Array.isArray(shape.type) ? shape.type.includes('null') : (shape.anyOf ?? []).some((one) => one.type === 'null');

/** The branch of a schema that has what is looked for: behind `anyOf` stands `X or null`. */
function pick(shape: Shape | undefined, what: 'properties' | 'items'): Shape | undefined {
  if (!shape || shape[what]) return shape;
  return shape.anyOf?.find((one) => one[what]);
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: object;
  message: string;
}

/** Schema errors as a map of dotted paths to sentences for people. */
export function fieldErrors(errors: readonly SchemaError[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const add = (path: string, message: string) => {
    found[path] = [...(found[path] ?? []), message];
  };
  for (const error of errors) {
    const path = error.instancePath.slice(1).replaceAll('/', '.');
    if (error.keyword === 'required') {
      for (const name of (error.params as { requiredProperties: string[] }).requiredProperties) add(join(path, name), 'Must be given.');
    } else if (error.keyword !== 'anyOf' && error.keyword !== 'additionalProperties' && !isOtherBranch(error, errors)) {
      const message = sentence(error);
      if (!found[path || 'body']?.includes(message)) add(path || 'body', message);
    }
  }
  return found;
}

/** Of `X or null`, what was meant as an X need not be told that it could have been null. */
const isOtherBranch = (error: SchemaError, errors: readonly SchemaError[]): boolean =>
  error.keyword === 'type' &&
  (error.params as { type?: unknown }).type === 'null' &&
  errors.some((other) => other !== error && other.keyword !== 'anyOf' && other.instancePath.startsWith(error.instancePath));

function sentence({ keyword, params, message }: SchemaError): string {
  const { limit, type, allowedValues, format } = params as {
    limit?: number;
    type?: string | string[];
    allowedValues?: unknown[];
    format?: string;
  };
  switch (keyword) {
    case 'minLength':
      return limit === 1 ? 'Must not be empty.' : `Must have at least ${limit} characters.`;
    case 'maxLength':
      return `Must have at most ${limit} characters.`;
    case 'minItems':
      return limit === 1 ? 'Choose at least one.' : `Must have at least ${limit} items.`;
    case 'maxItems':
      return `Must have at most ${limit} items.`;
    case 'minimum':
      return `Must be at least ${limit}.`;
    case 'maximum':
      return `Must be at most ${limit}.`;
    case 'type':
      return `Must be ${Array.isArray(type) ? type.join(' or ') : type}.`;
    case 'enum':
      return `Must be one of ${(allowedValues ?? []).join(', ')}.`;
    case 'const':
      return 'Must be accepted.';
    case 'format':
      return (
        {
          email: 'Must be an e-mail address.',
          'date-time': 'Must be a date and time such as 2026-01-31T23:00:00.000Z.',
          uuid: 'Must be a UUID.',
        }[format ?? ''] ?? 'Has the wrong form.'
      );
    case 'pattern':
      return 'Has characters or a form that is not allowed here.';
    default:
      return `${message[0]?.toUpperCase()}${message.slice(1)}.`;
  }
}

/** Dotted paths of fields that a schema does not name. */
export function unknownFields(value: unknown, schema: TSchema): string[] {
  return undeclared(value, schema as Shape, '');
}

function undeclared(value: unknown, shape: Shape, path: string): string[] {
  if (Array.isArray(value)) {
    const items = pick(shape, 'items')?.items;
    return items ? value.flatMap((one, i) => undeclared(one, items, join(path, String(i)))) : [];
  }
  const properties = pick(shape, 'properties')?.properties;
  if (value === null || typeof value !== 'object' || !properties) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    Object.hasOwn(properties, name) ? undeclared(child, properties[name]!, join(path, name)) : [join(path, name)],
  );
}
