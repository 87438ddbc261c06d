import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

export interface Question {
  title: string;
  /** What will happen, and what will not. */
  details: readonly string[];
  confirmLabel: string;
  danger?: boolean;
  typeToConfirm?: string;
  run: () => Promise<unknown>;
}

/** Asks before something is done; a refusal of the server is shown inside. */
export function useQuestion(): { ask: (question: Question) => void; question: ReactNode } {
  const [asked, setAsked] = useState<Question>();
  const question = asked && (
    <ConfirmDialog
      open
      onClose={() => setAsked(undefined)}
      title={asked.title}
      confirmLabel={asked.confirmLabel}
      danger={asked.danger ?? false}
      typeToConfirm={asked.typeToConfirm}
      onConfirm={asked.run}
    >
      <ul className="list-disc space-y-1 ps-5">
        {asked.details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
  return { ask: setAsked, question: question ?? null };
}

/** Forgets what a changed party makes stale: a disabled buyer takes its licensees along, a new link its sellers. */
export function usePartiesChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [['table'], ['party'], ['pick'], ['card'], ['links'], ['group']]) void queries.invalidateQueries({ queryKey });
  };
}
