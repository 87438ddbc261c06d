/**
 * The word that stands on the wire for a part that nobody knows or that the country does not have: the API wants every part but line 2, and the ERP
 * that fills in addresses writes this.
 */
export const unknown = 'unknown';

/** What a person typed or should read: `''` for `unknown` and for nothing. */
export function realText(value: string | null | undefined): string {
  const text = value?.trim() ?? '';
  return text.toLowerCase() === unknown ? '' : text;
}
