import type { AuditLog } from '@tenantry/contract/audit-log';

export interface NoteSignature {
  /** Of who signed, as the note says it. */
  name: string;
  /** First four bytes of the signature, in hexadecimal: what verifier keys carry too. */
  keyId: string;
  by: 'log' | 'witness' | 'unknown';
}

/** Who signed a checkpoint: the lines below the blank one of a signed note, `— <name> <base64>`. They are only read here, not checked. */
export function signaturesOf({ checkpoint, keys, witnesses }: Pick<AuditLog, 'checkpoint' | 'keys' | 'witnesses'>): NoteSignature[] {
  const own = new Set(keys.map(({ verifier }) => idIn(verifier)));
  const others = new Set(witnesses.map(({ verifier }) => idIn(verifier)));
  return checkpoint.split('\n').flatMap((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const keyId = encoded && hex(encoded);
    if (!name || !keyId) return [];
    return { name, keyId, by: own.has(keyId) ? 'log' : others.has(keyId) ? 'witness' : 'unknown' } as const;
  });
}

// A verifier key is `<name>+<id>+<base64>`, and the name may have a plus of its own.
const idIn = (verifier: string): string | undefined => /\+([0-9a-f]{8})\+[^+]*(?:\+.*)?$/.exec(verifier)?.[1];

function hex(encoded: string): string | undefined {
  try {
    return [...atob(encoded).slice(0, 4)].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}
