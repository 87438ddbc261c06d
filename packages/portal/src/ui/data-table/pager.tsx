import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Button } from '../button.tsx';
import { Select } from '../select.tsx';
import { pageSizes, type TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';

/** "1–10 of N rows" of the rows on the screen, never of those that are still on their way; rows per page, Previous/Next, and a page number to type. */
export function Pager({ search, total, shown, pending }: { search: TableSearch; total: number; shown: number; pending: boolean }) {
  const t = useTableTexts();
  const { page, size } = search.state;
  const pages = Math.max(1, Math.ceil(total / size));
  const from = (page - 1) * size + 1;
  return (
    <nav
      aria-label={t('pager.label')}
      data-print="off"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-muted text-xs"
    >
      <p role="status" className="tabular-nums">
        {pending ? t('pager.pending') : shown === 0 ? t('pager.none') : t('pager.range', { from, to: from + shown - 1, count: total })}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex items-center gap-2">
          <span aria-hidden className="whitespace-nowrap">
            {t('pager.size')}
          </span>
          <Select
            size="sm"
            aria-label={t('pager.size')}
            value={String(size)}
            onValueChange={(next) => search.change({ size: Number(next) })}
            options={pageSizes.map((option) => ({ value: String(option), label: String(option) }))}
            className="w-16 tabular-nums"
          />
        </span>
        <PageInput page={page} pages={pages} onGo={(next) => search.change({ page: next })} />
        <span className="flex gap-1">
          <Button
            size="sm"
            icon={ChevronLeft}
            className="rtl:[&_svg]:-scale-x-100"
            disabled={page <= 1}
            onClick={() => search.change({ page: page - 1 })}
          >
            {t('pager.previous')}
          </Button>
          <Button size="sm" disabled={page >= pages} onClick={() => search.change({ page: page + 1 })}>
            {t('pager.next')}
            <ChevronRight aria-hidden className="size-4 rtl:-scale-x-100" />
          </Button>
        </span>
      </div>
    </nav>
  );
}

function PageInput({ page, pages, onGo }: { page: number; pages: number; onGo: (page: number) => void }) {
  const t = useTableTexts();
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const wanted = Number.parseInt(text, 10);
    const next = Number.isNaN(wanted) ? page : Math.min(pages, Math.max(1, wanted));
    setText(String(next));
    if (next !== page) onGo(next);
  }
  return (
    <span className="flex items-center gap-2 whitespace-nowrap tabular-nums">
      <span aria-hidden className="whitespace-nowrap">
        {t('pager.page')}
      </span>
      <input
        aria-label={t('pager.page')}
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setText(String(page))}
        className="control h-7 w-12 px-1.5 text-center text-xs"
      />
      {t('pager.of', { pages })}
    </span>
  );
}
