import { useSession } from '../session.ts';
import { cx } from '../ui/cx.ts';
import type { Option } from '../ui/select.tsx';
import { ActiveRules } from './active-rules.tsx';
import { useChangeWords } from './change-text.ts';
import { knownActions, knownObjectTypes } from './event-keys.ts';
import { findAccounts, findAddresses, findEvents, findNamed, isAddress } from './find-options.ts';
import { FoundFilter } from './found-filter.tsx';
import { PickFilter } from './pick-filter.tsx';
import { hasRule, isReadable, presetRule, presets, readSlot, type Slot, toggleRule, writeSlots } from './quick-filter.ts';
import { useAuditTexts } from './texts.ts';
import { TimeFilter } from './time-filter.tsx';
import { type AuditView, useAuditSearch } from './use-audit-search.ts';

/** The questions asked most, one control for each. They change the table's own filter, so a link and a saved view hold them too. */
export function QuickFilters() {
  const t = useAuditTexts();
  const view = useAuditSearch();
  const readable = isReadable(view.filter);
  return (
    <section aria-label={t('filter.bar')} className="mb-3 flex flex-col gap-2" data-print="off">
      <div className="flex flex-wrap items-center gap-1.5">
        <TimeFilter
          range={view.range}
          from={readSlot(view.filter, 'from')}
          to={readSlot(view.filter, 'to')}
          days={readable}
          onRange={(range) =>
            view.change({ range, filter: readable ? writeSlots(view.filter, { from: undefined, to: undefined }) : view.filter })
          }
          onDays={(from, to) => view.change({ range: undefined, filter: writeSlots(view.filter, { from, to }) })}
        />
        <WhoAndWhat view={view} disabled={!readable} />
        <AccountFilter view={view} />
        <ActiveRules view={view} />
      </div>
      {readable ? <Presets view={view} /> : <p className="text-muted text-xs">{t('filter.foreign')}</p>}
    </section>
  );
}

function WhoAndWhat({ view: { filter, change }, disabled }: { view: AuditView; disabled: boolean }) {
  const t = useAuditTexts();
  const words = useChangeWords();
  const bound = (slot: Slot) => ({
    value: readSlot(filter, slot),
    disabled,
    onPick: (value: string | undefined) => change({ filter: writeSlots(filter, { [slot]: value }) }),
  });
  const type = readSlot(filter, 'type');
  const ofType = type && writeSlots('', { type });
  const anyOf = (action: string): Option => ({ value: `*.${action}`, label: t('filter.anyOf', { action: words.action(action) }) });
  return (
    <>
      <FoundFilter
        label={t('filter.actor')}
        placeholder={t('filter.nameOrId')}
        kind="actor"
        pictures
        find={(text, chosen, signal) => findNamed('actor', text, chosen, undefined, signal)}
        {...bound('actor')}
      />
      <FoundFilter
        label={t('filter.action')}
        placeholder={t('filter.nameOrKey')}
        kind="event"
        find={findEvents}
        also={(text) => knownActions.map(anyOf).filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))}
        {...bound('event')}
      />
      <PickFilter
        label={t('filter.type')}
        placeholder={t('filter.type')}
        options={knownObjectTypes
          .map((value) => ({ value, label: words.objectType(value) }))
          .sort((a, b) => a.label.localeCompare(b.label))}
        {...bound('type')}
      />
      <FoundFilter
        label={t('filter.object')}
        placeholder={t('filter.nameOrId')}
        kind={`object ${type ?? ''}`}
        find={(text, chosen, signal) => findNamed('object', text, chosen, ofType, signal)}
        {...bound('object')}
      />
      <FoundFilter
        label={t('filter.ip')}
        placeholder={t('filter.address')}
        kind="ip"
        free={isAddress}
        find={(text, _, signal) => findAddresses(text, signal)}
        {...bound('ip')}
      />
    </>
  );
}

/** Whose trail an operator reads: of the account she is in, of another one, or of all. */
function AccountFilter({ view: { accounts, change } }: { view: AuditView }) {
  const t = useAuditTexts();
  const { isOperator, account } = useSession();
  if (!isOperator) return null;
  const own = account?.id;
  const all: Option = { value: 'all', label: t('filter.allAccounts') };
  const fixed: Option[] = own ? [{ value: own, label: t('filter.thisAccount'), description: account.name ?? own }, all] : [all];
  return (
    <FoundFilter
      label={t('filter.scope')}
      placeholder={t('filter.nameOrId')}
      kind="account"
      fixed
      value={accounts ?? own ?? 'all'}
      onPick={(value) => change({ accounts: value === own ? undefined : value })}
      also={(text) => fixed.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))}
      find={async (text, chosen, signal) =>
        (await findAccounts(text, chosen?.startsWith('ACC-') ? chosen : undefined, signal)).filter(({ value }) => value !== own)
      }
    />
  );
}

function Presets({ view: { filter, change } }: { view: AuditView }) {
  const t = useAuditTexts();
  const session = useSession();
  return (
    <div className="flex flex-wrap gap-1.5">
      {presets.map((preset) => {
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
              on ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong bg-surface text-muted hover:bg-hover hover:text-ink',
            )}
          >
            {t(`preset.${preset}`)}
          </button>
        );
      })}
    </div>
  );
}
