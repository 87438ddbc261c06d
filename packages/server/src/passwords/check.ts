import { invalid } from '../core/problem.ts';
import { isCommon } from './common.ts';
import { normalised } from './hash.ts';

export type PasswordPolicy = 'modern' | 'classic';

/** What a password can fail. `personal`: it contains the person's address or name. */
export type PasswordRequirement = 'length' | 'too-long' | 'lower' | 'upper' | 'digit' | 'special' | 'common' | 'personal';

/** Characters, as people count them on the screen: Unicode code points after normalisation. */
export const passwordLengthMin = { modern: 15, classic: 8 } as const satisfies Record<PasswordPolicy, number>;
const lengthMax = 1024;

const composition = [
  ['lower', /\p{Ll}/u],
  ['upper', /\p{Lu}/u],
  ['digit', /\p{Nd}/u],
  ['special', /[^\p{L}\p{N}\s]/u],
] as const;

const sentences: Record<PasswordRequirement, (policy: PasswordPolicy) => string> = {
  length: (policy) => `Must have at least ${passwordLengthMin[policy]} characters.`,
  'too-long': () => `Must have at most ${lengthMax} characters.`,
  lower: () => 'Must contain a lower-case letter.',
  upper: () => 'Must contain an upper-case letter.',
  digit: () => 'Must contain a digit.',
  special: () => 'Must contain a special character.',
  common: () => 'Is among the passwords that are guessed first.',
  personal: () => 'Must not contain your name or e-mail address.',
};

/**
 * The requirements that a password fails, none when it is good. `modern` follows NIST SP 800-63B: long, not guessable, no composition rules.
 * `classic` asks for eight characters of four kinds, as the specification's platform did.
 */
export function checkPassword(policy: PasswordPolicy, password: string, person: { email: string; name: string }): PasswordRequirement[] {
  const spelled = normalised(password);
  const length = [...spelled].length;
  // What is far too long is not looked at any further.
  if (length > lengthMax) return ['too-long'];
  return [
    ...(length < passwordLengthMin[policy] ? (['length'] as const) : []),
    ...(policy === 'classic' ? composition.flatMap(([name, pattern]) => (pattern.test(spelled) ? [] : [name])) : []),
    ...(isCommon(spelled) ? (['common'] as const) : []),
    ...(isPersonal(spelled, person) ? (['personal'] as const) : []),
  ];
}

/** Throws 400 with a sentence for each requirement that the password fails, at `path` of the body. */
export function requireGoodPassword(policy: PasswordPolicy, password: string, person: { email: string; name: string }, path: string): void {
  const failed = checkPassword(policy, password, person);
  if (failed.length > 0) throw invalid({ [path]: failed.map((one) => sentences[one](policy)) }, 'The password is not good enough.');
}

/** Short names are left out: "Ada" is in "Canada". */
function isPersonal(password: string, { email, name }: { email: string; name: string }): boolean {
  const lower = password.toLowerCase();
  const local = email.split('@', 1)[0] ?? '';
  return [email, local, ...local.split(/[._+-]+/), ...name.split(/\s+/), name.replace(/\s+/g, '')].some(
    (part) => part.length >= 4 && lower.includes(part.normalize('NFC').toLowerCase()),
  );
}
