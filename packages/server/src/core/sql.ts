/**
 * Statements as tagged templates: `sql\`… where id = ${id}\``. Values become parameters, other pieces of SQL become part of the text.
 * Ours, because a query builder's template costs 0.13 s at start and a quarter of a small request, and we use nothing else of it (ADR 0012).
 */
export interface Sql<T = unknown> {
  /** The text between the pieces, one longer than `pieces`. */
  readonly texts: readonly string[];
  readonly pieces: readonly unknown[];
  /** Type of a row; never there at run time. */
  readonly row?: T;
}

export interface CompiledSql {
  sql: string;
  parameters: unknown[];
}

class Fragment<T> implements Sql<T> {
  declare readonly row?: T;
  readonly texts: readonly string[];
  readonly pieces: readonly unknown[];

  constructor(texts: readonly string[], pieces: readonly unknown[]) {
    this.texts = texts;
    this.pieces = pieces;
  }
}

/** A statement or a part of one. */
export function sql<T = unknown>(texts: TemplateStringsArray | readonly string[], ...pieces: unknown[]): Sql<T> {
  return new Fragment<T>(texts, pieces);
}

/** Text of the program's own; never anything that came from outside. */
sql.raw = <T = unknown>(text: string): Sql<T> => new Fragment<T>([text], []);

/** An identifier, quoted. */
sql.ref = (name: string): Sql => sql.raw(quoted(name));
sql.table = sql.ref;

/** A number or a text as a literal, for what the planner has to know: limits and partition bounds. */
sql.lit = (value: number | string): Sql => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return sql.raw(String(value));
  if (typeof value === 'string' && /^[\w:.+-]*$/.test(value)) return sql.raw(`'${value}'`);
  throw new Error('only whole numbers and plain words can be literals');
};

/** Parts or values with something between them. */
sql.join = (parts: readonly unknown[], separator: Sql = sql.raw(', ')): Sql => {
  const between = separator.texts[0] ?? ', ';
  return new Fragment(parts.length === 0 ? [''] : ['', ...Array<string>(parts.length - 1).fill(between), ''], parts);
};

export const isSql = (value: unknown): value is Sql => value instanceof Fragment;

/** Text with `$1 …` and the values in that order. */
export function compileSql(statement: Sql): CompiledSql {
  const parameters: unknown[] = [];
  return { sql: textOf(statement, parameters), parameters };
}

function textOf({ texts, pieces }: Sql, parameters: unknown[]): string {
  let text = texts[0] ?? '';
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    text += piece instanceof Fragment ? textOf(piece, parameters) : `$${parameters.push(piece)}`;
    text += texts[at + 1] ?? '';
  }
  return text;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
