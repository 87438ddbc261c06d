import type { Cursor } from './cursor.ts';
import { expect, next, parenthesis, peek, skip, unexpected } from './cursor.ts';
import { invalidShortcut, RqlError, unknownFunction, unknownProperty } from './error.ts';
import { listItemsMax } from './limits.ts';
import type { Constant, List, Literal, Property } from './node.ts';
import { bareKind, isPath, selfPath } from './node.ts';

/** The path on the left of a comparison, or `self()`. */
export function property(cursor: Cursor): Property {
  const token = next(cursor);
  if (token.type !== 'bare' && token.type !== 'quoted') throw unexpected(token);
  if (token.type === 'bare' && peek(cursor).type === 'open') {
    if (token.text.toLowerCase() !== 'self') throw new RqlError(unknownFunction, token.position, token.text);
    noArguments(cursor);
    return { path: selfPath, pathPosition: token.position };
  }
  if (token.type === 'quoted' || !isPath(token.text)) throw new RqlError(unknownProperty, token.position, token.text);
  return { path: token.text, pathPosition: token.position };
}

/** A quoted or bare value, `null()` or `empty()`. */
export function constantOrLiteral(cursor: Cursor): Literal | Constant {
  const token = next(cursor);
  const { text, position } = token;
  if (token.type === 'quoted') return { kind: 'string', text, position };
  if (token.type !== 'bare') throw unexpected(token);
  if (peek(cursor).type !== 'open') return { kind: bareKind(text), text, position };
  const name = text.toLowerCase();
  if (name !== 'null' && name !== 'empty') throw new RqlError(unknownFunction, position, text);
  noArguments(cursor);
  return { kind: name, position };
}

/** `(a,b)`, or one value without the parenthesis, as a list. */
export function listOrSingle(cursor: Cursor): List {
  const { type, position } = peek(cursor);
  if (type !== 'open') return { kind: 'list', items: [constantOrLiteral(cursor)], position };
  return parenthesis(cursor, () => {
    if (peek(cursor).type === 'close') throw new RqlError('The list is empty.', position);
    const items = [constantOrLiteral(cursor)];
    while (skip(cursor, 'comma')) {
      if (items.length === listItemsMax) throw new RqlError(`A list may have ${listItemsMax} values.`, position);
      items.push(constantOrLiteral(cursor));
    }
    return { kind: 'list', items, position };
  });
}

/** The right side of `field=value`: one value, no list and no other expression. */
export function shortcutValue(cursor: Cursor): Literal | Constant {
  const token = peek(cursor);
  const call = token.type === 'bare' && cursor.tokens[cursor.index + 1]?.type === 'open';
  const allowed = call ? /^(?:null|empty)$/i.test(token.text) : token.type === 'bare' || token.type === 'quoted';
  if (!allowed) throw new RqlError(invalidShortcut, token.position);
  return constantOrLiteral(cursor);
}

function noArguments(cursor: Cursor): void {
  expect(cursor, 'open');
  expect(cursor, 'close');
}
