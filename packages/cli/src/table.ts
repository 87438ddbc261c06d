const first = ['id', 'name', 'email', 'user', 'status', 'type'];
// Pictures and bookkeeping say little in a terminal; --json has them.
const leftOut = new Set(['icon', 'logo', '$meta', 'revision', 'audit']);
const cellMax = 48;

/** Rows with a line of headings; columns that do not fit on the screen are left out, the last ones first. Empty for no rows. */
export function renderList(items: readonly unknown[], columns?: number): string {
  if (items.length === 0) return '';
  const names = columnsOf(items);
  const rows = [names.map(heading), ...items.map((item) => names.map((name) => cell((item as Record<string, unknown>)[name], nameOf)))];
  const cut = columns === undefined ? rows : rows.map((row) => row.map(shorten));
  const widths = names.map((_, i) => Math.max(...cut.map((row) => width(row[i]!))));
  const shown = fitting(widths, columns);
  return cut
    .map(
      (row) =>
        `${row
          .slice(0, shown)
          .map((text, i) => pad(text, widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** One object, a field a line; nested fields with dotted names. */
export function renderObject(object: unknown): string {
  const lines = linesOf(object, '');
  const widest = Math.max(0, ...lines.map(([name]) => width(name)));
  return lines.map(([name, text]) => `${pad(name, widest)}  ${text}`.trimEnd().concat('\n')).join('');
}

/** JSON that holds no control character, whatever the texts of other tenants are made of. */
export const safeJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replaceAll(/[\u007f-\u009f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function columnsOf(items: readonly unknown[]): string[] {
  const names = new Set(items.flatMap((item) => Object.keys(item as object)));
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  // An object inside an object has no place in one line.
  const isFlat = (name: string) =>
    items.every((item) => {
      const value = (item as Record<string, unknown>)[name];
      return !isNested(value) || isReference(value);
    });
  return [...names].filter((name) => !leftOut.has(name) && isFlat(name)).sort((a, b) => rank(a) - rank(b));
}

function fitting(widths: readonly number[], columns: number | undefined): number {
  if (columns === undefined) return widths.length;
  let used = -2;
  const shown = widths.findIndex((one) => {
    used += one + 2;
    return used > columns;
  });
  return shown < 0 ? widths.length : Math.max(1, shown);
}

function linesOf(value: unknown, prefix: string): [string, string][] {
  return Object.entries(value as object).flatMap(([name, child]): [string, string][] => {
    if (leftOut.has(name) && name !== 'audit') return [];
    const path = prefix ? `${prefix}.${name}` : name;
    return isNested(child) && !isReference(child) ? linesOf(child, path) : [[path, cell(child, nameAndId)]];
  });
}

const isNested = (value: unknown): value is object => value !== null && typeof value === 'object' && !Array.isArray(value);
const isReference = (value: object): boolean => 'id' in value;

/** A value in one line: lists with commas, references as `label` has it. */
function cell(value: unknown, label: (reference: Record<string, unknown>) => string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => cell(one, label)).join(', ');
  if (typeof value !== 'object') return visible(String(value));
  return visible(label(value as Record<string, unknown>));
}

function nameOf(reference: Record<string, unknown>): string {
  const { name, email, id } = reference;
  return String([name, email, id].find((one) => typeof one === 'string' && one !== '') ?? JSON.stringify(reference));
}

function nameAndId(reference: Record<string, unknown>): string {
  const name = nameOf(reference);
  return typeof reference.id === 'string' && name !== reference.id ? `${name} (${reference.id})` : name;
}

// A name may hold what moves the cursor or colours the screen; here it is only text.
const visible = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');

const heading = (name: string): string => name.replaceAll(/[A-Z]/g, (char) => ` ${char}`).toUpperCase();

function shorten(text: string): string {
  if (width(text) <= cellMax) return text;
  return `${[...text].slice(0, cellMax - 1).join('')}…`;
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;
const width = (text: string): number => [...text].reduce((sum, char) => sum + (/\p{M}/u.test(char) ? 0 : wide.test(char) ? 2 : 1), 0);
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));
