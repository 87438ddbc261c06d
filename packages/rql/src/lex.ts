import { RqlError } from './error.ts';

export type TokenType = 'open' | 'close' | 'comma' | 'and' | 'or' | 'equals' | 'quoted' | 'bare' | 'end';

export interface Token {
  type: TokenType;
  text: string;
  position: number;
}

const marks: ReadonlyMap<string, TokenType> = new Map([
  ['(', 'open'],
  [')', 'close'],
  [',', 'comma'],
  ['&', 'and'],
  [';', 'or'],
  ['|', 'or'],
  ['=', 'equals'],
]);

/** Tokens of `text` from `start` to `end`, without the closing `end` token; blanks round tokens are dropped. */
export function lex(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const char = text[at]!;
    const mark = marks.get(char);
    if (mark) {
      tokens.push({ type: mark, text: char, position: at });
      at += 1;
    } else if (isQuote(char)) {
      const close = closingQuote(text, at, end);
      tokens.push({ type: 'quoted', text: text.slice(at + 1, close), position: at });
      at = close + 1;
    } else if (char.trim() === '') {
      at += 1;
    } else {
      const stop = wordEnd(text, at, end);
      tokens.push({ type: 'bare', text: text.slice(at, stop).trimEnd(), position: at });
      at = stop;
    }
  }
  return tokens;
}

export function isQuote(char: string): boolean {
  return char === "'" || char === '"';
}

/** Where the quote opened at `open` closes. There is no escape: a text with one kind of quote is written in the other kind. */
export function closingQuote(text: string, open: number, end: number): number {
  const close = text.indexOf(text[open]!, open + 1);
  if (close === -1 || close >= end) throw new RqlError('Unterminated quote.', open);
  return close;
}

// A quote inside a word is what is left of O'Brien sent without quotes; a guess at its meaning would match the wrong rows.
function wordEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    if (isQuote(text[at]!)) throw new RqlError('Unexpected quote.', at);
    if (marks.has(text[at]!)) return at;
  }
  return end;
}

/** Whether a text can be written bare and read back as one word. */
export function isBare(text: string): boolean {
  return text !== '' && text === text.trim() && !/[(),&;|='"\0]/.test(text);
}
