import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { Notice } from '../ui/notice.tsx';
import type { BulkKind, Result } from './bulk-run.ts';
import { useUserTexts } from './texts.ts';

const order = { failed: 0, stopped: 1, skipped: 2, done: 3 };
const icons = { failed: CircleAlert, stopped: CircleMinus, skipped: CircleMinus, done: CircleCheck };
const colours = { failed: 'text-danger-ink', stopped: 'text-muted', skipped: 'text-muted', done: 'text-success-ink' };

/** Exact numbers first, then what became of each member: what failed stands above. */
export function BulkResults({ kind, results, group }: { kind: BulkKind; results: readonly Result[]; group: string | undefined }) {
  const t = useUserTexts();
  const count = (...kinds: Result['kind'][]) => results.filter((result) => kinds.includes(result.kind)).length;
  const failed = count('failed');
  const left = count('skipped', 'stopped');
  const summary = [
    t(`bulk.done.${kind}`, { count: count('done'), group }),
    ...(failed > 0 ? [t('bulk.failed', { count: failed })] : []),
    ...(left > 0 ? [t('bulk.left', { count: left })] : []),
  ];
  return (
    <div className="flex flex-col gap-3">
      <Notice tone={failed > 0 ? 'warning' : 'success'} title={summary.join(' · ')} />
      <ul aria-label={t('bulk.results')} className="divide-y rounded-lg border">
        {results
          .toSorted((one, other) => order[one.kind] - order[other.kind])
          .map((result) => {
            const Icon = icons[result.kind];
            return (
              <li key={result.member.id} className="flex items-start gap-2.5 px-3 py-2 text-sm">
                <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colours[result.kind]}`} />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium wrap-anywhere">{result.member.user.name}</span>
                  <span className="block text-muted text-xs wrap-anywhere">{result.member.user.email}</span>
                </span>
                <span className="min-w-0 max-w-[55%] text-end text-muted text-xs">{sayResult(result, t)}</span>
              </li>
            );
          })}
      </ul>
    </div>
  );
}

function sayResult(result: Result, t: ReturnType<typeof useUserTexts>): string {
  switch (result.kind) {
    case 'done':
      return t(`bulk.outcome.${result.word}`);
    case 'skipped':
      return t(`bulk.skip.${result.reason}`);
    case 'stopped':
      return t('bulk.outcome.stopped');
    default:
      return result.message;
  }
}
