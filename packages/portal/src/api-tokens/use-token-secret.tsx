import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { type ReactNode, useState } from 'react';
import { ApiError, type BrokenRule } from '../api.ts';
import { useConfirmed } from '../sessions/confirm-identity.tsx';
import { showProblem } from '../ui/toast.tsx';
import { installationQuery, refreshTokens, revealToken } from './queries.ts';
import { useTokenTexts } from './texts.ts';
import { useSecret } from './use-secret.ts';

export interface TokenSecret {
  /** Only while it is shown. */
  secret: string | undefined;
  /** This installation gives it out when the token is added, and never again. */
  shownOnce: boolean;
  busy: boolean;
  toggle: () => Promise<void>;
  hide: () => void;
  /** The secret without showing it, for the clipboard; `undefined` when the person changed their mind or may not have it. */
  fetch: () => Promise<string | undefined>;
  dialog: ReactNode;
}

/** The secret of a token on demand. Nothing is fetched before somebody asks; the server records each time. */
export function useTokenSecret(token: ApiToken): TokenSecret {
  const t = useTokenTexts();
  const queries = useQueryClient();
  const { confirmed, dialog } = useConfirmed();
  const { secret, show, hide } = useSecret();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const { data: installation } = useQuery(installationQuery);

  async function fetch(): Promise<string | undefined> {
    setBusy(true);
    try {
      const revealed = await confirmed(() => revealToken(token.id));
      if (revealed) void refreshTokens(queries, token.id);
      return revealed;
    } catch (error) {
      if (isShownOnce(error)) setRefused(true);
      else showProblem(error, t('failed'));
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  const toggle = async () => (secret === undefined ? show(await fetch()) : hide());
  return { secret, shownOnce: refused || installation?.tokensShownOnce === true, busy, toggle, hide, fetch, dialog };
}

function isShownOnce(error: unknown): boolean {
  const errors = error instanceof ApiError ? error.problem.errors : undefined;
  return Array.isArray(errors) && (errors as (BrokenRule & { id?: string })[]).some((rule) => rule.id === 'shown-once');
}
