import { stringify } from 'csv-stringify/sync';
import type { PeopleFile } from './rows.ts';

/**
 * The faulty rows as a file to mend and upload again: line, reason, then the cells as they stood; a broken line is one cell. UTF-8 with BOM, the
 * delimiter of the upload, formulas guarded. `more` are faults that reading does not know, such as those of planGroups. Duplicates are not faults.
 */
export function faultyRowsCsv(file: PeopleFile, more: { line: number; message: string }[] = []): string {
  const later = new Map(more.map((fault) => [fault.line, fault.message]));
  const faulty = file.rows.flatMap((row) => {
    const message = row.outcome === 'error' ? row.message : later.get(row.line);
    if (message === undefined) return [];
    const cells = withoutHash(row.raw, file);
    // As many cells in each row, or strict readers refuse the file.
    const padding = Array<string>(Math.max(0, file.headings.length - cells.length)).fill('');
    return [[String(row.line), message, ...cells, ...padding]];
  });
  return stringify([['Line', 'Reason', ...file.headings], ...faulty], {
    bom: true,
    delimiter: file.delimiter,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}

// Secrets go in and never out, though this uploader has just had them in hand: the file is kept for download.
function withoutHash(raw: string[], file: PeopleFile): string[] {
  const secret = file.columns.passwordHash;
  if (!secret) return raw;
  // In a broken or shifted row any cell may hold the hash; its parameters contain commas.
  const shifted = raw.length !== file.headings.length;
  return raw.map((cell, index) => (index === secret.index && !shifted ? '' : cell.replaceAll(/\$argon2[^\s;"|]*/gu, '…')));
}
