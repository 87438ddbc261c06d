import { cx } from '../ui/cx.ts';
import { Link } from '../ui/link.tsx';
import { useImportTexts } from './texts.ts';

export const outcomes = ['create', 'created', 'member', 'duplicate', 'skipped', 'error'] as const;
export type Outcome = (typeof outcomes)[number];

export interface OutcomePart {
  outcome: Outcome;
  count: number;
}

// Fixed for light and dark alike: told apart also by their order, names and numbers beside them.
const fills: Record<Outcome, string> = {
  create: 'bg-accent',
  created: 'bg-accent',
  member: 'bg-info-ink/60',
  duplicate: 'bg-control',
  skipped: 'bg-control',
  error: 'bg-danger',
};

export const filterFor = (outcome: Outcome): string => `eq(outcome,"${outcome}")`;

/** What becomes of the rows as one bar; its legend filters the table below. */
export function OutcomeBar({ parts, chosen }: { parts: readonly OutcomePart[]; chosen: string | undefined }) {
  const t = useImportTexts();
  const shown = parts.filter((part) => part.count > 0);
  const total = shown.reduce((sum, part) => sum + part.count, 0);
  const words = shown.map((part) => `${t(`outcome.${part.outcome}`)} ${part.count}`).join(', ');
  return (
    <div className="flex flex-col gap-3">
      <div
        role="img"
        aria-label={t('bar.label', { count: total, parts: words })}
        className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-neutral-soft"
      >
        {shown.map((part) => (
          <span
            key={part.outcome}
            className={cx('h-full min-w-1', fills[part.outcome])}
            style={{ width: `${(part.count / total) * 100}%` }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-2">
        {shown.map((part) => {
          const filter = filterFor(part.outcome);
          const on = chosen === filter;
          return (
            <li key={part.outcome}>
              <Link
                plain
                to="."
                hash="rows"
                search={(before) => ({ ...before, filter: on ? undefined : filter, page: undefined })}
                aria-current={on ? 'true' : undefined}
                className={cx(
                  'flex items-center gap-2 rounded-lg border px-3 py-1.5 hover:bg-hover',
                  on ? 'border-accent bg-accent-soft' : 'bg-surface',
                )}
              >
                <span className={cx('size-2.5 rounded-full', fills[part.outcome])} />
                <span className="font-semibold tabular-nums">{part.count}</span>
                <span className="relative text-muted text-sm">
                  {t(`outcome.${part.outcome}`)}
                  <span className="sr-only">. {on ? t('bar.all') : t('bar.only')}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
