import type { Column, FetchPage } from './columns.ts';

const rowsMax = 10_000;

/** All rows of a view, page by page, at most 10,000. */
export async function allRows<T>(
  fetchPage: FetchPage<T>,
  order: string | undefined,
  filter: string | undefined,
  limit = rowsMax,
): Promise<T[]> {
  const rows: T[] = [];
  const { signal } = new AbortController();
  for (;;) {
    const page = await fetchPage({ limit: Math.min(100, limit - rows.length), offset: rows.length, order, filter, signal });
    rows.push(...page.data);
    if (page.data.length === 0 || rows.length >= Math.min(limit, page.$meta.pagination.total)) return rows;
  }
}

/** RFC 4180 with a byte order mark, as spreadsheets want it. Cells that would be formulas are made harmless. */
export function writeCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const told = columns.filter((column) => column.csv);
  const lines = [told.map((column) => cell(column.header)), ...rows.map((row) => told.map((column) => cell(column.csv?.(row))))];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Saves something as a file of the person's. */
export function download(name: string, content: BlobPart, kind: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: kind }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
