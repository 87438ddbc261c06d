import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addApiCommands } from './api-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { describeFailure, UsageError } from './failure.ts';
import type { Operator } from './operator.ts';
import { addOperatorCommands } from './operator-commands.ts';
import { addRetainCommand } from './retain-command.ts';
import type { Terminal } from './terminal.ts';

// The only way from here to the server, and only taken by the commands that need it.
const loadOperator = (): Promise<Operator> => import('@tenantry/server/operator');

/** Runs one command line; answers the exit code: 0, or 1 after a sentence on standard error (2 for a `UsageError`). */
export async function run(args: readonly string[], terminal: Terminal, operator: () => Promise<Operator> = loadOperator): Promise<number> {
  const program = createProgram(terminal, operator);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    const json = args.includes('--json');
    terminal.note(describeFailure(error, json));
    return error instanceof UsageError ? 2 : 1;
  }
}

function createProgram(terminal: Terminal, operator: () => Promise<Operator>): Command {
  const program = new Command('tenantry')
    .description('Tenantry at the terminal: run the server, and call its API.')
    .version(manifest.version)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.note })
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(terminal.columns ?? 100, 120) })
    .addHelpText(
      'after',
      '\nThe API is reached at --url or TENANTRY_URL (normally http://localhost:3000) with --token or TENANTRY_TOKEN.\nEvery command explains itself: tenantry api-tokens create --help',
    );
  addOperatorCommands(program, terminal, operator);
  addAuditCommands(program, terminal, operator);
  addRetainCommand(program, terminal, operator);
  addApiCommands(program, terminal);
  return program;
}
