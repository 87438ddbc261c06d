import type { Installation } from '@tenantry/contract/installation';

export type Policy = Installation['passwordPolicy'];
export type Requirement = 'length' | 'lower' | 'upper' | 'digit' | 'special' | 'personal' | 'same';

export interface Entry {
  password: string;
  repeat: string;
}

export interface Person {
  email?: string | undefined;
  name?: string | undefined;
}

const composition = [
  ['lower', /\p{Ll}/u],
  ['upper', /\p{Lu}/u],
  ['digit', /\p{Nd}/u],
  ['special', /[^\p{L}\p{N}\s]/u],
] as const;

/**
 * What can be judged while somebody types; whether the password is a common one, only the server knows. Where nobody is known (a reset link),
 * neither name nor address can be looked for.
 */
export function judge(
  { kind, lengthMin }: Policy,
  { password, repeat }: Entry,
  person?: Person,
): { requirement: Requirement; met: boolean }[] {
  const spelled = password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  return [
    { requirement: 'length', met: [...spelled].length >= lengthMin },
    ...(kind === 'classic' ? composition.map(([requirement, pattern]) => ({ requirement, met: pattern.test(spelled) })) : []),
    ...(person ? [{ requirement: 'personal' as const, met: spelled !== '' && !namesPerson(spelled, person) }] : []),
    { requirement: 'same', met: password !== '' && password === repeat },
  ];
}

// Short names are left out, as the server does: "Ada" is in "Canada".
function namesPerson(password: string, { email = '', name = '' }: Person): boolean {
  const lower = password.toLowerCase();
  const local = email.split('@', 1)[0] ?? '';
  return [email, local, ...local.split(/[._+-]+/), ...name.split(/\s+/), name.replace(/\s+/g, '')].some(
    (part) => part.length >= 4 && lower.includes(part.normalize('NFC').toLowerCase()),
  );
}
