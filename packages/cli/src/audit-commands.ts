import { readFile } from 'node:fs/promises';
import {
  type Checkpoint,
  checkpointOf,
  type Evidence,
  faultOf,
  parseVerifierKey,
  type Verified,
  type Verifier,
  verifyLog,
} from '@tenantry/tlog';
import type { Command } from 'commander';
import { group } from './group.ts';
import type { Operator } from './operator.ts';
import type { Terminal } from './terminal.ts';

interface VerifyOptions {
  key?: string;
  since?: string;
}

/** `audit verify`: holds the log, or one record of it, against what it was signed for. Needs the server only for its own installation. */
export function addAuditCommands(program: Command, terminal: Terminal, load: () => Promise<Operator>): void {
  const audit = group(program, 'audit', 'proofs of what was recorded');
  audit
    .command('rotate-key')
    .description('have a new key sign the log; prints its verifier key and nothing else')
    .option('--retire-old', 'the keys before it sign nothing more')
    .action(async ({ retireOld = false }: { retireOld?: boolean }) => {
      const { verifier, retired } = await (await load()).rotateAuditKey(terminal.env, { retireOld });
      if (retired.length > 0) terminal.note(`Retired: ${retired.join(', ')}. What they have signed stays good.\n`);
      terminal.out(`${verifier}\n`);
    });
  audit
    .command('verify')
    .description('say OK, or name the first record that does not fit')
    .argument('[what]', 'an evidence file, the address of a log (https://…/audit/log), or nothing for this installation')
    .option('--key <key>', 'the verifier key (name+hash+key), or a file that holds it')
    .option('--since <file>', 'a checkpoint that you kept: the log must continue it')
    .action(async (what: string | undefined, options: VerifyOptions) => {
      const since = options.since ? checkpointOf(await readFile(options.since, 'utf8')) : undefined;
      if (what === undefined) return tell(await (await load()).verifyAudit(terminal.env, since), terminal);
      if (/^https?:\/\//.test(what)) return tell(await verifyUrl(what, options, since, terminal), terminal);
      await verifyFile(what, options, terminal);
    });
}

function tell({ checkpoint, fault }: Verified, { out }: Terminal): void {
  if (fault) throw new Error(`${checkpoint.origin}: ${fault}.`);
  out(`OK: ${checkpoint.size} entries of ${checkpoint.origin}, root ${checkpoint.root.toString('base64')}\n`);
}

async function verifyUrl(url: string, options: VerifyOptions, since: Checkpoint | undefined, { note }: Terminal): Promise<Verified> {
  const read = async (path: string) => {
    const answer = await fetch(`${url.replace(/\/$/, '')}/${path}`, { redirect: 'error', signal: AbortSignal.timeout(30_000) });
    if (!answer.ok) throw new Error(`${url}: ${path} answered ${answer.status}.`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  if (!options.key) note('The key is the one that the log offers; give --key to hold it against one that you know.\n');
  const keys = options.key ? await keysOf(options.key) : keysIn(Buffer.from(await read('key')).toString());
  return verifyLog(read, keys, since);
}

async function verifyFile(file: string, { key }: VerifyOptions, { out }: Terminal): Promise<void> {
  if (!key) throw new Error('Give --key: evidence is checked against the verifier key of its log, which /audit/log/key shows.');
  const evidence = await evidenceIn(file);
  const fault = faultOf(evidence, await keysOf(key));
  if (fault) throw new Error(`${file}: ${fault}.`);
  out(`OK: record ${String(evidence.record.id)} is entry ${evidence.index} of ${checkpointOf(evidence.checkpoint).origin}\n`);
}

async function evidenceIn(file: string): Promise<Evidence> {
  const text = await readFile(file, 'utf8');
  try {
    const given = JSON.parse(text) as Evidence;
    if (given.format === 'tenantry-evidence-1' && Array.isArray(given.proof) && typeof given.record === 'object') return given;
  } catch {
    // Told below.
  }
  throw new Error(`${file} is no evidence file.`);
}

const keysIn = (text: string): Verifier[] => text.trim().split('\n').map(parseVerifierKey);

/** A key as it stands, or a file of keys. */
const keysOf = async (given: string): Promise<Verifier[]> =>
  keysIn(/^\S+\+[0-9a-f]{8}\+\S+$/.test(given) ? given : await readFile(given, 'utf8'));
