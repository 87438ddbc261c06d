import { Star } from 'lucide-react';
import { type PageEntry, useRegistryTexts } from '../registry.ts';
import type { Stored } from '../stored.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { favouritePages, toggleIn } from './preferences.ts';
import { useShellTexts } from './texts.ts';

export interface StarToggleProps {
  list: Stored<readonly string[]>;
  id: string;
  name: string;
  className?: string;
}

export function StarToggle({ list, id, name, className }: StarToggleProps) {
  const t = useShellTexts();
  const starred = list.use().includes(id);
  return (
    <IconButton
      icon={Star}
      size="sm"
      label={t(starred ? 'star.remove' : 'star.add', { name })}
      onClick={() => toggleIn(list, id)}
      className={cx(starred ? 'text-accent-ink! [&_svg]:fill-current' : 'text-faint!', className)}
    />
  );
}

export function StarPage({ page, className }: { page: PageEntry; className?: string }) {
  const say = useRegistryTexts();
  return <StarToggle list={favouritePages} id={page.id} name={say(`page.${page.id}.title`)} {...(className ? { className } : {})} />;
}
