const timesSeen = new Map<string, number | string>();
const preparedMax = 200;
let prepared = 0;

/**
 * A name for a statement that comes again: it is then planned once for each connection, not each time, which is most of a small query's cost.
 * Bounded, because connections keep what they prepared.
 */
export function preparedName(text: string): string | undefined {
  const seen = timesSeen.get(text);
  if (typeof seen === 'string') return seen;
  if (prepared >= preparedMax) return undefined;
  if (timesSeen.size > 5_000) for (const [known, value] of timesSeen) if (typeof value === 'number') timesSeen.delete(known);
  const times = (seen ?? 0) + 1;
  if (times < 3) {
    timesSeen.set(text, times);
    return undefined;
  }
  const name = `s${prepared++}`;
  timesSeen.set(text, name);
  return name;
}
