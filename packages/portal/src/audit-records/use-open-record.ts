import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { PageSearch } from '../search.ts';

export interface OpenRecord {
  id: string | undefined;
  /** Opens a record, or closes it; going on to a neighbour leaves no trace, so that Back closes the dialog. */
  show: (id: string | undefined, going?: boolean) => void;
}

/** The record whose dialog is open, held in the address as `?record=`. */
export function useOpenRecord(): OpenRecord {
  const navigate = useNavigate();
  const { record } = useSearch({ strict: false }) as PageSearch & { record?: string };
  return {
    id: record,
    show: (id, going = false) =>
      void navigate({
        to: '.',
        search: ((before: PageSearch) => ({ ...before, record: id })) as never,
        replace: going,
        resetScroll: false,
      }),
  };
}

export interface Neighbours {
  /** Of the open record among all, from 1. */
  number: number;
  total: number;
  previous?: () => void;
  next?: () => void;
}

export interface ShownRecords {
  ids: readonly string[];
  total: number;
  /** How many come before the first one that is shown. */
  offset: number;
  /** Brings what comes before or after them. */
  turn: (by: -1 | 1) => void;
}

/** The records before and after the open one, across the pages of the list; nothing when the list does not show it. */
export function useNeighbours({ ids, total, offset, turn }: ShownRecords, { id, show }: OpenRecord): Neighbours | undefined {
  // The end of the list that was left, until what lies beyond it is here.
  const left = useRef<{ ids: readonly string[]; by: -1 | 1 }>(undefined);
  useEffect(() => {
    const from = left.current;
    if (!from || from.ids === ids) return;
    left.current = undefined;
    const place = ids.indexOf(from.by > 0 ? (from.ids.at(-1) ?? '') : (from.ids[0] ?? ''));
    // A list that grows still has the record that was open; a page that was turned has not.
    const next = place >= 0 ? ids[place + from.by] : from.by > 0 ? ids[0] : ids.at(-1);
    if (next) show(next, true);
  }, [ids, show]);

  const at = id ? ids.indexOf(id) : -1;
  if (at < 0) return undefined;
  function go(by: -1 | 1) {
    const next = ids[at + by];
    if (next) return show(next, true);
    left.current = { ids, by };
    turn(by);
  }
  const number = offset + at + 1;
  return {
    number,
    total,
    ...(number > 1 ? { previous: () => go(-1) } : {}),
    ...(number < total ? { next: () => go(1) } : {}),
  };
}
