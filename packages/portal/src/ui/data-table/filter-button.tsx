import { ListFilter } from 'lucide-react';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { Notice } from '../notice.tsx';
import type { Property } from './columns.ts';
import { FilterBuilder } from './filter-builder.tsx';
import { countConditions, type FilterGroup } from './filter-model.ts';
import { readFilter } from './rql-read.ts';
import { writeFilter } from './rql-text.ts';
import type { TableSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { ToolPopover } from './tool-popover.tsx';
import { useDraft, useTextDraft } from './use-draft.ts';

export interface FilterButtonProps {
  properties: readonly Property[];
  search: TableSearch;
  searchPaths: readonly string[];
}

/** The filter box. What is complete takes effect while it is typed; the rest waits here. */
export function FilterButton({ properties, search, searchPaths }: FilterButtonProps) {
  const t = useTableTexts();
  const { filter, q } = search.state;
  const known = filter ? readFilter(filter) : undefined;
  const count = known ? countConditions(known) : filter ? 1 : 0;
  return (
    <ToolPopover icon={ListFilter} label={t('filter.open')} title={t('filter.title')} count={count + (q ? 1 : 0)} className="w-160">
      <FilterBox properties={properties} search={search} searchPaths={searchPaths} foreign={filter !== '' && !known} />
    </ToolPopover>
  );
}

const blank: FilterGroup = { join: 'and', rules: [] };
const read = (text: string): FilterGroup => readFilter(text) ?? blank;
const write = (draft: FilterGroup): string => writeFilter(draft) ?? '';

function FilterBox({ properties, search, searchPaths, foreign }: FilterButtonProps & { foreign: boolean }) {
  const t = useTableTexts();
  const { filter, q } = search.state;
  const [draft, change] = useDraft({ outside: filter, read, write, send: (text) => search.change({ filter: text }, true) });
  const [query, setQuery] = useTextDraft(q, (text) => search.change({ q: text }, true));

  function reset() {
    change(blank);
    setQuery('');
    search.change({ filter: '', q: '' });
  }

  const fields = searchPaths.map((path) => properties.find((property) => property.path === path)?.label ?? path);
  return (
    <>
      {searchPaths.length > 0 && (
        <Field label={t('filter.query')} help={t('filter.queryHint', { fields: fields.join(', ') })} className="mb-4">
          <Input type="search" value={query} onValueChange={setQuery} />
        </Field>
      )}
      {foreign ? (
        <Notice>{t('filter.foreign', { filter })}</Notice>
      ) : (
        <FilterBuilder group={draft} properties={properties.filter((property) => property.filterable ?? true)} onChange={change} />
      )}
      <div className="mt-4 flex border-t pt-3">
        <Button size="sm" onClick={reset} disabled={!filter && !q && draft.rules.length === 0}>
          {t('filter.reset')}
        </Button>
      </div>
    </>
  );
}
