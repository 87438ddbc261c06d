import { stored } from '../../stored.ts';
import type { TableState } from './table-search.ts';

export type ViewState = Omit<TableState, 'page'>;

export interface SavedView {
  id: string;
  name: string;
  /** Views that were saved before there was more have none of it. */
  state: Omit<ViewState, 'more'> & Partial<ViewState>;
}

/** Where saved views live. Ours is this browser; a server-side store only has to offer the same three. */
export interface ViewStore {
  use: (tableId: string) => readonly SavedView[];
  save: (tableId: string, view: SavedView) => void;
  remove: (tableId: string, viewId: string) => void;
}

const kept = stored<Readonly<Record<string, readonly SavedView[]>>>('tenantry.views', {});
const none: readonly SavedView[] = [];

export const localViews: ViewStore = {
  use: (tableId) => kept.use()[tableId] ?? none,
  save: (tableId, view) => {
    const others = (kept.get()[tableId] ?? []).filter((other) => other.name !== view.name);
    kept.set({ ...kept.get(), [tableId]: [...others, view] });
  },
  remove: (tableId, viewId) => kept.set({ ...kept.get(), [tableId]: (kept.get()[tableId] ?? []).filter((view) => view.id !== viewId) }),
};
