import { BrokenFile, streamFile } from '../download-stream.ts';
import { download } from '../ui/data-table/index.ts';

export type ExportFormat = 'csv' | 'jsonl';
export type Delimiter = ',' | ';' | 'tab';

export interface ExportView {
  /** RQL; absent for everything. */
  filter: string | undefined;
  /** `timestamp` or `-timestamp`. */
  order: string;
}

export interface ExportProgress {
  records: number;
  total: number;
  bytes: number;
}

export interface ExportOptions extends ExportView {
  format: ExportFormat;
  delimiter: Delimiter;
  /** Of the file, without its end. */
  name: string;
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

/** Saves a view as a file. Answers how many records it holds; one that is not whole is not saved, and throws `BrokenFile`. */
export async function saveExport({ format, delimiter, filter, order, name, signal, onProgress }: ExportOptions): Promise<number> {
  const isCsv = format === 'csv';
  // The byte order mark is what makes spreadsheets on Windows read the file as UTF-8.
  const query = { order, ...(isCsv ? { delimiter, bom: 1 } : {}) };
  const recordsIn = (lines: number) => Math.max(0, isCsv ? lines - 1 : lines);
  let expected: number | undefined;
  const { blob, lines } = await streamFile(`/public/v1/audit/records/export.${format}`, {
    query,
    filter,
    signal,
    isCsv,
    onProgress: ({ lines: soFar, bytes, total }) => {
      expected = total;
      onProgress({ records: recordsIn(soFar), total: total ?? 0, bytes });
    },
  });
  if (expected !== undefined && recordsIn(lines) !== expected) throw new BrokenFile();
  download(`${name}.${format}`, blob, blob.type);
  return recordsIn(lines);
}
