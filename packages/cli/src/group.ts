import type { Command } from 'commander';

/** The command of that name, made when it is not there: both halves may add to `users`. */
export function group(program: Command, name: string, description: string): Command {
  const there = program.commands.find((command) => command.name() === name);
  return there ?? program.command(name).description(description);
}
