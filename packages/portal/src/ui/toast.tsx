import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { ApiError } from '../api.ts';

export type ToastTone = 'success' | 'danger';

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** Undo, or a link to what was made. */
  action?: { label: string; run: () => unknown };
  /** Messages with the same key are shown as one with a count; the title is the key by default. */
  mergeKey?: string;
  timeoutMs?: number;
}

const ToastList = lazy(() => import('./toast-list.tsx').then((module) => ({ default: module.ToastList })));

/** Said, but not yet taken by the list, which is fetched with the first message. */
const waiting: ToastMessage[] = [];
const listeners = new Set<() => void>();
let said = 0;

/** Says what happened, for at least 8 s; hovering or focusing pauses the clock. F6 leads the keyboard there. */
export function showToast(message: ToastMessage): void {
  waiting.push(message);
  said += 1;
  for (const notify of listeners) notify();
}

/** A failed action that has no form or dialog of its own to show the problem in. */
export function showProblem(error: unknown, fallback: string): void {
  showToast({ title: error instanceof ApiError && error.problem.status !== 0 ? error.message : fallback, tone: 'danger' });
}

/** Hands over what has been said and empties the queue. */
export function takeToasts(): ToastMessage[] {
  return waiting.splice(0);
}

export function useToastsSaid(): number {
  return useSyncExternalStore(subscribe, () => said);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const any = useToastsSaid() > 0;
  return (
    <>
      {children}
      <Suspense>{any && <ToastList />}</Suspense>
    </>
  );
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
