/** One record of a feed as it came: a value, or why there is none. Lines count from 1. */
export type Entry = { line: number; value: unknown } | { line: number; fault: string };

export interface Opened {
  /** What the feed calls this state of it. */
  etag?: string;
  entries: AsyncIterable<Entry>;
}

/** Where customer records come from. Whatever the ERP is, this is all that the rest knows of it. */
export interface ErpSource {
  kind: 'file' | 'feed';
  /**
   * Begins to read. With `etag`: `unchanged` when the feed still has that state. With `contactKey` the source may leave other records out.
   * Throws {@link ErpSourceError}, here or while the entries are read.
   */
  open(wanted: { etag?: string; contactKey?: string }): Promise<Opened | 'unchanged'>;
}

/** The source could not be read to its end; the message is a sentence for operators, without the token. */
export class ErpSourceError extends Error {}
