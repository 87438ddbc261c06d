import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PageSearch } from '../search.ts';

export interface Open {
  /** `add`, `edit` … */
  open: string | undefined;
  /** The object that the dialog is about, in a list. */
  object: string | undefined;
  /** The step that an edit wizard begins with. */
  step: string | undefined;
  show: (open: string, more?: { object?: string; step?: string }) => void;
  close: () => void;
}

/** The open dialog of a page, held in the URL: `?open=edit&object=BUY-…&step=address`. */
export function useOpen(): Open {
  const navigate = useNavigate();
  const { open, object, step } = useSearch({ strict: false }) as PageSearch & { object?: string; step?: string };
  function put(changes: Readonly<Record<string, string | undefined>>) {
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, ...changes })) as never, resetScroll: false });
  }
  return {
    open,
    object,
    step,
    show: (next, { object, step } = {}) => put({ open: next, object, step }),
    close: () => put({ open: undefined, object: undefined, step: undefined }),
  };
}
