type Values = Readonly<Record<string, unknown>>;

/**
 * Takes the newest values, and keeps those that differ from what the form started with: field by field, nested objects
 * too, lists as a whole.
 */
export function rebase<V extends object>(started: V, mine: V, newest: V): V {
  const merged: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(newest)) {
    const [before, now] = [(started as Values)[name], (mine as Values)[name]];
    if (isObject(value) && isObject(before) && isObject(now)) merged[name] = rebase(before, now, value);
    else merged[name] = JSON.stringify(before) === JSON.stringify(now) ? value : now;
  }
  return merged as V;
}

const isObject = (value: unknown): value is Values => value !== null && typeof value === 'object' && !Array.isArray(value);
