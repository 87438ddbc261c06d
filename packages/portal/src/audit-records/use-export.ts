import { useEffect, useRef, useState } from 'react';
import { type ExportOptions, type ExportProgress, saveExport } from './save-export.ts';

export interface RunningExport {
  /** Absent while nothing runs. */
  progress: ExportProgress | undefined;
  error: unknown;
  /** Resolves to the number of records once the file is saved; to nothing when it failed or was given up. */
  run: (options: Omit<ExportOptions, 'signal' | 'onProgress'>) => Promise<number | undefined>;
  cancel: () => void;
}

/** One download at a time; it ends with the component. */
export function useExport(): RunningExport {
  const [progress, setProgress] = useState<ExportProgress>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(options: Omit<ExportOptions, 'signal' | 'onProgress'>): Promise<number | undefined> {
    running.current = new AbortController();
    const { signal } = running.current;
    setError(undefined);
    setProgress({ records: 0, total: 0, bytes: 0 });
    try {
      return await saveExport({ ...options, signal, onProgress: setProgress });
    } catch (failure) {
      if (!signal.aborted) setError(failure);
      return undefined;
    } finally {
      setProgress(undefined);
    }
  }

  return { progress, error, run, cancel: () => running.current?.abort() };
}
