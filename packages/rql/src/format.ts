import { RqlError } from './error.ts';
import { isBare } from './lex.ts';
import type { Literal, Node, Value } from './node.ts';
import { bareKind, isPath, selfPath } from './node.ts';

/**
 * The canonical text of a filter, which parses to the same tree. Throws RqlError for what the language cannot write (a text holding both kinds of
 * quote, a bare word that would read as something else), so a filter built from somebody's input cannot change its shape.
 */
export function formatFilter(node: Node): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      if (node.items.length < 2) throw new RqlError(`The node '${node.kind}' needs two items.`, node.position);
      return `${node.kind}(${node.items.map(formatFilter).join(',')})`;
    case 'not':
      return `not(${formatFilter(node.item)})`;
    case 'any':
    case 'all':
      return `${node.kind}(${formatPath(node.path, node.position)}${node.condition ? `,${formatFilter(node.condition)}` : ''})`;
    case 'scope':
      return `filter(${formatPath(node.name, node.position)})`;
    case 'comparison':
      return `${node.operator}(${formatPath(node.path, node.position)},${formatValue(node.value)})`;
  }
}

function formatPath(path: string, position: number): string {
  if (path !== selfPath && !isPath(path)) throw new RqlError('Not a property path.', position, path);
  return path;
}

function formatValue(value: Value): string {
  switch (value.kind) {
    case 'null':
    case 'empty':
      return `${value.kind}()`;
    case 'list':
      return `(${value.items.map(formatValue).join(',')})`;
    case 'string':
      return quote(value);
    default:
      if (!isBare(value.text) || bareKind(value.text) !== value.kind)
        throw new RqlError(`Not a ${value.kind}.`, value.position, value.text);
      return value.text;
  }
}

function quote({ text, position }: Literal): string {
  if (text.includes('\0')) throw new RqlError('The character U+0000 is not allowed.', position);
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  throw new RqlError('A text with both kinds of quote cannot be written.', position, text);
}
