import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PageSearch } from '../search.ts';
import { useSession } from '../session.ts';
import { Combobox } from '../ui/combobox.tsx';
import { cx } from '../ui/cx.ts';
import { Select } from '../ui/select.tsx';
import { ActorFilter } from './actor-filter.tsx';
import { useChangeWords } from './change-text.ts';
import { knownActions, knownEvents, knownObjectTypes } from './event-keys.ts';
import { hasRule, isReadable, presetRule, presets, readSlot, type Slot, toggleRule, writeSlot } from './quick-filter.ts';
import { useAuditTexts } from './texts.ts';
import { isRange, ranges } from './time-range.ts';

export type AuditSearch = PageSearch & { range?: string; accounts?: string };

const any = '*';

/** The questions asked most, as one press each. They change the table's own filter, so a link and a saved view hold them too. */
export function QuickFilters() {
  const t = useAuditTexts();
  const words = useChangeWords();
  const session = useSession();
  const { filter, range, accounts, change } = useAuditSearch();
  const readable = isReadable(filter);
  const bound = (slot: Slot) => ({
    value: readSlot(filter, slot) ?? any,
    disabled: !readable,
    onValueChange: (value: string) => change({ filter: writeSlot(filter, slot, value === any ? undefined : value) }),
  });
  const pick = (label: string, values: readonly string[], name: (value: string) => string) => [
    { value: any, label },
    ...values.map((value) => ({ value, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label)),
  ];
  const event = readSlot(filter, 'event');
  return (
    <section aria-label={t('filter.bar')} className="mb-2.5 flex flex-col gap-2" data-print="off">
      <div className="grid grid-cols-2 gap-1.5 sm:flex sm:flex-wrap">
        <Select
          aria-label={t('filter.range')}
          className="sm:w-36"
          value={isRange(range) ? range : any}
          options={[{ value: any, label: t('filter.anyTime') }, ...ranges.map((value) => ({ value, label: t(`range.${value}`) }))]}
          onValueChange={(value) => change({ range: value === any ? undefined : value })}
        />
        <Select
          aria-label={t('filter.type')}
          className="sm:w-40"
          options={pick(t('filter.anyType'), knownObjectTypes, words.objectType)}
          {...bound('type')}
        />
        <Select
          aria-label={t('filter.action')}
          className="sm:w-40"
          options={pick(t('filter.anyAction'), knownActions, words.action)}
          {...bound('action')}
        />
        <ActorFilter
          value={readSlot(filter, 'actor')}
          disabled={!readable}
          onValueChange={(id) => change({ filter: writeSlot(filter, 'actor', id) })}
        />
        <Combobox
          aria-label={t('filter.event')}
          placeholder={t('filter.anyEvent')}
          className="max-sm:col-span-2 sm:w-64"
          clearable={event !== undefined}
          disabled={!readable}
          value={event}
          options={knownEvents.map(({ key, objectType, action }) => ({
            value: key,
            label: `${words.objectType(objectType)} · ${words.action(action)}`,
            description: key.replace('platform.', ''),
          }))}
          onValueChange={(key) => change({ filter: writeSlot(filter, 'event', key) })}
        />
        {session.isOperator && (
          <Select
            aria-label={t('filter.scope')}
            className="max-sm:col-span-2 sm:w-36"
            value={accounts === 'all' ? 'all' : 'this'}
            options={[
              { value: 'this', label: t('filter.thisAccount') },
              { value: 'all', label: t('filter.allAccounts') },
            ]}
            onValueChange={(value) => change({ accounts: value === 'all' ? 'all' : undefined })}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {readable &&
          presets.map((preset) => {
            const rule = presetRule(preset, session.id);
            const on = hasRule(filter, rule);
            return (
              <button
                key={preset}
                type="button"
                aria-pressed={on}
                onClick={() => change({ filter: toggleRule(filter, rule) })}
                className={cx(
                  'h-6 rounded-full border px-2.5 font-medium text-xs',
                  on
                    ? 'border-transparent bg-accent text-on-accent'
                    : 'border-line-strong bg-surface text-muted hover:bg-hover hover:text-ink',
                )}
              >
                {t(`preset.${preset}`)}
              </button>
            );
          })}
        {!readable && <p className="text-muted text-xs">{t('filter.foreign')}</p>}
      </div>
    </section>
  );
}

/** The parts of the address that the quick filters own; a change leads back to the first page. */
export function useAuditSearch() {
  const navigate = useNavigate();
  const { filter = '', range, accounts } = useSearch({ strict: false }) as AuditSearch;
  function change(patch: { filter?: string; range?: string | undefined; accounts?: string | undefined }) {
    const apply = (before: AuditSearch) => ({
      ...before,
      page: undefined,
      ...patch,
      ...(patch.filter === '' ? { filter: undefined } : {}),
    });
    void navigate({ to: '.', search: apply as never, resetScroll: false });
  }
  return { filter, range, accounts, change };
}
