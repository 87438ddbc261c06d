import { useEffect, useRef, useState } from 'react';

export interface DraftOptions<T> {
  /** What the address says. */
  outside: string;
  read: (text: string) => T;
  write: (draft: T) => string;
  send: (text: string) => void;
}

const pauseMs = 200;

/**
 * Something typed here and sent to the address after a pause. The router applies a change a moment later; an input bound
 * to it directly would lose letters. A change by other hands (Back, a saved view, Reset) replaces the draft.
 */
export function useDraft<T>({ outside, read, write, send }: DraftOptions<T>): [T, (draft: T) => void] {
  const [draft, setDraft] = useState<T>(() => read(outside));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(outside);
  const latest = useRef({ read, write, send });
  latest.current = { read, write, send };

  useEffect(() => {
    if (timer.current !== undefined || outside === sent.current) return;
    sent.current = outside;
    setDraft(latest.current.read(outside));
  }, [outside]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function change(next: T) {
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const text = latest.current.write(next);
      if (text === sent.current) return;
      sent.current = text;
      latest.current.send(text);
    }, pauseMs);
  }
  return [draft, change];
}

const same = (text: string): string => text;

/** The plain case: one line of text. */
export function useTextDraft(outside: string, send: (text: string) => void): [string, (text: string) => void] {
  return useDraft({ outside, read: same, write: same, send });
}
