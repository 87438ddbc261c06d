import { useId } from 'react';
import { cx } from '../ui/cx.ts';
import { useAuditLogTexts } from './texts.ts';

const leaves = [45, 135, 225, 315] as const;
const pairs = [90, 270] as const;
/** From one record up to the root: what a change would change. */
const marked = { leaf: 2, pair: 1 };

/** Four records, the hashes above them and the root: what one changed record does to a log. */
export function TreePicture({ root, size, numbers }: { root: string; size: number; numbers: Intl.NumberFormat }) {
  const t = useAuditLogTexts();
  const id = useId();
  return (
    <svg viewBox="0 0 360 232" role="img" aria-labelledby={`${id}-title ${id}-text`} className="w-full max-w-96">
      <title id={`${id}-title`}>{t('picture.title')}</title>
      <desc id={`${id}-text`}>{t('picture.text', { size: numbers.format(size), root })}</desc>
      {pairs.map((x, pair) => (
        <Branch key={x} from={[180, 62]} to={[x, 104]} on={pair === marked.pair} />
      ))}
      {leaves.map((x, leaf) => (
        <Branch key={x} from={[pairs[leaf < 2 ? 0 : 1], 132]} to={[x, 176]} on={leaf === marked.leaf} />
      ))}
      <Node x={180} y={34} width={200} height={54} on>
        <text x={180} y={29} textAnchor="middle" className="fill-accent-ink font-semibold text-[13px]">
          {t('picture.root')}
        </text>
        <text x={180} y={48} textAnchor="middle" className="fill-accent-ink font-mono text-[11px]">
          {root ? `${root.slice(0, 18)}…` : '—'}
        </text>
      </Node>
      {pairs.map((x, pair) => (
        <Node key={x} x={x} y={118} width={84} height={28} on={pair === marked.pair}>
          <text x={x} y={122} textAnchor="middle" className={cx('text-[11px]', pair === marked.pair ? 'fill-accent-ink' : 'fill-muted')}>
            {t('picture.hash')}
          </text>
        </Node>
      ))}
      {leaves.map((x, leaf) => (
        <Node key={x} x={x} y={190} width={80} height={28} on={leaf === marked.leaf}>
          <text x={x} y={194} textAnchor="middle" className={cx('text-[11px]', leaf === marked.leaf ? 'fill-accent-ink' : 'fill-muted')}>
            {t('picture.record')}
          </text>
        </Node>
      ))}
      <text x={180} y={226} textAnchor="middle" className="fill-muted text-[11px]">
        {t('picture.records', { size: numbers.format(size) })}
      </text>
    </svg>
  );
}

interface NodeProps {
  x: number;
  y: number;
  width: number;
  height: number;
  on: boolean;
  children: React.ReactNode;
}

function Node({ x, y, width, height, on, children }: NodeProps) {
  return (
    <g>
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={7}
        className={on ? 'fill-accent-soft stroke-accent' : 'fill-surface stroke-line-strong'}
      />
      {children}
    </g>
  );
}

function Branch({ from, to, on }: { from: readonly [number, number]; to: readonly [number, number]; on: boolean }) {
  return (
    <line
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
      strokeWidth={on ? 2 : 1}
      className={on ? 'stroke-accent' : 'stroke-line-strong'}
    />
  );
}
