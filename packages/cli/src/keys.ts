import { readFile } from 'node:fs/promises';
import { cosignature, parseVerifierKey, type Verifier, verifierKey } from '@tenantry/tlog';
import { UsageError } from './failure.ts';

/** The verifier keys that an option gives: one as it stands, or a file with one a line. Throws a sentence that names the option and the line. */
export async function keysOf(option: string, given: string): Promise<Verifier[]> {
  if (/^\S+\+[0-9a-f]{8}\+\S+$/.test(given)) return [parsed(given, option)];
  const text = await readFile(given, 'utf8').catch(() => {
    throw new UsageError(`${option} ${given} is neither a verifier key (name+hash+key) nor a file that can be read.`);
  });
  return text
    .trim()
    .split('\n')
    .map((line, index) => parsed(line, `${option} ${given}, line ${index + 1}`));
}

/** The keys of witnesses, each once. */
export async function witnessKeysOf(option: string, given: readonly string[]): Promise<Verifier[]> {
  const found = new Map<string, Verifier>();
  for (const one of given)
    for (const key of await keysOf(option, one)) {
      if (key.type !== cosignature)
        throw new UsageError(
          `${option}: the key of ${key.name} is not that of a witness, which signs with the time (cosignature/v1, type 4).`,
        );
      found.set(verifierKey(key), key);
    }
  return [...found.values()];
}

function parsed(text: string, where: string): Verifier {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw new UsageError(`${where}: ${(error as Error).message}.`);
  }
}
