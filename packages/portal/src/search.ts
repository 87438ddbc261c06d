/**
 * What may stand in the query string of any page. Everything is plain text in the URL (`?page=2&q=ada`), so that links can
 * be written by hand; the table reads its own part of it in ui/data-table/table-search.ts.
 */
export interface PageSearch {
  tab?: string;
  page?: number;
  size?: number;
  /** `-audit.created.at,name` */
  sort?: string;
  /** RQL */
  filter?: string;
  /** Free text */
  q?: string;
  /** Ids of hidden columns, comma-separated. */
  cols?: string;
  width?: 'content' | 'screen';
  /** An open dialog: `add`, or `edit`. */
  open?: string;
  return?: string;
  code?: string;
  token?: string;
  [other: string]: unknown;
}

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const present = Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value !== null);
  const text = new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

/** Makes page and size numbers and drops values that make no sense, instead of failing on a mistyped link. */
export function readSearch(search: Readonly<Record<string, unknown>>): PageSearch {
  const { page, size, width, ...rest } = search;
  return { ...rest, ...positive('page', page), ...positive('size', size), ...(width === 'content' || width === 'screen' ? { width } : {}) };
}

function positive(name: 'page' | 'size', value: unknown): { page?: number; size?: number } {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? { [name]: number } : {};
}
