import { decodeQuery } from './decode.ts';
import { invalidShortcut, RqlError } from './error.ts';
import type { Token } from './lex.ts';
import { closingQuote, isQuote, lex } from './lex.ts';
import { filterCharsMax } from './limits.ts';
import type { Node } from './node.ts';
import { parseTokens } from './parse.ts';
import type { OrderTerm, SelectTerm } from './terms.ts';
import { parseOrder, parseSelect } from './terms.ts';

/** What a list or get request asks for. `limit` and `offset` are as sent: default and cap are the caller's. */
export interface ListQuery {
  limit?: number;
  offset?: number;
  order: OrderTerm[];
  select: SelectTerm[];
  render: boolean;
  filter?: Node;
  extra: Record<string, string>;
}

interface Segment {
  parameter?: string;
  start: number;
  end: number;
}

const ownParameters = ['limit', 'offset', 'order', 'select', 'rql'];

/**
 * Reads the raw query of a URL (all after `?`, not decoded). `allowed` names plain parameters that come back in `extra`; what is left is the filter.
 * Throws RqlError, whose position counts in the decoded query.
 */
export function parseListQuery(raw: string, options: { allowed?: readonly string[] } = {}): ListQuery {
  const text = decodeQuery(raw);
  const query: ListQuery = { order: [], select: [], render: false, extra: {} };
  const tokens: Token[] = [];
  let filterChars = 0;
  for (const segment of segments(text, new Set([...ownParameters, ...(options.allowed ?? [])]))) {
    if (segment.parameter !== undefined) {
      takeParameter(query, segment.parameter, text.slice(segment.start, segment.end), segment.start);
    } else if (/^render\(\s*\)=?$/i.test(text.slice(segment.start, segment.end).trim())) {
      query.render = true;
    } else {
      filterChars += segment.end - segment.start;
      if (filterChars > filterCharsMax) throw new RqlError(`A filter may have ${filterCharsMax} characters.`, segment.start);
      const more = lex(text, segment.start, segment.end);
      if (more.length > 0 && tokens.length > 0) tokens.push({ type: 'and', text: '&', position: segment.start - 1 });
      for (const token of more) tokens.push(token);
    }
  }
  if (tokens.length > 0) query.filter = parseTokens(tokens, text.length);
  return query;
}

/** Stretches between the `&` outside quotes and parentheses; a plain parameter ends at the next `&` whatever quotes it holds. */
function* segments(text: string, names: ReadonlySet<string>): Generator<Segment> {
  let start = 0;
  while (start < text.length) {
    const parameter = /^\s*([A-Za-z_][\w.-]*)=/.exec(text.slice(start, start + 100));
    if (parameter && names.has(parameter[1]!)) {
      const valueStart = start + parameter[0].length;
      const end = text.indexOf('&', valueStart);
      yield { parameter: parameter[1]!, start: valueStart, end: end === -1 ? text.length : end };
      start = end === -1 ? text.length : end + 1;
    } else {
      const end = filterEnd(text, start);
      yield { start, end };
      start = end + 1;
    }
  }
}

function filterEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]!;
    if (isQuote(char)) at = closingQuote(text, at, text.length);
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '&' && depth <= 0) return at;
  }
  return text.length;
}

function takeParameter(query: ListQuery, name: string, value: string, position: number): void {
  switch (name) {
    case 'limit':
    case 'offset':
      if (query[name] !== undefined) throw new RqlError(`The parameter '${name}' is given twice.`, position);
      query[name] = count(name, value, position);
      return;
    case 'order':
      query.order.push(...parseOrder(value, position));
      return;
    case 'select':
      query.select.push(...parseSelect(value, position));
      return;
    case 'rql':
      throw new RqlError(invalidShortcut, position - 'rql='.length);
    default:
      if (Object.hasOwn(query.extra, name)) throw new RqlError(`The parameter '${name}' is given twice.`, position);
      query.extra[name] = value;
  }
}

// Above 2^53 - 1 a number is no longer exact, and the database would refuse it.
function count(name: string, value: string, position: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new RqlError(`The parameter '${name}' must be a whole number, 0 or more.`, position, value);
  }
  return number;
}
