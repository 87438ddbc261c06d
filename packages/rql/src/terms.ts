import { RqlError, unknownProperty } from './error.ts';
import { orderTermsMax, pathDepthMax, selectTermsMax } from './limits.ts';
import { isPath } from './node.ts';

export interface OrderTerm {
  path: string;
  descending: boolean;
  position: number;
}

/** `path` may end in `*`: all of that level. */
export interface SelectTerm {
  path: string;
  sign: '+' | '-';
  position: number;
}

/** `-audit.created.at,+name`; a bare name ascends, and so does one after the blank that a form decoder makes of `+`. */
export function parseOrder(text: string, position = 0): OrderTerm[] {
  return signed(text, position, orderTermsMax, 'order').map(({ sign, path, position: at }) => {
    if (!isPath(path)) throw new RqlError(unknownProperty, at, path);
    return { path, descending: sign === '-', position: at };
  });
}

/** `+audit,-name,-*,children.id`; a bare name adds. */
export function parseSelect(text: string, position = 0): SelectTerm[] {
  return signed(text, position, selectTermsMax, 'select').map((term) => {
    const named = term.path.replace(/\.\*$/, '');
    const valid = named === '*' || (isPath(named) && named.split('.').length <= pathDepthMax);
    if (!valid) throw new RqlError(unknownProperty, term.position, term.path);
    return term;
  });
}

function signed(text: string, position: number, termsMax: number, name: string): SelectTerm[] {
  if (text.trim() === '') return [];
  const terms: SelectTerm[] = [];
  let start = position;
  for (const part of text.split(',')) {
    if (terms.length === termsMax) throw new RqlError(`The parameter '${name}' may have ${termsMax} terms.`, start);
    const lead = /^\s*[+-]?/.exec(part)![0];
    terms.push({ sign: lead.endsWith('-') ? '-' : '+', path: part.slice(lead.length).trimEnd(), position: start + lead.length });
    start += part.length + 1;
  }
  return terms;
}
