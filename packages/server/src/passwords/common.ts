import { commonWords } from './common-words.ts';

const words = new Set(commonWords);
const wordLengthMax = Math.max(...commonWords.map((word) => word.length));

/** What fingers do without thinking, forwards and backwards. */
const walks = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
].flatMap((row) => [row, [...row].reverse().join('')]);
/** Columns of the keyboard, as in 1qaz2wsx and 1q2w3e4r. */
const zigzags = [
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  'qayxswedcvfrtgbnhzujmkiolp',
];

const leet: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '0': 'o', $: 's', '5': 's', '7': 't' };
/** These stand for a letter or just for themselves, so both are tried. */
const maybeLeet: Readonly<Record<string, string>> = { '1': 'i', '!': 'i' };

/** Longer ones are checked for repetition alone: taking them apart would cost more than it tells. */
const analysedMax = 64;
const distinctWordsMax = 2;
/** A year, a date or `!1` after a word is no secret; sixteen digits that follow no pattern are. */
const signsMax = 6;

/**
 * Whether a password is built the way guessing begins: at most two common words with digits, signs and keyboard walks around them,
 * or one short piece repeated. Rules and a short list instead of a file of millions: what long enough common passwords have in common is how they
 * are made. Three words that do not repeat pass.
 */
export function isCommon(password: string): boolean {
  if (password === '') return false;
  const lower = password.toLowerCase();
  const piece = repeatedPiece(lower);
  if (piece.length < lower.length && (piece.length <= 4 || isCommon(piece))) return true;
  if (lower.length > analysedMax) return false;
  const unleeted = respell(lower, leet);
  return [lower, unleeted, respell(unleeted, maybeLeet)].some((spelling) => isBuilt(spelling, 0, [], new Set()));
}

const respell = (text: string, letters: Readonly<Record<string, string>>) => [...text].map((one) => letters[one] ?? one).join('');

/** The shortest piece whose repetition (the last one perhaps cut short) is the text. */
function repeatedPiece(text: string): string {
  const border: number[] = [0];
  for (let i = 1; i < text.length; i++) {
    let length = border[i - 1]!;
    while (length > 0 && text[i] !== text[length]) length = border[length - 1]!;
    border.push(text[i] === text[length] ? length + 1 : 0);
  }
  const period = text.length - (border.at(-1) ?? 0);
  return period * 2 <= text.length ? text.slice(0, period) : text;
}

/** Whether the rest can be taken apart into pieces that cost a guesser nothing, and at most two different words. `failed` bounds the search. */
function isBuilt(text: string, from: number, used: readonly string[], failed: Set<string>): boolean {
  if (from === text.length) return true;
  const state = `${from} ${used.join(' ')}`;
  if (failed.has(state)) return false;
  const filler = fillerAt(text.slice(from));
  if (filler > 0 && isBuilt(text, from + filler, used, failed)) return true;
  for (let length = Math.min(wordLengthMax, text.length - from); length >= 3; length--) {
    const word = text.slice(from, from + length);
    if (!words.has(word)) continue;
    const next = used.includes(word) ? used : [...used, word].sort();
    if (next.length <= distinctWordsMax && isBuilt(text, from + length, next, failed)) return true;
  }
  failed.add(state);
  return false;
}

/** How many characters at the beginning are digits and signs that say little, one character repeated, or a walk over the keyboard. */
function fillerAt(rest: string): number {
  const signs = /^[^\p{L}]+/u.exec(rest)?.[0] ?? '';
  const same = /^(.)\1{2,}/su.exec(rest)?.[0].length ?? 0;
  return Math.max(unpredictable(signs) <= signsMax ? signs.length : 0, same, walked(rest));
}

/** How many of these digits and signs are left when runs and counting are taken out. */
function unpredictable(signs: string): number {
  let count = 0;
  for (let at = 0; at < signs.length; ) {
    const rest = signs.slice(at);
    const run = Math.max(/^(.)\1{2,}/su.exec(rest)?.[0].length ?? 0, walked(rest));
    if (run === 0) count += 1;
    at += run || 1;
  }
  return count;
}

function walked(rest: string): number {
  let longest = 0;
  for (const row of [...walks, ...zigzags]) {
    let length = 3;
    while (length <= rest.length && row.includes(rest.slice(0, length))) length += 1;
    if (length > 3) longest = Math.max(longest, length - 1);
  }
  return longest;
}
