type Value = string | number | boolean | readonly string[] | undefined;

/** Everything that may stand in the query of a call. */
export interface QueryParts {
  limit?: number;
  offset?: number;
  order?: string | readonly string[];
  select?: string | readonly string[];
  filter?: string;
  render?: boolean;
  query?: Readonly<Record<string, Value>>;
}

/**
 * Writes a query as the wire contract has it: `limit`, `offset`, `order`, `select`, plain parameters, then the filter as a bare segment, and `render()`.
 * The server decodes the whole query once before it splits it, so everything is percent-encoded the same way.
 */
export function queryString({ limit, offset, order, select, filter, render, query = {} }: QueryParts): string {
  const parts = Object.entries({ limit, offset, order, select, ...query })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${encode(name)}=${encode(Array.isArray(value) ? value.join(',') : String(value))}`);
  if (filter) parts.push(encode(filter));
  if (render) parts.push('render()');
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

// A lone surrogate has no UTF-8 form and would throw. Commas and colons stay legible in logs.
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%2C', ',').replaceAll('%3A', ':');
