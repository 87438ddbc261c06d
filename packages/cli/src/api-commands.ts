import { type Operation, type Operations, type Resource, resources } from '@tenantry/contract';
import { createClient, iterate, type Page } from '@tenantry/sdk';
import { type Command, InvalidArgumentError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addBodyOptions, addQueryOptions, bodyFrom, queryFrom } from './body-options.ts';
import { group } from './group.ts';
import { fileFrom } from './input.ts';
import { renderList, renderObject, safeJson } from './table.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  url?: string;
  token?: string;
  account?: string;
  json?: boolean;
  limit?: number;
  offset?: number;
  order?: string;
  select?: string;
  filter?: string;
  render?: boolean;
  all?: boolean;
  body?: string;
  file?: string;
  [field: string]: unknown;
}

interface Args {
  [name: string]: unknown;
}
type Method = (args: Args, options: object) => Promise<unknown>;

/** One command for each operation of the contract: `tenantry api-tokens list`. Nothing here knows a resource. */
export function addApiCommands(program: Command, terminal: Terminal): void {
  program.commandsGroup('Resources of the API:');
  for (const [key, resource] of Object.entries(resources as unknown as Record<string, Resource>)) {
    const summary = sentence(resource.summary);
    const command = group(program, resource.name, summary).description(summary).helpGroup('Resources of the API:');
    command.commandsGroup('Through the API:');
    for (const [name, operation] of Object.entries(resource.operations as Operations)) addCommand(command, key, name, operation, terminal);
  }
}

function addCommand(parent: Command, key: string, name: string, operation: Operation, terminal: Terminal): void {
  const command = parent.command(kebab(name)).description(sentence(operation.summary));
  const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  for (const param of params) command.argument(`<${kebab(param)}>`);
  if (operation.list) addListOptions(command);
  if (operation.filter) addFilterOptions(command);
  if (operation.list || operation.select) {
    command.option('--select <fields>', 'fields to add (+audit) or to leave out (-groups)');
    command.option('--render', 'fill in the placeholders of audit records');
  }
  addQueryOptions(command, operation);
  addBodyOptions(command, operation);
  if (operation.multipart) command.option('--file <path>', `a file to go along: ${operation.multipart.file}=path`);
  command
    .optionsGroup('Connection:')
    .option('--url <url>', 'address of the server (TENANTRY_URL)')
    .option('--token <token>', 'API token (TENANTRY_TOKEN)')
    .option('--account <id>', 'the account to work in')
    .option('--json', 'print the whole answer as JSON')
    .action(async (...given: unknown[]) => {
      const values = given.slice(0, params.length);
      const options = given[params.length] as Options;
      const args: Args = Object.fromEntries(params.map((param, i) => [param, values[i]]));
      await callOperation(key, name, operation, args, options, terminal);
    });
}

function addListOptions(command: Command): void {
  command.option('--limit <count>', 'how many at most (10; 100 at most)', count).option('--offset <count>', 'how many to pass over', count);
  addFilterOptions(command);
  command.option('--all', 'every object, page after page');
}

function addFilterOptions(command: Command): void {
  command
    .option('--order <fields>', 'fields with commas between, - before one for descending')
    .option('--filter <rql>', "for example eq(status,'Active')");
}

async function callOperation(
  key: string,
  name: string,
  operation: Operation,
  args: Args,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const { env } = terminal;
  const token = options.token ?? env.TENANTRY_TOKEN;
  const client = createClient({
    baseUrl: options.url ?? (env.TENANTRY_URL || 'http://localhost:3000'),
    ...(token ? { token } : {}),
    ...(options.account ? { account: options.account } : {}),
    headers: { 'user-agent': `tenantry/${manifest.version}` },
  });
  const call = (client as unknown as Record<string, Record<string, Method>>)[key]![name]!;
  const { limit, offset, order, select, filter, render } = options;
  const file = options.file && operation.multipart ? await fileFrom(options.file, operation.multipart.file) : undefined;
  const query = queryFrom(operation, options);
  const body = await bodyFrom(operation, options, file !== undefined, terminal);
  const all = Object.fromEntries(
    Object.entries({ ...args, limit, offset, order, select, filter, render, query, body, file }).filter(([, value]) => value !== undefined),
  );
  if (operation.list && options.all) await print(await everything(call, all), options, terminal);
  else await print(await call(all, {}), options, terminal);
}

async function everything(call: Method, args: Args): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of iterate(call as (args: Args) => Promise<Page<unknown>>, args)) items.push(item);
  return items;
}

async function print(answer: unknown, { json }: Options, terminal: Terminal): Promise<void> {
  if (answer === undefined) return;
  if (answer instanceof Blob || answer instanceof Response) return printFile(answer, terminal);
  if (json) return terminal.out(`${safeJson(answer)}\n`);
  if (Array.isArray(answer)) return terminal.out(renderList(answer, terminal.columns));
  const page = answer as { data?: unknown[]; $meta?: { pagination?: { total: number; offset: number } } };
  if (!Array.isArray(page.data) || !page.$meta?.pagination) return terminal.out(renderObject(answer));
  terminal.out(renderList(page.data, terminal.columns));
  const { total, offset } = page.$meta.pagination;
  if (page.data.length === 0) terminal.note(total === 0 ? 'Nothing found.\n' : `${total} in all.\n`);
  else if (total > page.data.length) terminal.note(`${offset + 1} to ${offset + page.data.length} of ${total}\n`);
}

async function printFile(file: Blob | Response, terminal: Terminal): Promise<void> {
  if (terminal.isInteractive) {
    if (file instanceof Response) await file.body?.cancel();
    throw new Error('This answers a file: send it into one, with "> name" behind the command.');
  }
  if (file instanceof Blob) return terminal.out(await file.bytes());
  if (!file.body) return;
  await terminal.pipe(file.body).catch((error: unknown) => {
    throw new Error('The connection broke off: what was written is not whole.', { cause: error });
  });
}

function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (char) => `-${char.toLowerCase()}`);

// Commander writes descriptions into columns, where a final stop only adds noise.
const sentence = (text: string): string => text.replace(/\.$/, '');
