import type { Command } from 'commander';
import { group } from './group.ts';
import type { ErpSummary, Operator } from './operator.ts';
import { renderObject, safeJson } from './table.ts';
import type { Terminal } from './terminal.ts';

interface PullOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** What the operator does with the ERP at the terminal. */
export function addErpCommands(program: Command, terminal: Terminal, load: () => Promise<Operator>): void {
  group(program, 'erp', 'customer records of the ERP')
    .command('pull')
    .description('read the ERP now and take over what changed')
    .option('--dry-run', 'only say what would change')
    .option('--json', 'print each change and the summary as a line of JSON')
    .action(async ({ dryRun = false, json = false }: PullOptions) => {
      const { env, out } = terminal;
      // Told as they are found: there may be a hundred thousand.
      const summary = await (await load()).pullErp(env, { dryRun }, (difference) => {
        const { object, change, id, name, detail } = difference;
        out(json ? `${safeJson(difference, 0)}\n` : `${[object, change, id, name, detail].map(plain).join('  ').trimEnd()}\n`);
      });
      report(summary, json, terminal);
    });
}

const shownMax = 20;

function report(summary: ErpSummary, json: boolean, { out, note }: Terminal): void {
  const { counts, errors } = summary;
  out(json ? `${safeJson(summary, 0)}\n` : renderObject(counts));
  const broken = counts.broken ?? errors.length;
  if (broken === 0) return;
  if (!json) for (const { line, message } of errors.slice(0, shownMax)) note(`line ${line}: ${plain(message)}\n`);
  throw new Error(
    `${broken} ${broken === 1 ? 'line' : 'lines'} of the feed ${broken === 1 ? 'was' : 'were'} left out; the others were read.`,
  );
}

/** Names come from another system: what would move the cursor of a terminal is left out. */
const plain = (text: string): string => text.replaceAll(/\p{C}/gu, '');
