import { type ReactNode, useState } from 'react';
import { ApiError, api } from '../../api.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { showProblem } from '../toast.tsx';
import { useVersionTexts } from './texts.ts';

export interface VersionOptions<T> {
  /** The object as it was read when the form opened. */
  first: T;
  /** Reads it again. */
  load: () => Promise<T>;
  /** Gets the newest object, to take over what the person has not touched; see `rebase`. */
  onNewest: (newest: T, before: T) => void;
}

export interface Version<T> {
  /** What the form started from; the newest one after a reload. */
  base: T;
  /** PUT under the revision that was read; 412 becomes the notice and is thrown on. */
  put: (path: string, body: unknown) => Promise<T>;
  /** The last save was refused because of the revision: the notice says so, and the form's own messages are old news. */
  conflict: boolean;
  /** To be shown above the fields. */
  notice: ReactNode;
}

/** Edits one object without overwriting somebody else's change (`If-Match`, RFC 9110 §13.1.1). */
export function useVersion<T extends { revision?: number }>({ first, load, onNewest }: VersionOptions<T>): Version<T> {
  const t = useVersionTexts();
  const [base, setBase] = useState(first);
  const [state, setState] = useState<'fresh' | 'stale' | 'loaded'>('fresh');
  const [busy, setBusy] = useState(false);

  async function put(path: string, body: unknown): Promise<T> {
    const headers = base.revision === undefined ? {} : { 'if-match': `"${base.revision}"` };
    try {
      const saved = await api.put<T>(path, body, { headers });
      setBase(saved);
      setState('fresh');
      return saved;
    } catch (error) {
      setState(error instanceof ApiError && error.problem.status === 412 ? 'stale' : 'fresh');
      throw error;
    }
  }

  async function reload() {
    setBusy(true);
    try {
      const newest = await load();
      onNewest(newest, base);
      setBase(newest);
      setState('loaded');
    } catch (error) {
      showProblem(error, t('title'));
    } finally {
      setBusy(false);
    }
  }

  const notice =
    state === 'stale' ? (
      <Notice tone="danger" title={t('title')}>
        <p>{t('detail')}</p>
        <Button size="sm" className="mt-2" busy={busy} onClick={() => void reload()}>
          {t('load')}
        </Button>
      </Notice>
    ) : state === 'loaded' ? (
      <Notice>{t('loaded')}</Notice>
    ) : null;
  return { base, put, conflict: state !== 'fresh', notice };
}
