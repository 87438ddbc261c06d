import { ArrowDown, ArrowDownUp, ArrowUp, GripVertical, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../button.tsx';
import { cx } from '../cx.ts';
import { Select } from '../select.tsx';
import { isSortable, type Property } from './columns.ts';
import type { SortRule, TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { ToolPopover } from './tool-popover.tsx';

/** Several sort rules: property and direction, dragged or moved up and down, removed. */
export function SortBox({ properties, search }: { properties: readonly Property[]; search: TableSearch }) {
  const t = useTableTexts();
  const [dragged, setDragged] = useState<number>();
  const sortable = properties.filter(isSortable);
  const { sort } = search.state;
  const unused = sortable.find((property) => !sort.some((rule) => rule.path === property.path));
  const set = (rules: readonly SortRule[]) => search.change({ sort: rules });

  const move = (from: number, to: number) => set(moved(sort, from, to));

  return (
    <ToolPopover icon={ArrowDownUp} label={t('sort.open')} title={t('sort.title')} count={sort.length} className="w-110">
      {sort.length === 0 && <p className="mb-3 text-muted text-sm">{t('sort.none')}</p>}
      <ol className="flex flex-col gap-2">
        {sort.map((rule, index) => (
          <li
            key={rule.path}
            draggable
            onDragStart={() => setDragged(index)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged !== undefined && move(dragged, index)}
            onDragEnd={() => setDragged(undefined)}
            className={cx('flex items-center gap-1.5', dragged === index && 'opacity-50')}
          >
            <GripVertical aria-hidden className="hidden size-4 shrink-0 cursor-grab text-faint sm:block" />
            <Rule
              rule={rule}
              options={sortable.filter((property) => property.path === rule.path || !sort.some((other) => other.path === property.path))}
              onChange={(next) => set(sort.map((other, at) => (at === index ? next : other)))}
            />
            <RuleButtons
              property={sortable.find((property) => property.path === rule.path)?.label ?? rule.path}
              first={index === 0}
              last={index === sort.length - 1}
              onMove={(by) => move(index, index + by)}
              onRemove={() => set(sort.filter((other) => other !== rule))}
            />
          </li>
        ))}
      </ol>
      <div className="mt-3 flex gap-2">
        {unused && (
          <Button size="sm" variant="ghost" icon={Plus} onClick={() => set([...sort, { path: unused.path, descending: false }])}>
            {t('sort.add')}
          </Button>
        )}
        {sort.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => set([])}>
            {t('sort.clear')}
          </Button>
        )}
      </div>
    </ToolPopover>
  );
}

function moved(rules: readonly SortRule[], from: number, to: number): SortRule[] {
  const rest = rules.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...rules.slice(from, from + 1), ...rest.slice(to)];
}

interface RuleButtonsProps {
  property: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function RuleButtons({ property, first, last, onMove, onRemove }: RuleButtonsProps) {
  const t = useTableTexts();
  return (
    <>
      <IconButton size="sm" icon={ArrowUp} label={t('sort.up', { property })} disabled={first} onClick={() => onMove(-1)} />
      <IconButton size="sm" icon={ArrowDown} label={t('sort.down', { property })} disabled={last} onClick={() => onMove(1)} />
      <IconButton size="sm" icon={X} label={t('sort.remove', { property })} onClick={onRemove} />
    </>
  );
}

function Rule({ rule, options, onChange }: { rule: SortRule; options: readonly Property[]; onChange: (rule: SortRule) => void }) {
  const t = useTableTexts();
  return (
    <>
      <Select
        size="sm"
        aria-label={t('sort.property')}
        value={rule.path}
        options={options.map((property) => ({ value: property.path, label: property.label }))}
        onValueChange={(path) => onChange({ ...rule, path })}
        className="flex-1"
      />
      <Select
        size="sm"
        aria-label={t('sort.direction')}
        value={rule.descending ? 'desc' : 'asc'}
        options={[
          { value: 'asc', label: t('sort.ascending') },
          { value: 'desc', label: t('sort.descending') },
        ]}
        onValueChange={(direction) => onChange({ ...rule, descending: direction === 'desc' })}
        className="w-28"
      />
    </>
  );
}
