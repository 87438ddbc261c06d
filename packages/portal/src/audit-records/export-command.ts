import type { Delimiter, ExportFormat, ExportView } from './save-export.ts';

/** The same export for a terminal. */
export function exportCommand({ filter, order }: ExportView, format: ExportFormat, delimiter: Delimiter): string {
  return [
    `tenantry audit-records export-${format} --url ${location.origin}`,
    ...(filter ? [`--filter ${quoted(filter)}`] : []),
    ...(order === 'timestamp' ? ['--order timestamp'] : []),
    ...(format === 'csv' && delimiter !== ',' ? [`--delimiter ${quoted(delimiter)}`] : []),
    `> audit-trail.${format}`,
  ].join(' ');
}

// In single quotes a shell reads everything as it stands, but for the quote itself.
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
