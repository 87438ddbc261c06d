import { functionalUpdate, type RowSelectionState, type Updater } from '@tanstack/react-table';
import { useMemo, useRef, useState } from 'react';
import type { DataTableProps } from './columns.ts';

export interface Selection<T> {
  state: RowSelectionState;
  onChange: (updater: Updater<RowSelectionState>) => void;
  /** The chosen rows, also those of other pages. */
  rows: readonly T[];
  set: (rows: readonly T[]) => void;
}

/** Remembers chosen rows across pages; the table itself only knows those that are loaded. */
export function useSelection<T>({ rowId }: DataTableProps<T>, loaded: readonly T[]): Selection<T> {
  const [state, setState] = useState<RowSelectionState>({});
  const known = useRef(new Map<string, T>());
  for (const row of loaded) known.current.set(rowId(row), row);
  // Follows `loaded` too, so that a chosen row that was changed is acted upon in its new state.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` renews what `known` holds
  const rows = useMemo(
    () =>
      Object.keys(state)
        .filter((id) => state[id])
        .flatMap((id) => known.current.get(id) ?? []),
    [state, loaded],
  );
  return {
    state,
    onChange: (updater) => setState((before) => functionalUpdate(updater, before)),
    rows,
    set: (chosen) => {
      for (const row of chosen) known.current.set(rowId(row), row);
      setState(Object.fromEntries(chosen.map((row) => [rowId(row), true])));
    },
  };
}
