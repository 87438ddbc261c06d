/** The form in which two group names are the same: without case and outer white space. */
export function groupKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
