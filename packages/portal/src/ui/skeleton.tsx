import { cx } from './cx.ts';

export interface SkeletonProps {
  lines?: number;
  className?: string;
}

/** Grey lines for the very first load; later loads keep what is on the screen. */
export function Skeleton({ lines = 3, className }: SkeletonProps) {
  return (
    <span aria-hidden className={cx('flex animate-pulse flex-col gap-2.5', className)}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={line} className={cx('h-3.5 rounded bg-neutral-soft', ['w-full', 'w-4/5', 'w-11/12', 'w-3/5'][line % 4])} />
      ))}
    </span>
  );
}
