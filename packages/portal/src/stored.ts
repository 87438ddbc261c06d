import { useSyncExternalStore } from 'react';

export interface Stored<T> {
  get: () => T;
  set: (value: T) => void;
  use: () => T;
}

const changed = new EventTarget();

/** A value that this browser remembers; all users of it are told about a change, also from another tab. */
export function stored<T>(key: string, initial: T): Stored<T> {
  let text: string | null | undefined;
  let value = initial;

  function get(): T {
    const now = localStorage.getItem(key);
    if (now !== text) {
      text = now;
      value = now === null ? initial : read(now, initial);
    }
    return value;
  }

  function set(next: T): void {
    localStorage.setItem(key, JSON.stringify(next));
    changed.dispatchEvent(new Event(key));
  }

  function subscribe(notify: () => void): () => void {
    changed.addEventListener(key, notify);
    window.addEventListener('storage', notify);
    return () => {
      changed.removeEventListener(key, notify);
      window.removeEventListener('storage', notify);
    };
  }

  return { get, set, use: () => useSyncExternalStore(subscribe, get) };
}

function read<T>(text: string, fallback: T): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}
