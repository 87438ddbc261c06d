import type { Command } from 'commander';
import { group } from './group.ts';
import type { Operator } from './operator.ts';
import { renderList, safeJson } from './table.ts';
import type { Terminal } from './terminal.ts';

interface RetainOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** `audit retain`: erases expired records now, as the server does once a day. */
export function addRetainCommand(program: Command, terminal: Terminal, load: () => Promise<Operator>): void {
  group(program, 'audit', '')
    .command('retain')
    .description('erase audit records that are older than their account keeps them, as the server does each night')
    .option('--dry-run', 'only say how many would go')
    .option('--json', 'print the whole answer as JSON')
    .action(async ({ dryRun = false, json = false }: RetainOptions) => {
      const { env, out, note, columns } = terminal;
      const { erased, months } = await (await load()).retainAudit(env, { dryRun });
      if (json) return out(`${safeJson({ erased, months })}\n`);
      out(renderList(erased, columns));
      if (erased.length === 0) note('Nothing has expired.\n');
      if (months.length > 0) note(`Empty months dropped: ${months.join(', ')}\n`);
    });
}
