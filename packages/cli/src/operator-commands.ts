import { basename } from 'node:path';
import type { Command } from 'commander';
import { addErpCommands } from './erp-commands.ts';
import { group } from './group.ts';
import { bytesOf } from './input.ts';
import type { ImportSummary, Operator } from './operator.ts';
import { renderObject, safeJson } from './table.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions {
  file: string;
  account: string;
  group?: string[];
  active?: boolean;
  dryRun?: boolean;
  allowDefaultGroup?: boolean;
  createGroups?: true | string[];
  modules?: string;
  json?: boolean;
}

const account = ['--account <id>', 'an account, or "operations"'] as const;

/** The commands that work on this machine's installation itself, not through the API. */
export function addOperatorCommands(program: Command, terminal: Terminal, load: () => Promise<Operator>): void {
  const { env, out } = terminal;
  program.commandsGroup('This installation:');
  program
    .command('serve')
    .description('run the server until it is told to stop')
    .option('--demo', 'load demo data into an empty database')
    .option('--empty', 'start without demo data')
    .action(async (options: { demo?: boolean; empty?: boolean }) => {
      const args = [...(options.demo ? ['--demo'] : []), ...(options.empty ? ['--empty'] : [])];
      await (await load()).serve(env, args);
    });
  group(program, 'tokens', 'API tokens made at this terminal')
    .command('create')
    .description('make an API token; prints its secret and nothing else')
    .requiredOption(...account)
    .requiredOption('--name <name>', 'what the token is for')
    .option('--modules <codes>', 'module codes with commas between, or "all"', 'all')
    .action(async ({ modules, ...request }: { account: string; name: string; modules: string }) => {
      const wanted = modules === 'all' ? 'all' : codesOf(modules);
      out(`${(await (await load()).createToken(env, { ...request, modules: wanted })).secret}\n`);
    });
  addPeopleCommands(group(program, 'users', ''), terminal, load);
  addErpCommands(program, terminal, load);
  group(program, 'demo', 'believable data for a first look')
    .command('load')
    .description('load the demo organisations; prints the password of the demo people')
    .action(async () => out(`${(await (await load()).loadDemo(env)).password}\n`));
}

function addPeopleCommands(users: Command, terminal: Terminal, load: () => Promise<Operator>): void {
  const { env, out } = terminal;
  users.commandsGroup('This installation:');
  users
    .command('create-admin')
    .description('make an administrator of an account; prints her password and nothing else')
    .requiredOption('--email <address>', 'her e-mail address')
    .requiredOption(...account)
    .option('--name <name>', 'first and last name')
    .action(async ({ email, name, account }: { email: string; name?: string; account: string }) => {
      out(`${(await (await load()).createAdmin(env, { account, email, ...namesOf(name, email) })).password}\n`);
    });
  users
    .command('import')
    .description('invite many people from a file (CSV with a line of headings)')
    .requiredOption('--file <path>', 'the file')
    .requiredOption(...account)
    .option('--group <id...>', 'groups, by id or name, for rows that name none')
    .option('--active', 'create active people from a column of password hashes, without mails')
    .option('--dry-run', 'only say what would happen')
    .option('--allow-default-group', 'let people of the file into the group of administrators')
    .option('--create-groups [names...]', 'make groups that the file names and the account lacks: those named here, or all')
    .option('--modules <codes>', 'modules of the groups that are made, with commas between')
    .option('--json', 'print the whole summary as JSON')
    .action(async (options: ImportOptions) => report(await importPeople(await load(), options, env), options, terminal));
}

async function importPeople(operator: Operator, options: ImportOptions, env: Terminal['env']): Promise<ImportSummary> {
  const request = {
    account: options.account,
    fileName: basename(options.file),
    bytes: await bytesOf(options.file),
    groups: options.group ?? [],
    createGroups: Array.isArray(options.createGroups) ? options.createGroups : [],
    createGroupModules: codesOf(options.modules ?? ''),
    allowDefaultGroup: options.allowDefaultGroup ?? false,
    active: options.active ?? false,
    dryRun: options.dryRun ?? false,
  };
  if (options.createGroups !== true) return operator.importUsers(env, request);
  const { unknownGroups } = await operator.importUsers(env, { ...request, dryRun: true });
  return operator.importUsers(env, { ...request, createGroups: unknownGroups.map(({ name }) => name) });
}

const shownMax = 20;

function report(summary: ImportSummary, { json }: ImportOptions, { out, note }: Terminal): void {
  const { counts, faulty, unknownGroups } = summary;
  out(json ? `${safeJson(summary)}\n` : renderObject(counts));
  if (faulty.length === 0) return;
  if (!json) {
    for (const { line, message } of faulty.slice(0, shownMax)) note(`line ${line}: ${message}\n`);
    if (faulty.length > shownMax) note(`and ${faulty.length - shownMax} more, all of them with --json\n`);
    if (unknownGroups.length > 0)
      note(`Unknown groups: ${unknownGroups.map(({ name }) => name).join(', ')} (--create-groups makes them)\n`);
  }
  throw new Error(`${faulty.length} ${faulty.length === 1 ? 'row' : 'rows'} of the file cannot be imported.`);
}

const codesOf = (text: string): string[] => text.split(',').flatMap((code) => code.trim() || []);

/** Without a name, what stands before the @ has to do until she fills in her profile. */
function namesOf(name: string | undefined, email: string): { firstName: string; lastName: string } {
  const [first = '', ...rest] = (name?.trim() || email.split('@')[0]!.replaceAll(/[._-]+/g, ' ')).split(/\s+/);
  return { firstName: first, lastName: rest.join(' ') || first };
}
