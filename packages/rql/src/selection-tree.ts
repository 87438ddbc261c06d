import type { SelectTerm } from './terms.ts';

/** The select terms of one level of an object, by property name. */
export interface Level {
  wildcard?: '+' | '-';
  entries: Map<string, Entry>;
}

interface Entry {
  sign?: '+' | '-';
  /** Whether a term below adds something, so that the property must be there to hold it. */
  addsBelow: boolean;
  below: Level;
}

export interface SelectionTree {
  root: Level;
  omitted: ReadonlySet<string>;
  /** Every path that has an omitted one below it; others need no copy. */
  aboveOmitted: ReadonlySet<string>;
}

/** Where a projection stands: `limited` levels show only what a term names. */
export interface Frame {
  level?: Level;
  path: string;
  limited: boolean;
}

/** Later terms for the same path win, but a `*` never beats a name: `+id,-*` and `-*,+id` both keep the id. */
export function selectionTree(terms: readonly SelectTerm[], omittedByDefault: readonly string[]): SelectionTree {
  const root: Level = { entries: new Map() };
  for (const term of terms) insert(root, term);
  const above = new Set<string>();
  for (const path of omittedByDefault) {
    for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) above.add(path.slice(0, dot));
    above.add('');
  }
  return { root, omitted: new Set(omittedByDefault), aboveOmitted: above };
}

export function rootFrame(tree: SelectionTree): Frame {
  return { level: tree.root, path: '', limited: false };
}

/** The frame of a property, or undefined where it is left out. */
export function childFrame(tree: SelectionTree, frame: Frame, name: string): Frame | undefined {
  const path = frame.path === '' ? name : `${frame.path}.${name}`;
  // Existing clients compare the id whatever they select.
  if (path === 'id') return { path, limited: false };
  const entry = frame.level?.entries.get(name);
  const shown = entry?.sign === '+' || (entry?.sign === undefined && shownByDefault(tree, frame, path));
  if (!shown && !entry?.addsBelow) return undefined;
  if (!entry) return { path, limited: false };
  return { level: entry.below, path, limited: !shown || (entry.sign === undefined && limits(tree, entry.below, path)) };
}

/** Whether a frame changes nothing below it. */
export function isPlain(tree: SelectionTree, frame: Frame): boolean {
  const terms = frame.level !== undefined && (frame.level.wildcard !== undefined || frame.level.entries.size > 0);
  return !terms && !frame.limited && !tree.aboveOmitted.has(frame.path);
}

function insert(root: Level, { path, sign }: SelectTerm): void {
  const names = path.split('.');
  let level = root;
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    if (last && name === '*') {
      level.wildcard = sign;
      return;
    }
    let entry = level.entries.get(name);
    if (!entry) {
      entry = { addsBelow: false, below: { entries: new Map() } };
      level.entries.set(name, entry);
    }
    if (last) entry.sign = sign;
    else if (sign === '+') entry.addsBelow = true;
    level = entry.below;
  }
}

function shownByDefault(tree: SelectionTree, frame: Frame, path: string): boolean {
  if (frame.level?.wildcard) return frame.level.wildcard === '+';
  return !frame.limited && !tree.omitted.has(path);
}

// `+children.id` narrows the children down to their id. A name that is omitted by default is different: asking for it adds it to what is there anyway.
function limits(tree: SelectionTree, level: Level, path: string): boolean {
  for (const [name, entry] of level.entries) {
    const childPath = `${path}.${name}`;
    if (tree.omitted.has(childPath)) continue;
    if (entry.sign === '+' || (entry.addsBelow && limits(tree, entry.below, childPath))) return true;
  }
  return false;
}
