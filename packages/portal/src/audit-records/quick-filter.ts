import { type Condition, type FilterGroup, isGroup } from '../ui/data-table/filter-model.ts';
import { readFilter } from '../ui/data-table/rql-read.ts';
import { writeFilter } from '../ui/data-table/rql-text.ts';

/** What one control of the quick filters decides; each stands for one condition of the table's filter. */
export type Slot = 'type' | 'actor' | 'event' | 'action';
type Rule = Condition | FilterGroup;

const conditions: Record<Slot, (value: string) => Condition> = {
  type: (value) => ({ path: 'object.objectType', operator: 'is', value }),
  actor: (value) => ({ path: 'actor.id', operator: 'is', value }),
  event: (value) => ({ path: 'event', operator: 'is', value }),
  action: (value) => ({ path: 'event', operator: 'ends', value: `.${value}` }),
};

/** Whether the filter has a form that the controls can show; RQL written by hand need not. */
export const isReadable = (filter: string): boolean => filter === '' || readFilter(filter) !== undefined;

/** The value that a filter gives a control, or nothing. */
export function readSlot(filter: string, slot: Slot): string | undefined {
  const found = rulesOf(filter).find((rule) => fills(rule, slot)) as Condition | undefined;
  return slot === 'action' ? found?.value.slice(1) : found?.value;
}

/** The filter with this one condition set, replaced, or taken out; all others stay as they are. */
export function writeSlot(filter: string, slot: Slot, value: string | undefined): string {
  const others = rulesOf(filter).filter((rule) => !fills(rule, slot));
  return write(value === undefined ? others : [...others, conditions[slot](value)]);
}

/** One press for what people look for most. */
export type Preset = 'changes' | 'access' | 'signIns' | 'secrets' | 'tokens' | 'mine';
export const presets: readonly Preset[] = ['changes', 'access', 'signIns', 'secrets', 'tokens', 'mine'];

const ends = (action: string): Condition => ({ path: 'event', operator: 'ends', value: `.${action}` });
const starts = (path: string, value: string): Condition => ({ path, operator: 'starts', value });
const either = (...rules: Condition[]): FilterGroup => ({ join: 'or', rules });

export function presetRule(preset: Preset, me: string): Rule {
  switch (preset) {
    case 'changes':
      return either(...['created', 'updated', 'deleted', 'enabled', 'disabled', 'narrowed'].map(ends));
    case 'access':
      return either(starts('event', 'platform.accounts.account_user.'), starts('event', 'platform.accounts.user_group.'));
    case 'signIns':
      return starts('event', 'platform.security.');
    case 'secrets':
      return either(ends('revealed'), ends('password_changed'), starts('event', 'platform.security.password_reset.'));
    case 'tokens':
      return starts('actor.id', 'TKN-');
    case 'mine':
      return conditions.actor(me);
  }
}

export const hasRule = (filter: string, rule: Rule): boolean => rulesOf(filter).some((other) => same(other, rule));

/** Adds the rule, or takes it out when it is there. */
export function toggleRule(filter: string, rule: Rule): string {
  const rules = rulesOf(filter);
  return write(hasRule(filter, rule) ? rules.filter((other) => !same(other, rule)) : [...rules, rule]);
}

// The conditions that all must hold. An "any of" at the top is one of them.
function rulesOf(filter: string): readonly Rule[] {
  const group = filter ? readFilter(filter) : undefined;
  if (!group) return [];
  return group.join === 'and' ? group.rules : [group];
}

const write = (rules: readonly Rule[]): string => writeFilter({ join: 'and', rules }) ?? '';

const fills = (rule: Rule, slot: Slot): boolean => {
  if (isGroup(rule)) return false;
  const wanted = conditions[slot]('');
  return rule.path === wanted.path && rule.operator === wanted.operator && (slot !== 'action' || rule.value.startsWith('.'));
};

const same = (one: Rule, other: Rule): boolean =>
  writeFilter({ join: 'and', rules: [one] }) === writeFilter({ join: 'and', rules: [other] });
