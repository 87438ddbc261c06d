import { Menu as Base } from '@base-ui/react/menu';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cx } from '../cx.ts';
import { MenuPopup, MenuSeparator } from '../menu.tsx';
import { type Column, isSortable } from './columns.ts';
import type { SortRule, TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';

/** A column header: a menu with the ascending and descending choice of each property that the column shows. */
export function HeaderCell<T>({ column, search }: { column: Column<T>; search: TableSearch }) {
  const t = useTableTexts();
  const { sort } = search.state;
  const sortable = (column.properties ?? []).filter(isSortable);
  const active = sort.find((rule) => sortable.some((property) => property.path === rule.path));
  const Icon = active ? (active.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={active ? (active.descending ? 'descending' : 'ascending') : undefined}
      className={cx(
        'h-9 border-b bg-sunken px-3 font-medium text-muted text-xs first:ps-4',
        column.width,
        column.align === 'end' ? 'text-end' : 'text-start',
      )}
    >
      {sortable.length === 0 ? (
        column.header
      ) : (
        <Base.Root modal={false}>
          <Base.Trigger
            title={t('sort.column', { column: column.header })}
            className={cx(
              '-mx-1.5 inline-flex items-center gap-1 rounded px-1.5 py-1 hover:bg-hover hover:text-ink data-popup-open:bg-hover',
              active && 'text-ink',
            )}
          >
            {column.header}
            <Icon aria-hidden className={cx('size-3', !active && 'opacity-60')} />
          </Base.Trigger>
          <MenuPopup align="start" label={t('sort.column', { column: column.header })}>
            {sortable.map((property) => (
              <span key={property.path} className="contents">
                <SortItem
                  label={t('sort.ascendingBy', { property: property.label })}
                  rule={{ path: property.path, descending: false }}
                  search={search}
                />
                <SortItem
                  label={t('sort.descendingBy', { property: property.label })}
                  rule={{ path: property.path, descending: true }}
                  search={search}
                />
              </span>
            ))}
            {active && (
              <>
                <MenuSeparator />
                <Base.Item className="option" onClick={() => search.change({ sort: sort.filter((rule) => rule.path !== active.path) })}>
                  {t('sort.clear')}
                </Base.Item>
              </>
            )}
          </MenuPopup>
        </Base.Root>
      )}
    </th>
  );
}

function SortItem({ label, rule, search }: { label: string; rule: SortRule; search: TableSearch }) {
  const Icon = rule.descending ? ArrowDown : ArrowUp;
  const on = search.state.sort.some((other) => other.path === rule.path && other.descending === rule.descending);
  return (
    <Base.Item className={cx('option', on && 'font-medium text-accent-ink')} onClick={() => search.change({ sort: [rule] })}>
      <Icon aria-hidden className="mt-0.5 size-3.5" />
      {label}
    </Base.Item>
  );
}
