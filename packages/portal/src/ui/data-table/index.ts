export type { BulkAction, Column, DataTableProps, FetchPage, PageRequest, Property, PropertyKind } from './columns.ts';
export { download, writeCsv } from './csv.ts';
export { DataTable } from './data-table.tsx';
export { containsAny, join, quote, writeFilter } from './rql-text.ts';
export { tableKey } from './use-page.ts';
