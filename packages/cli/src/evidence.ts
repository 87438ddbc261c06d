import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkpointOf, faultOf, isEvidence, monthHeaderOf, NoteError, type Verifier, verifyMonth } from '@tenantry/tlog';
import type { Witnesses } from './witnesses.ts';

/** A file larger than this is no evidence of one record. */
const oneRecordMax = 64 * 1024 * 1024;

/**
 * Checks a file with the evidence of a record or of a month, and the witnesses of its checkpoint; answers what fits in words. Throws a
 * sentence about what does not.
 */
export async function verifyEvidence(file: string, keys: readonly Verifier[], witnesses: Witnesses): Promise<string> {
  try {
    return (await isMonth(file)) ? await verifyMonthIn(file, keys, witnesses) : await verifyRecordIn(file, keys, witnesses);
  } catch (error) {
    throw error instanceof NoteError ? new Error(`${file}: ${error.message}.`) : error;
  }
}

/** Checks every file of evidence in a folder, by name. */
export async function verifyEvidenceFolder(folder: string, keys: readonly Verifier[], witnesses: Witnesses): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /\.jsonl?$/.test(name)).sort();
  if (names.length === 0) throw new Error(`${folder} holds neither a log (checkpoint, tile/…) nor evidence (*.json, *.jsonl).`);
  for (const name of names) await verifyEvidence(join(folder, name), keys, witnesses);
  return `${names.length} ${names.length === 1 ? 'file' : 'files'} of evidence in ${folder}`;
}

/** Line by line: a month may be larger than the memory. */
const linesOf = (file: string) => createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });

async function isMonth(file: string): Promise<boolean> {
  // No line that begins a month's evidence is longer than this.
  const input = createReadStream(file, { end: 65_535 });
  for await (const line of createInterface({ input })) return monthHeaderOf(line) !== undefined;
  return false;
}

async function verifyMonthIn(file: string, keys: readonly Verifier[], witnesses: Witnesses): Promise<string> {
  const { header, checkpoint, fault } = await verifyMonth(linesOf(file), keys);
  if (fault) throw new Error(`${file}: ${fault}.`);
  witnesses.refuseWithout(header.checkpoint);
  return `${header.records} ${header.records === 1 ? 'record' : 'records'} of ${header.month} in ${checkpoint.origin}`;
}

async function verifyRecordIn(file: string, keys: readonly Verifier[], witnesses: Witnesses): Promise<string> {
  const evidence = await oneRecord(file);
  const fault = faultOf(evidence, keys);
  if (fault) throw new Error(`${file}: ${fault}.`);
  witnesses.refuseWithout(evidence.checkpoint);
  return `record ${String(evidence.record.id)} is entry ${evidence.index} of ${checkpointOf(evidence.checkpoint).origin}`;
}

async function oneRecord(file: string) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    size += (chunk as Buffer).length;
    if (size > oneRecordMax) break;
    chunks.push(chunk as Buffer);
  }
  try {
    const value: unknown = size > oneRecordMax ? undefined : JSON.parse(Buffer.concat(chunks).toString());
    if (isEvidence(value)) return value;
  } catch {
    // Told below.
  }
  throw new Error(`${file} is no evidence file.`);
}
