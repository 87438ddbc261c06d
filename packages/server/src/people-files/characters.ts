// Control characters, line separators, bidirectional overrides (they make one name look like another) and invisible fillers. Left-to-right marks and
// joiners stay allowed: Arabic and Persian names need them.
const forbidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ufff9-\ufffb]/u;
const forbiddenInNotes = /(?![\t\n\v\f\r])\p{Cc}/u;

/** The first character that may not stand in a name, address, phone number or group, as "a line break" or "U+0007"; undefined when all are fine. */
export function forbiddenCharacter(value: string): string | undefined {
  const found = forbidden.exec(value)?.[0];
  if (found === undefined) return undefined;
  return found === '\n' || found === '\r' ? 'a line break' : `the control character ${codePoint(found)}`;
}

/** The same for cells that nobody reads (notes, cost centres), where line breaks and tabs are at home. */
export function forbiddenNoteCharacter(value: string): string | undefined {
  const found = forbiddenInNotes.exec(value)?.[0];
  return found === undefined ? undefined : `the control character ${codePoint(found)}`;
}

/** A cell as it can be stored and handed back: PostgreSQL and spreadsheets choke on control characters. U+FFFD is itself an error, should it return unmended. */
export function storable(cell: string): string {
  return cell.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
