import { X } from 'lucide-react';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { allProperties } from '../ui/data-table/columns.ts';
import { countConditions, isGroup, needsValue } from '../ui/data-table/filter-model.ts';
import { useTableTexts } from '../ui/data-table/texts.ts';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { FilterPill } from './filter-pill.tsx';
import { isReadable, otherRules, type Rule, withoutRule } from './quick-filter.ts';
import { useRecordColumns, useRecordProperties } from './record-columns.tsx';
import { useAuditTexts } from './texts.ts';
import type { AuditView } from './use-audit-search.ts';

/** What narrows the list beside the quick filters: conditions of the filter box, each with a button that takes it out. And Clear for all of it. */
export function ActiveRules({ view }: { view: AuditView }) {
  const t = useAuditTexts();
  const { id } = useSession();
  const { filter, q, range, accounts, change } = view;
  const words = useRuleWords();
  const rules = isReadable(filter)
    ? otherRules(filter, id).map((rule) => ({ text: words(rule), without: withoutRule(filter, rule) }))
    : [{ text: filter, without: '' }];
  return (
    <>
      {rules.map(({ text, without }) => (
        <FilterPill key={text} label={text} on onClear={() => change({ filter: without })}>
          <span className="min-w-0 truncate ps-2.5 pe-3" title={text}>
            {text}
          </span>
        </FilterPill>
      ))}
      {(filter || q || range || accounts) && (
        <Button variant="ghost" icon={X} onClick={() => change({ filter: '', q: '', range: undefined, accounts: undefined })}>
          {t('filter.clear')}
        </Button>
      )}
    </>
  );
}

/** `Summary contains “token”`, in the words of the filter box. */
function useRuleWords(): (rule: Rule) => string {
  const t = useAuditTexts();
  const table = useTableTexts();
  const regional = useRegional();
  const properties = allProperties(useRecordColumns({ withObject: true }), useRecordProperties());
  return (rule) => {
    if (isGroup(rule)) return t(rule.join === 'or' ? 'filter.anyRule' : 'filter.allRules', { count: countConditions(rule) });
    const { path, operator, value } = rule;
    const property = properties.find((one) => one.path === path);
    const shown = property?.kind === 'date' ? formatDate(value, 'date', regional) : `“${value}”`;
    return [property?.label ?? path, table(`filter.operator.${operator}`), needsValue(operator) && shown].filter(Boolean).join(' ');
  };
}
