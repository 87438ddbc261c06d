/** The sentences existing clients match on; every message begins with one of these or with our own. */
export const unknownFunction = 'Unknown expression group.';
export const unknownProperty = 'Invalid property path.';
export const invalidShortcut = 'Invalid equals shortcut expression';
export const invalidExpression = 'Invalid expression.';

/** A query that cannot be understood; `position` counts characters (UTF-16 units) from 0 in the decoded query or filter text. */
export class RqlError extends Error {
  override readonly name = 'RqlError';
  readonly position: number;

  constructor(sentence: string, position: number, found?: string) {
    super(`${sentence}${found === undefined ? '' : ` '${shorten(found)}'`} at position ${position}`);
    this.position = position;
  }
}

function shorten(found: string): string {
  const text = found.replace(/\p{Cc}/gu, ' ');
  return (text.length > 60 ? `${text.slice(0, 60)}…` : text).toWellFormed();
}
