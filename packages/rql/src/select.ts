import { RqlError, unknownProperty } from './error.ts';
import type { Frame, SelectionTree } from './selection-tree.ts';
import { childFrame, isPlain, rootFrame, selectionTree } from './selection-tree.ts';
import type { SelectTerm } from './terms.ts';

/** A projection made once and applied to every row. `omitted` names what is left out by default and was not asked for. */
export interface Selection {
  apply(value: object): object;
  wants(path: string): boolean;
  omitted: string[];
}

/**
 * Prepares a projection of plain objects: `+f` (or `f`) adds what is omitted by default, `-f` removes, `-*` removes a whole level first, `+a.b` narrows a
 * nested object or each item of a list down to what is named. The top-level `id` stays. Throws RqlError where an added path is not known.
 */
export function compileSelect(terms: SelectTerm[], omittedByDefault: readonly string[], known: (path: string) => boolean): Selection {
  for (const { sign, path, position } of terms) {
    const named = path.replace(/\.?\*$/, '');
    if (sign === '+' && named !== '' && !known(named)) throw new RqlError(unknownProperty, position, path);
  }
  const tree = selectionTree(terms, omittedByDefault);
  return {
    apply: (value) => project(tree, rootFrame(tree), value) as object,
    wants: (path) => isShown(tree, path),
    omitted: omittedByDefault.filter((path) => !isShown(tree, path)),
  };
}

/** Projects one plain object; see `compileSelect`, which does the same for many. The object itself is not changed. */
export function applySelect(
  value: object,
  terms: SelectTerm[],
  omittedByDefault: readonly string[],
  known: (path: string) => boolean,
): { value: object; omitted: string[] } {
  const { apply, omitted } = compileSelect(terms, omittedByDefault, known);
  return { value: apply(value), omitted };
}

/** Whether a path, or something below it, will be in the answer, so that a query may skip what nobody reads. */
export function wants(terms: SelectTerm[], path: string, omittedByDefault: readonly string[]): boolean {
  return isShown(selectionTree(terms, omittedByDefault), path);
}

function isShown(tree: SelectionTree, path: string): boolean {
  let frame: Frame | undefined = rootFrame(tree);
  for (const name of path.split('.')) frame = frame && childFrame(tree, frame, name);
  return frame !== undefined;
}

function project(tree: SelectionTree, frame: Frame, value: unknown): unknown {
  if (isPlain(tree, frame)) return value;
  if (Array.isArray(value)) return value.map((item) => project(tree, frame, item));
  if (!isPlainObject(value)) return value;
  const kept: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const below = childFrame(tree, frame, name);
    if (below) kept.push([name, project(tree, below, inner)]);
  }
  return Object.fromEntries(kept);
}

// Dates and other classes serialise themselves; taken apart they would be empty.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
