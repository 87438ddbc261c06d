import type { Cursor } from './cursor.ts';
import { countCondition, expect, next, openCursor, parenthesis, peek, skip, unexpected } from './cursor.ts';
import { RqlError, unknownFunction, unknownProperty } from './error.ts';
import type { Token } from './lex.ts';
import { lex } from './lex.ts';
import { filterCharsMax } from './limits.ts';
import type { Node, Quantifier } from './node.ts';
import { operatorByName, selfPath } from './node.ts';
import { constantOrLiteral, listOrSingle, property, shortcutValue } from './parse-value.ts';

/** The filter as a tree; throws RqlError for anything that is not a whole, valid expression (marketplace contract, section 3). */
export function parseFilter(text: string): Node {
  if (text.length > filterCharsMax) throw new RqlError(`A filter may have ${filterCharsMax} characters.`, filterCharsMax);
  const zero = text.indexOf('\0');
  if (zero !== -1) throw new RqlError('The character U+0000 is not allowed.', zero);
  return parseTokens(lex(text, 0, text.length), text.length);
}

/** The filter of tokens that may come from several stretches of one text, so that positions stay those of the whole. */
export function parseTokens(tokens: readonly Token[], endPosition: number): Node {
  const cursor = openCursor(tokens, endPosition);
  const node = alternatives(cursor, true);
  if (peek(cursor).type !== 'end') throw unexpected(peek(cursor));
  return node;
}

// `&` binds tighter than `;` and `|`. A comma is AND as well, but between the arguments of and(…) and or(…) it only separates.
function alternatives(cursor: Cursor, commaIsAnd: boolean): Node {
  const items = [conjunction(cursor, commaIsAnd)];
  while (skip(cursor, 'or')) items.push(conjunction(cursor, commaIsAnd));
  return combine('or', items);
}

function conjunction(cursor: Cursor, commaIsAnd: boolean): Node {
  const items = [term(cursor)];
  while (skip(cursor, 'and') || (commaIsAnd && skip(cursor, 'comma'))) items.push(term(cursor));
  return combine('and', items);
}

function combine(kind: 'and' | 'or', items: Node[], position = items[0]!.position): Node {
  return items.length === 1 ? items[0]! : { kind, items, position };
}

function term(cursor: Cursor): Node {
  const token = peek(cursor);
  if (token.type === 'open') return parenthesis(cursor, () => alternatives(cursor, true));
  if (token.type !== 'bare' && token.type !== 'quoted') throw unexpected(token);
  next(cursor);
  const follower = peek(cursor).type;
  if (token.type === 'bare' && follower === 'open') return call(cursor, token);
  if (follower === 'equals') return shortcut(cursor, token);
  throw unexpected(token);
}

function shortcut(cursor: Cursor, token: Token): Node {
  cursor.index -= 1;
  countCondition(cursor, token);
  const target = property(cursor);
  expect(cursor, 'equals');
  return { kind: 'comparison', operator: 'eq', ...target, value: shortcutValue(cursor), position: token.position };
}

function call(cursor: Cursor, token: Token): Node {
  const { position } = token;
  const name = token.text.toLowerCase();
  if (name === 'and' || name === 'or') return parenthesis(cursor, () => combine(name, separated(cursor), position));
  if (name === 'not') return parenthesis(cursor, () => ({ kind: 'not', item: alternatives(cursor, true), position }));
  if (name === 'any' || name === 'all') return parenthesis(cursor, () => quantifier(cursor, name, token));
  if (name === 'filter') {
    countCondition(cursor, token);
    return parenthesis(cursor, () => ({ kind: 'scope', name: property(cursor).path, position }));
  }
  const operator = operatorByName.get(name);
  if (!operator) {
    // `self()=x` is the one call that may stand left of an equals sign.
    if (name === 'self') return shortcut(cursor, token);
    throw new RqlError(unknownFunction, position, token.text);
  }
  countCondition(cursor, token);
  return parenthesis(cursor, () => {
    const target = property(cursor);
    expect(cursor, 'comma');
    const value = operator === 'in' || operator === 'out' ? listOrSingle(cursor) : constantOrLiteral(cursor);
    return { kind: 'comparison', operator, ...target, value, position };
  });
}

function separated(cursor: Cursor): Node[] {
  const items = [alternatives(cursor, false)];
  while (skip(cursor, 'comma')) items.push(alternatives(cursor, false));
  return items;
}

function quantifier(cursor: Cursor, kind: 'any' | 'all', token: Token): Quantifier {
  countCondition(cursor, token);
  const { position } = token;
  const target = property(cursor);
  if (target.path === selfPath) throw new RqlError(unknownProperty, target.pathPosition, selfPath);
  if (skip(cursor, 'comma')) return { kind, ...target, condition: alternatives(cursor, true), position };
  // all(…) without a condition says nothing about the elements; any(…) asks whether there are some.
  if (kind === 'all') throw unexpected(peek(cursor));
  return { kind, ...target, position };
}
