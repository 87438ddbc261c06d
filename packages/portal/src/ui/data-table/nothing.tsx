import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { EmptyState } from '../states.tsx';
import type { TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';

/** First use, no match, or a page past the end: three different things to say. */
export function NothingToShow({ search, total, empty }: { search: TableSearch; total: number; empty: ReactNode }) {
  const t = useTableTexts();
  const { filter, q } = search.state;
  if (total > 0) {
    return (
      <EmptyState title={t('beyond.title')} action={<Button onClick={() => search.change({ page: 1 })}>{t('beyond.first')}</Button>} />
    );
  }
  if (filter || q) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatch.title')}
        action={<Button onClick={() => search.change({ filter: '', q: '' })}>{t('noMatch.clear')}</Button>}
      >
        {t('noMatch.detail')}
      </EmptyState>
    );
  }
  return empty ?? <EmptyState title={t('empty')} />;
}
