import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { UserImport } from '@tenantry/contract/user-imports';
import { useCallback, useState } from 'react';
import { ApiError, api } from '../api.ts';
import { useSession } from '../session.ts';
import { useUiTexts } from '../ui/texts.ts';
import { type Choices, optionsOf } from './choices.ts';
import { keepFile } from './kept-files.ts';
import { useImportTexts } from './texts.ts';

export const importsPage = '/administration/settings/users/import';
export const importsTable = 'user-imports';
export const importKey = (id: string) => ['user-imports', id] as const;
const sizeMax = 5 * 1024 * 1024;

export function useImportsPath(): string {
  return `/public/v1/accounts/accounts/${useSession().account?.id}/user-imports`;
}

/** One import; asked for again every second or so while the server works on it. */
export function useImport(id: string) {
  const path = useImportsPath();
  return useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => api.get<UserImport>(`${path}/${encodeURIComponent(id)}`, { query: { select: 'audit' }, signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? 1500 : false),
  });
}

/** Undoing has no end of its own to wait for, so its count is followed for a minute. */
export function isWorking({ status, audit }: UserImport, now = Date.now()): boolean {
  if (status === 'Running') return true;
  const at = audit?.undone?.at;
  return status === 'Undone' && at !== undefined && now - Date.parse(at) < 60_000;
}

export interface Checking {
  /** The file being checked, or refused. */
  file: File | undefined;
  busy: boolean;
  /** Why the file or a choice cannot be used. */
  problem: string | undefined;
  /** Checks a file and leads to its result. */
  check: (file: File, choices: Choices) => Promise<void>;
}

export function useCheck(): Checking {
  const t = useImportTexts();
  const say = useUiTexts();
  const path = useImportsPath();
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const check = useCallback(
    async (given: File, choices: Choices) => {
      setFile(given);
      setProblem(given.size > sizeMax ? t('start.tooLarge') : undefined);
      if (given.size > sizeMax) return;
      setBusy(true);
      try {
        const body = new FormData();
        body.append('import', JSON.stringify({ ...optionsOf(choices), fileName: given.name }));
        body.append('file', given);
        const { id } = await api.post<UserImport>(path, body);
        keepFile(id, { file: given, choices });
        await navigate({ to: `${importsPage}/${id}` as never });
      } catch (error) {
        setProblem(error instanceof ApiError ? error.message : say('error.unexpected'));
      } finally {
        setBusy(false);
      }
    },
    [path, navigate, t, say],
  );
  return { file, busy, problem, check };
}
