import type { Operation } from '@tenantry/contract';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { jsonFrom } from './input.ts';
import type { Terminal } from './terminal.ts';

interface FieldSchema {
  type?: string | string[];
  enum?: unknown[];
  description?: string;
  properties?: Record<string, FieldSchema>;
}

// What every command has; and passwords, which other people of the machine could read in its list of processes.
const taken = /^(url|token|account|json|body|file|help|limit|offset|order|select|filter|render|all)$|password/i;

/** Adds `--body`, and an option for each field of the body that holds a single value. */
export function addBodyOptions(command: Command, operation: Operation): void {
  if (!operation.body) return;
  command.optionsGroup('Body:').option('--body <json>', 'the body as JSON, @file, or - for standard input');
  for (const [name, schema] of scalarFields(operation.body)) command.addOption(optionOf(name, schema));
  command.optionsGroup('Options:');
}

/** The body that the options say: `--body` with the single fields over it. Nothing where the operation takes none. */
export async function bodyFrom(
  operation: Operation,
  options: Readonly<Record<string, unknown>>,
  hasFile: boolean,
  terminal: Terminal,
): Promise<unknown> {
  if (!operation.body) return undefined;
  const whole = typeof options.body === 'string' ? await jsonFrom(options.body, terminal) : undefined;
  const fields = Object.fromEntries(
    scalarFields(operation.body)
      .map(([name]) => [name, options[name]] as const)
      .filter(([, value]) => value !== undefined),
  );
  if (Object.keys(fields).length === 0) return whole ?? (hasFile || !isObject(operation) ? undefined : {});
  if (whole !== undefined && (whole === null || typeof whole !== 'object' || Array.isArray(whole)))
    throw new Error('--body must be a JSON object where single fields are given beside it.');
  return { ...whole, ...fields };
}

const isObject = ({ body }: Operation): boolean => (body as FieldSchema | undefined)?.properties !== undefined;

/** Adds an option for each plain parameter of the query. */
export function addQueryOptions(command: Command, operation: Operation): void {
  for (const [name, schema] of operation.query ? scalarFields(operation.query) : []) command.addOption(optionOf(name, schema));
}

/** The plain parameters that the options say; nothing where none is given. */
export function queryFrom(operation: Operation, options: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const given = (operation.query ? scalarFields(operation.query) : []).flatMap(([name]) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function scalarFields(described: object): [string, FieldSchema][] {
  const { properties = {} } = described as FieldSchema;
  return Object.entries(properties).filter(([name, schema]) => !taken.test(name) && typeof typeOf(schema) === 'string');
}

const typeOf = (schema: FieldSchema): 'string' | 'integer' | 'boolean' | undefined => {
  const types = [schema.type ?? (schema.enum ? 'string' : [])].flat();
  return (['string', 'integer', 'boolean'] as const).find((type) => types.includes(type));
};

function optionOf(name: string, schema: FieldSchema): Option {
  const flag = `--${name.replaceAll(/[A-Z]/g, (char) => `-${char.toLowerCase()}`)}`;
  const type = typeOf(schema);
  if (type === 'boolean') return new Option(`${flag} [true|false]`, schema.description).argParser((text) => truth(text)).preset('true');
  const option = new Option(`${flag} <${type === 'integer' ? 'number' : 'text'}>`, schema.description);
  if (schema.enum) return option.choices(schema.enum.filter((one) => typeof one === 'string'));
  return type === 'integer' ? option.argParser(whole) : option;
}

function truth(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('It must be true or false.');
  return text === 'true';
}

function whole(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
