import { moduleCodeOf, moduleFacts } from '@tenantry/contract/modules';
import { formatDate, type RegionalSettings, useRegional } from '../ui/date-time.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { type Change, isMasked, isNothing, isObject, listDifference } from './changes.ts';
import { type AuditTexts, useAuditTexts } from './texts.ts';

type Translate = (key: string, values?: { defaultValue: string }) => string;

/** Words for changes in the language and the zone of the person. */
export interface ChangeWords {
  field: (change: Change) => string;
  /** Absent values give nothing. */
  value: (value: unknown, field: string) => string | undefined;
  /** Before and after as shown: lists only say what they gained and lost. */
  pair: (change: Change) => { before: string | undefined; after: string | undefined };
  objectType: (type: string) => string;
  document: (key: string) => string;
  /** `account_switched` → "account switched". */
  action: (action: string) => string;
}

export function useChangeWords(): ChangeWords {
  const t = useAuditTexts();
  const ui = useUiTexts();
  return changeWords(t, ui as unknown as Translate, useRegional());
}

export function changeWords(t: AuditTexts, ui: Translate, regional: RegionalSettings): ChangeWords {
  const loose = t as unknown as Translate;
  const value = (given: unknown, field: string): string | undefined => {
    if (isNothing(given)) return undefined;
    if (isMasked(given)) return t('detail.hidden');
    if (Array.isArray(given)) return given.map((item) => value(item, field)).join(', ');
    if (isObject(given)) return String(given.name ?? given.id ?? JSON.stringify(given));
    if (typeof given === 'boolean') return t(given ? 'yes' : 'no');
    const text = String(given);
    if (field.split('.').at(-1) === 'status') return ui(`status.${text}`, { defaultValue: text });
    const module = moduleCodeOf(text);
    if (module) return moduleFacts[module].name;
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? formatDate(text, 'date-time', regional) : text;
  };
  return {
    value,
    // Each part of `address.city` is a word of its own.
    field: ({ field }) =>
      field
        .split('.')
        .map((part) => loose(`field.${part}`, { defaultValue: spaced(part) }))
        .join(' › '),
    pair: ({ field, before, after }) => {
      if (isMasked(before) || isMasked(after)) return { before: value(before, field), after: t('detail.secretChanged') };
      if (Array.isArray(before) && Array.isArray(after)) {
        const { added, removed } = listDifference(before, after);
        // The same things in another order, or with other names, are told whole.
        if (added.length + removed.length > 0) return { before: value(removed, field), after: value(added, field) };
      }
      const pair = { before: value(before, field), after: value(after, field) };
      if (pair.before !== pair.after || typeof before !== 'string' || typeof after !== 'string') return pair;
      // Two moments of the same minute.
      return { before: formatDate(before, 'precise', regional), after: formatDate(after, 'precise', regional) };
    },
    objectType: (type) => loose(`type.${type}`, { defaultValue: spaced(type) }),
    action: (action) => loose(`action.${action}`, { defaultValue: action.replaceAll('_', ' ') }),
    document: (key) => {
      const type = key.charAt(0).toUpperCase() + key.slice(1);
      const known = loose(`document.${key}`, { defaultValue: '' }) || loose(`field.${key}`, { defaultValue: '' });
      return known || loose(`type.${type}`, { defaultValue: spaced(type) });
    },
  };
}

/** `groupsBefore` → `Groups before`. */
function spaced(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
