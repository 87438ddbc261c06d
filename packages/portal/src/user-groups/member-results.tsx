import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/show.tsx';
import { type MemberResult, refused } from './memberships.ts';
import { useGroupTexts } from './texts.ts';

export interface Progress {
  done: number;
  total: number;
}

export function MemberProgress({ progress }: { progress: Progress | undefined }) {
  const t = useGroupTexts();
  if (!progress || progress.total === 0) return null;
  const { done, total } = progress;
  return <ProgressBar label={t('saving.progress', { done, total })} value={done / total} />;
}

/** Who could not be changed, each with the server's reason. */
export function Refusals({ results, hint }: { results: readonly MemberResult[]; hint: string }) {
  const t = useGroupTexts();
  const failed = refused(results);
  if (failed.length === 0) return null;
  return (
    <Notice tone="danger" title={t('result.failed', { count: failed.length })} className="text-start">
      <ul className="list-disc ps-4">
        {failed.map(({ change, problem }) => (
          <li key={change.id}>
            {change.name}: {problem}
          </li>
        ))}
      </ul>
      <p className="mt-1">{hint}</p>
    </Notice>
  );
}
