import { useState } from 'react';
import { cx } from './cx.ts';

export interface AvatarProps {
  name: string;
  /** Decides the colour, so that a rename keeps it; the name when absent. */
  id?: string;
  src?: string | null | undefined;
  size?: 'xs' | 'sm' | 'md' | 'lg';
  /** People are round, things are square. */
  shape?: 'round' | 'square';
  className?: string;
}

const sizes = { xs: 'size-5 text-[0.5625rem]', sm: 'size-7 text-2xs', md: 'size-8 text-xs', lg: 'size-12 text-lg' };

const colours = [
  'bg-[light-dark(#d9ece6,#1c3a35)] text-[light-dark(#0c5249,#94dccf)]',
  'bg-[light-dark(#e4e3f7,#2c2b4a)] text-[light-dark(#3f3a8c,#bdb9f5)]',
  'bg-[light-dark(#f6e4d4,#42301f)] text-[light-dark(#7a4210,#efbe93)]',
  'bg-[light-dark(#f5dfe5,#44262f)] text-[light-dark(#8a2547,#f2adc1)]',
  'bg-[light-dark(#dcebf7,#1d3448)] text-[light-dark(#1b4f7d,#a0cdf2)]',
  'bg-[light-dark(#eceed2,#34381c)] text-[light-dark(#4d5413,#ced691)]',
];

/** A picture, or initials on a colour that belongs to the object. Decorative: the name stands beside it. */
export function Avatar({ name, id, src, size = 'md', shape = 'round', className }: AvatarProps) {
  const [broken, setBroken] = useState<string>();
  const frame = cx(
    'inline-flex shrink-0 select-none items-center justify-center overflow-hidden',
    shape === 'round' ? 'rounded-full' : 'rounded-md',
    sizes[size],
    className,
  );
  if (src && src !== broken) {
    return <img src={src} alt="" className={cx(frame, 'object-cover')} onError={() => setBroken(src)} />;
  }
  return (
    <span aria-hidden className={cx(frame, 'font-semibold', colours[hash(id ?? name) % colours.length])}>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked.map((word) => Array.from(word ?? '?')[0]?.toUpperCase()).join('');
}

function hash(text: string): number {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
