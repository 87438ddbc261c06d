import { invalidExpression, invalidShortcut, RqlError } from './error.ts';
import type { Token, TokenType } from './lex.ts';
import { conditionsMax, depthMax } from './limits.ts';

/** Where the parser stands in its tokens, and how deep and how far it has come. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly end: Token;
  index: number;
  depth: number;
  conditions: number;
}

export function openCursor(tokens: readonly Token[], endPosition: number): Cursor {
  return { tokens, end: { type: 'end', text: '', position: endPosition }, index: 0, depth: 0, conditions: 0 };
}

export function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.index] ?? cursor.end;
}

export function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.index += 1;
  return token;
}

export function skip(cursor: Cursor, type: TokenType): boolean {
  if (peek(cursor).type !== type) return false;
  cursor.index += 1;
  return true;
}

export function expect(cursor: Cursor, type: TokenType): void {
  const token = next(cursor);
  if (token.type !== type) throw unexpected(token);
}

/** Reads a parenthesis with `read` inside; the depth is counted here, the only place where the parser recurses. */
export function parenthesis<T>(cursor: Cursor, read: () => T): T {
  const open = peek(cursor);
  expect(cursor, 'open');
  cursor.depth += 1;
  if (cursor.depth > depthMax) throw new RqlError(`Nested deeper than ${depthMax} levels.`, open.position);
  const result = read();
  expect(cursor, 'close');
  cursor.depth -= 1;
  return result;
}

export function countCondition(cursor: Cursor, token: Token): void {
  cursor.conditions += 1;
  if (cursor.conditions > conditionsMax) throw new RqlError(`More than ${conditionsMax} conditions.`, token.position);
}

export function unexpected(token: Token): RqlError {
  if (token.type === 'end') return new RqlError('Unexpected end of the expression.', token.position);
  if (token.type === 'equals') return new RqlError(invalidShortcut, token.position);
  return new RqlError(invalidExpression, token.position, token.text);
}
