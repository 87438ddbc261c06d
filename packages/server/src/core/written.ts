/** JSON of frozen objects that are answered again and again; absent for all others, and until one is first written. */
const texts = new WeakMap<object, string | undefined>();

/** Marks an object that never changes, nor anything in it: its JSON is made once. */
export function writtenOnce<T extends object>(value: T): T {
  texts.set(value, undefined);
  return value;
}

/** An answer as JSON: what `JSON.stringify` says of it. */
export function written(body: unknown): string {
  if (!isPage(body)) return JSON.stringify(body);
  const { data, ...rest } = body;
  const head = JSON.stringify({ ...rest, data: [] });
  return `${head.slice(0, -2)}${data.map(textOf).join(',')}]}`;
}

const isPage = (body: unknown): body is { data: object[] } =>
  typeof body === 'object' && body !== null && Object.keys(body).at(-1) === 'data' && 'data' in body && Array.isArray(body.data);

function textOf(value: object): string {
  if (!texts.has(value)) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
