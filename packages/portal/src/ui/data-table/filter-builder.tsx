import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../button.tsx';
import { cx } from '../cx.ts';
import { Select } from '../select.tsx';
import type { Property } from './columns.ts';
import { type Condition, type FilterGroup, isGroup, needsValue, operatorsOf } from './filter-model.ts';
import { FilterValue } from './filter-value.tsx';
import { useTableTexts } from './texts.ts';

export interface FilterBuilderProps {
  group: FilterGroup;
  properties: readonly Property[];
  onChange: (group: FilterGroup) => void;
  /** Inside another group: no further nesting. */
  nested?: boolean;
}

/** Rows of property, condition, value, joined by AND or OR, with one level of groups. */
export function FilterBuilder({ group, properties, onChange, nested = false }: FilterBuilderProps) {
  const t = useTableTexts();
  const { rules } = group;
  const put = (index: number, rule: Condition | FilterGroup) =>
    onChange({ ...group, rules: rules.map((other, at) => (at === index ? rule : other)) });
  const remove = (index: number) => onChange({ ...group, rules: rules.filter((_, at) => at !== index) });
  const add = (rule: Condition | FilterGroup) => onChange({ ...group, rules: [...rules, rule] });
  const first = (): Condition => startWith(properties[0]);
  return (
    <div className={cx('flex flex-col gap-2', nested && 'rounded-lg border bg-sunken p-3')}>
      {rules.length > 1 && (
        <Select
          size="sm"
          aria-label={t('filter.join')}
          value={group.join}
          options={[
            { value: 'and', label: t('filter.all') },
            { value: 'or', label: t('filter.any') },
          ]}
          onValueChange={(join) => onChange({ ...group, join })}
          className="w-52"
        />
      )}
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity of their own, and their values live above
        <div key={index} className="flex items-start gap-2">
          <span className="w-10 shrink-0 pt-1.5 text-end text-muted text-xs">
            {index === 0 ? t('filter.where') : t(`filter.${group.join}`)}
          </span>
          <div className="min-w-0 flex-1">
            {isGroup(rule) ? (
              <FilterBuilder nested group={rule} properties={properties} onChange={(next) => put(index, next)} />
            ) : (
              <ConditionRow condition={rule} properties={properties} onChange={(next) => put(index, next)} />
            )}
          </div>
          <IconButton size="sm" icon={X} label={t(isGroup(rule) ? 'filter.removeGroup' : 'filter.remove')} onClick={() => remove(index)} />
        </div>
      ))}
      <div className="flex flex-wrap gap-1">
        <Button size="sm" variant="ghost" icon={Plus} onClick={() => add(first())}>
          {t('filter.add')}
        </Button>
        {!nested && (
          <Button
            size="sm"
            variant="ghost"
            icon={Plus}
            onClick={() => add({ join: group.join === 'and' ? 'or' : 'and', rules: [first()] })}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

function startWith(property: Property | undefined): Condition {
  return { path: property?.path ?? '', operator: operatorsOf[property?.kind ?? 'text'][0] ?? 'is', value: '' };
}

function ConditionRow({
  condition,
  properties,
  onChange,
}: {
  condition: Condition;
  properties: readonly Property[];
  onChange: (condition: Condition) => void;
}) {
  const t = useTableTexts();
  const property = properties.find((candidate) => candidate.path === condition.path);
  const possible = operatorsOf[property?.kind ?? 'text'];
  // A link may hold an operator that this kind of property does not offer; it stays choosable.
  const offered = possible.includes(condition.operator) ? possible : [...possible, condition.operator];
  const names = properties.map(({ path, label }) => ({ value: path, label }));
  return (
    <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,8.5rem)_minmax(0,1.2fr)]">
      <Select
        size="sm"
        aria-label={t('filter.property')}
        value={condition.path}
        options={property ? names : [...names, { value: condition.path, label: condition.path }]}
        onValueChange={(path) => onChange(startWith(properties.find((candidate) => candidate.path === path)))}
      />
      <Select
        size="sm"
        aria-label={t('filter.condition')}
        value={condition.operator}
        options={offered.map((operator) => ({ value: operator, label: t(`filter.operator.${operator}`) }))}
        onValueChange={(operator) => onChange({ ...condition, operator })}
      />
      {needsValue(condition.operator) && (
        <FilterValue property={property} value={condition.value} onChange={(value) => onChange({ ...condition, value })} />
      )}
    </div>
  );
}
