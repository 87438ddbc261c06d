import { Columns3 } from 'lucide-react';
import { Button } from '../button.tsx';
import { Checkbox, RadioGroup } from '../choice.tsx';
import type { Column } from './columns.ts';
import type { TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { ToolPopover } from './tool-popover.tsx';

/** A checkbox for each column (fixed ones cannot be hidden) and the width mode. */
export function ColumnChooser<T>({
  columns,
  hidden,
  search,
}: {
  columns: readonly Column<T>[];
  hidden: readonly string[];
  search: TableSearch;
}) {
  const t = useTableTexts();
  const { width } = search.state;
  return (
    <ToolPopover icon={Columns3} label={t('columns.open')} title={t('columns.title')} className="w-64">
      <div className="flex flex-col gap-2">
        {columns.map((column) => (
          <Checkbox
            key={column.id}
            label={column.header}
            checked={column.fixed === true || !hidden.includes(column.id)}
            disabled={column.fixed ?? false}
            onCheckedChange={(on) => search.change({ hidden: on ? hidden.filter((id) => id !== column.id) : [...hidden, column.id] })}
          />
        ))}
      </div>
      <h3 className="mt-4 mb-2 font-semibold text-sm">{t('columns.size')}</h3>
      <RadioGroup
        label={t('columns.size')}
        value={width}
        options={(['default', 'content', 'screen'] as const).map((value) => ({ value, label: t(`columns.${value}`) }))}
        onValueChange={(next) => search.change({ width: next })}
      />
      <Button size="sm" variant="ghost" className="mt-3 self-start" onClick={() => search.change({ hidden: undefined, width: 'default' })}>
        {t('columns.reset')}
      </Button>
    </ToolPopover>
  );
}
