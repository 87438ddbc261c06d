import { type Condition, type FilterGroup, isGroup, type Operator } from './filter-model.ts';

interface Call {
  name: string;
  parts: (Call | string)[];
}

/**
 * Reads what `writeFilter` writes, so that a link or a saved view opens in the filter builder. Any other RQL gives
 * `undefined`: it still filters, but the builder cannot show it.
 */
export function readFilter(text: string): FilterGroup | undefined {
  const call = new Reader(text).whole();
  if (!call) return undefined;
  const rule = readRule(call, 0);
  return rule && (isGroup(rule) ? rule : { join: 'and', rules: [rule] });
}

function readRule(call: Call, depth: number): Condition | FilterGroup | undefined {
  if (call.name === 'and' || call.name === 'or') {
    if (depth > 1) return undefined;
    const rules = call.parts.map((part) => (typeof part === 'string' ? undefined : readRule(part, depth + 1)));
    return rules.every((rule) => rule !== undefined) ? { join: call.name, rules } : undefined;
  }
  if (call.name !== 'any') return readCondition(call);
  const [collection, inner] = call.parts;
  const condition = typeof inner === 'object' ? readCondition(inner) : undefined;
  return condition && typeof collection === 'string' ? { ...condition, path: `${collection}[].${condition.path}` } : undefined;
}

const plain: Record<string, Operator> = { eq: 'is', ne: 'isNot', gt: 'gt', ge: 'ge', lt: 'lt', le: 'le' };
const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}T/.test(value);

function readCondition({ name, parts }: Call): Condition | undefined {
  const [path, value] = parts;
  if (typeof path !== 'string' || value === undefined || parts.length !== 2) return undefined;
  if (typeof value === 'object') {
    if (value.name === 'null' && (name === 'eq' || name === 'ne'))
      return { path, operator: name === 'eq' ? 'empty' : 'notEmpty', value: '' };
    if (value.name === '' && name === 'in') return { path, operator: 'oneOf', value: value.parts.join(',') };
    return undefined;
  }
  if (name === 'ilike') return readPattern(path, value);
  if (isDate(value) && (name === 'ge' || name === 'lt')) return { path, operator: name === 'ge' ? 'after' : 'before', value };
  const operator = plain[name];
  return operator && { path, operator, value };
}

function readPattern(path: string, pattern: string): Condition | undefined {
  const open = pattern.startsWith('*');
  const close = pattern.endsWith('*') && !pattern.endsWith('\\*');
  if (!open && !close) return undefined;
  const value = pattern
    .slice(open ? 1 : 0, close ? -1 : undefined)
    .replace(/^\\\*/, '*')
    .replace(/\\\*$/, '*');
  return { path, operator: open && close ? 'contains' : close ? 'starts' : 'ends', value };
}

class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Call | undefined {
    const part = this.part();
    return typeof part === 'object' && this.at === this.text.length ? part : undefined;
  }

  // A quoted text, a bare word, a call, or a list in parentheses (a call without a name).
  part(): Call | string | undefined {
    const first = this.text[this.at];
    if (first === '"' || first === "'") {
      const end = this.text.indexOf(first, this.at + 1);
      if (end < 0) return undefined;
      const value = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return value;
    }
    const word = /^[^(),"']*/.exec(this.text.slice(this.at))?.[0] ?? '';
    this.at += word.length;
    return this.text[this.at] === '(' ? this.call(word) : word || undefined;
  }

  call(name: string): Call | undefined {
    const parts: (Call | string)[] = [];
    do {
      this.at += 1;
      if (this.text[this.at] === ')' && parts.length === 0) break;
      const part = this.part();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.text[this.at] === ',');
    if (this.text[this.at] !== ')') return undefined;
    this.at += 1;
    return { name, parts };
  }
}
