/** A LIKE pattern, or plain equality where a text has no wildcard at its ends. `literal` is what the field must contain in any case. */
export interface Pattern {
  kind: 'equals' | 'like';
  literal: string;
  like: string;
}

/** Reads `*x*`, `*x`, `x*` and `x`; a star in the middle is itself, and so is `\*` at either end. */
export function starPattern(text: string): Pattern {
  const open = text.startsWith('*');
  const rest = open ? text.slice(1) : text;
  const close = rest.endsWith('*') && !rest.endsWith('\\*');
  const middle = close ? rest.slice(0, -1) : rest;
  return pattern(open, unescapeEnds(middle, !open, !close), close);
}

/** The pattern of startsWith, contains and endsWith, in which a star is always itself. */
export function partPattern(operator: 'startsWith' | 'contains' | 'endsWith', text: string): Pattern {
  return pattern(operator !== 'startsWith', text, operator !== 'endsWith');
}

function unescapeEnds(text: string, start: boolean, end: boolean): string {
  const head = start && text.startsWith('\\*') ? text.slice(1) : text;
  return end && head.endsWith('\\*') ? `${head.slice(0, -2)}*` : head;
}

function pattern(open: boolean, literal: string, close: boolean): Pattern {
  const escaped = literal.replace(/[\\%_]/g, '\\$&');
  return { kind: open || close ? 'like' : 'equals', literal, like: `${open ? '%' : ''}${escaped}${close ? '%' : ''}` };
}
