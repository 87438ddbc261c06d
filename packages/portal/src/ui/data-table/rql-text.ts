import { type Condition, type FilterGroup, isComplete, isGroup } from './filter-model.ts';

/** A group as RQL text, or nothing when it says nothing: `and(eq(status,"Active"),ilike(name,"*x*"))`. */
export function writeFilter(group: FilterGroup | undefined): string | undefined {
  return (
    group &&
    join(
      group.join,
      group.rules.map((rule) => (isGroup(rule) ? writeFilter(rule) : isComplete(rule) ? writeCondition(rule) : undefined)),
    )
  );
}

/** `and(a,b)`, without the wrapper for a single part and without parts that are not there. */
export function join(word: 'and' | 'or', parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.length > 1 ? `${word}(${present.join(',')})` : present[0];
}

/** Some property contains the text, upper and lower case alike. */
export function containsAny(paths: readonly string[], text: string): string {
  return (
    join(
      'or',
      paths.map((path) => writeCondition({ path, operator: 'contains', value: text })),
    ) ?? ''
  );
}

export function writeCondition({ path, operator, value }: Condition): string {
  // The language has no escape for quotes: a text with both kinds is sought by its parts.
  if (value.includes('"') && value.includes("'")) {
    return (
      join(
        'and',
        value
          .split('"')
          .filter(Boolean)
          .map((part) => writeCondition({ path, operator: 'contains', value: part })),
      ) ?? ''
    );
  }
  const collection = path.indexOf('[].');
  if (collection < 0) return comparison(path, operator, value.trim());
  return `any(${path.slice(0, collection)},${comparison(path.slice(collection + 3), operator, value.trim())})`;
}

function comparison(path: string, operator: Condition['operator'], value: string): string {
  switch (operator) {
    case 'contains':
      return `ilike(${path},${quote(`*${literal(value)}*`)})`;
    case 'starts':
      return `ilike(${path},${quote(`${literal(value)}*`)})`;
    case 'ends':
      return `ilike(${path},${quote(`*${literal(value)}`)})`;
    case 'is':
      return `eq(${path},${constant(value)})`;
    case 'isNot':
      return `ne(${path},${constant(value)})`;
    case 'oneOf':
      return `in(${path},(${value.split(',').map(quote).join(',')}))`;
    case 'after':
      return `ge(${path},${quote(value)})`;
    case 'before':
      return `lt(${path},${quote(value)})`;
    case 'empty':
      return `eq(${path},null())`;
    case 'notEmpty':
      return `ne(${path},null())`;
    default:
      return `${operator}(${path},${constant(value)})`;
  }
}

// Only a star at either end has a meaning.
function literal(value: string): string {
  return value.replace(/^\*/, '\\*').replace(/(?<!\\)\*$/, '\\*');
}

function constant(value: string): string {
  return /^(true|false|-?\d+(\.\d+)?)$/.test(value) ? value : quote(value);
}

export function quote(value: string): string {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
