import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Checkpoint,
  checkpointOf,
  NoteError,
  openCheckpoint,
  parseVerifierKey,
  type ReadLog,
  type Verified,
  type Verifier,
  verifyLog,
} from '@tenantry/tlog';
import type { Command } from 'commander';
import { verifyEvidence, verifyEvidenceFolder } from './evidence.ts';
import { UsageError } from './failure.ts';
import { group } from './group.ts';
import { keysOf, witnessKeysOf } from './keys.ts';
import type { Operator } from './operator.ts';
import type { Terminal } from './terminal.ts';
import { Witnesses } from './witnesses.ts';

interface VerifyOptions {
  key?: string;
  since?: string;
  witness?: readonly string[];
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
    .argument(
      '[what]',
      'evidence of a record or a month, a folder of it, a folder or address of a log (https://…/audit/log), or nothing: this installation',
    )
    .option('--key <key>', 'the verifier key (name+hash+key), or a file that holds it')
    .option('--since <file>', 'a checkpoint that you kept: the log must continue it')
    .option(
      '--witness <key>',
      'a witness that must have cosigned the checkpoint: its verifier key, or a file of keys (repeatable)',
      (key: string, before: readonly string[] = []) => [...before, key],
    )
    .action(async (what: string | undefined, options: VerifyOptions) => {
      terminal.out(`OK: ${await verify(what, options, terminal, load)}\n`);
    });
}

/** What was found to fit, in words. Throws a sentence about the first thing that does not. */
async function verify(
  what: string | undefined,
  options: VerifyOptions,
  terminal: Terminal,
  load: () => Promise<Operator>,
): Promise<string> {
  const witnesses = new Witnesses(await witnessKeysOf('--witness', options.witness ?? []));
  const since = options.since ? await keptCheckpoint(options.since) : undefined;
  if (what !== undefined) return (await verifyGiven(what, options, { since, witnesses }, terminal)) + witnesses.words;
  if (witnesses.areDemanded)
    throw new UsageError('--witness is for a log or evidence: give the address of this installation’s log, https://…/audit/log.');
  return logWords(await (await load()).verifyAudit(terminal.env, since));
}

interface Demands {
  since: Checkpoint | undefined;
  witnesses: Witnesses;
}

async function verifyGiven(what: string, { key }: VerifyOptions, demands: Demands, terminal: Terminal): Promise<string> {
  if (/^https?:\/\//.test(what)) return verifyLogAt(what, fetched(what), key, demands, terminal);
  const isFolder = (await stat(what).catch(() => unreadable(what))).isDirectory();
  if (isFolder && existsSync(join(what, 'checkpoint'))) return verifyLogAt(what, inFolder(what), key, demands, terminal);
  if (demands.since)
    throw new Error('--since is for a log or this installation: evidence has no later entries to hold against a checkpoint.');
  if (!key) throw new Error('Give --key: evidence is checked against the verifier key of its log, which /audit/log/key shows.');
  const keys = await keysOf('--key', key);
  return isFolder ? verifyEvidenceFolder(what, keys, demands.witnesses) : verifyEvidence(what, keys, demands.witnesses);
}

function logWords({ checkpoint, fault }: Verified): string {
  if (fault) throw new Error(`${checkpoint.origin}: ${fault}.`);
  return `${checkpoint.size} entries of ${checkpoint.origin}, root ${checkpoint.root.toString('base64')}`;
}

async function keptCheckpoint(file: string): Promise<Checkpoint> {
  const text = await readFile(file, 'utf8').catch(() => unreadable(file));
  try {
    return checkpointOf(text);
  } catch {
    throw new Error(`${file} is no checkpoint.`);
  }
}

async function verifyLogAt(
  where: string,
  read: ReadLog,
  key: string | undefined,
  { since, witnesses }: Demands,
  { note }: Terminal,
): Promise<string> {
  if (!key) note('The key is the one that the log offers; give --key to hold it against one that you know.\n');
  const keys = key ? await keysOf('--key', key) : keysIn(Buffer.from(await read('key')).toString());
  // Asked for once: a log that grows would answer another one, with other cosignatures.
  const checkpoint = await read('checkpoint');
  try {
    openCheckpoint(Buffer.from(checkpoint).toString(), keys);
    witnesses.refuseWithout(Buffer.from(checkpoint).toString());
    return logWords(await verifyLog(async (path) => (path === 'checkpoint' ? checkpoint : read(path)), keys, since));
  } catch (error) {
    throw error instanceof NoteError ? new Error(`${where}: ${error.message}.`) : error;
  }
}

const fetched =
  (url: string): ReadLog =>
  async (path) => {
    const address = `${url.replace(/\/$/, '')}/${path}`;
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(60_000) }).catch((error: Error) => {
      throw new Error(`${address} cannot be read: ${(error.cause as Error | undefined)?.message || error.message}.`);
    });
    if (!answer.ok) throw new Error(`${url}: ${path} answered ${answer.status}.`);
    return new Uint8Array(await answer.arrayBuffer());
  };

const inFolder =
  (folder: string): ReadLog =>
  (path) =>
    readFile(join(folder, path)).catch(() => unreadable(join(folder, path)));

function unreadable(path: string): never {
  throw new Error(`${path} is not there, or cannot be read.`);
}

const keysIn = (text: string): Verifier[] => text.trim().split('\n').map(parseVerifierKey);
