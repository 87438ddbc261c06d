import { type Condition, type FilterGroup, isGroup } from '../ui/data-table/filter-model.ts';
import { readFilter } from '../ui/data-table/rql-read.ts';
import { writeFilter } from '../ui/data-table/rql-text.ts';

/** What one quick filter decides; each stands for one condition of the table's filter. */
export type Slot = 'from' | 'to' | 'actor' | 'event' | 'type' | 'object' | 'ip';
export type Rule = Condition | FilterGroup;

interface SlotCondition {
  write: (value: string) => Condition;
  /** The value of a condition that this slot writes, or nothing. */
  read: (condition: Condition) => string | undefined;
}

const plain = (path: string, operator: Condition['operator'] = 'is'): SlotCondition => ({
  write: (value) => ({ path, operator, value }),
  read: (condition) => (condition.path === path && condition.operator === operator ? condition.value : undefined),
});

const event = plain('event');
const ip = plain('request.api.ip');

const slots: Record<Slot, SlotCondition> = {
  from: plain('timestamp', 'after'),
  to: plain('timestamp', 'before'),
  actor: plain('actor.id'),
  type: plain('object.objectType'),
  object: plain('object.id'),
  // One key of the catalogue, or `*.deleted`: whatever was deleted.
  event: {
    write: (value) => (value.startsWith('*') ? { path: 'event', operator: 'ends', value: value.slice(1) } : event.write(value)),
    read: (condition) =>
      condition.path === 'event' && condition.operator === 'ends' && condition.value.startsWith('.')
        ? `*${condition.value}`
        : event.read(condition),
  },
  // A whole address, or the beginning of several.
  ip: {
    write: (value) => (/[.:]$/.test(value) ? { path: 'request.api.ip', operator: 'starts', value } : ip.write(value)),
    read: (condition) => (condition.path === 'request.api.ip' && condition.operator === 'starts' ? condition.value : ip.read(condition)),
  },
};

/** Whether the filter has a form that the controls can show; RQL written by hand need not. */
export const isReadable = (filter: string): boolean => filter === '' || readFilter(filter) !== undefined;

/** The value that a filter gives a quick filter, or nothing. */
export function readSlot(filter: string, slot: Slot): string | undefined {
  return rulesOf(filter)
    .map((rule) => slotValue(rule, slot))
    .find((value) => value !== undefined);
}

/** The filter with these conditions set, replaced, or taken out where the value is absent; all others stay as they are. */
export function writeSlots(filter: string, values: Readonly<Partial<Record<Slot, string | undefined>>>): string {
  const named = Object.entries(values) as [Slot, string | undefined][];
  const others = rulesOf(filter).filter((rule) => named.every(([slot]) => slotValue(rule, slot) === undefined));
  return write([...others, ...named.flatMap(([slot, value]) => (value === undefined ? [] : [slots[slot].write(value)]))]);
}

/** The conditions that no quick filter and no preset shows. */
export function otherRules(filter: string, me: string): readonly Rule[] {
  const shown = new Set<Slot>();
  const known = presets.map((preset) => presetRule(preset, me));
  return rulesOf(filter).filter((rule) => {
    const slot = (Object.keys(slots) as Slot[]).find((candidate) => !shown.has(candidate) && slotValue(rule, candidate) !== undefined);
    if (slot) shown.add(slot);
    return !slot && !known.some((preset) => same(preset, rule));
  });
}

/** The filter without one of its conditions. */
export const withoutRule = (filter: string, rule: Rule): string => write(rulesOf(filter).filter((other) => !same(other, rule)));

/** One press for what people look for most. */
export type Preset = 'changes' | 'access' | 'signIns' | 'refused' | 'secrets' | 'tokens' | 'mine';
export const presets: readonly Preset[] = ['changes', 'access', 'signIns', 'refused', 'secrets', 'tokens', 'mine'];

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
    case 'refused':
      return ends('refused');
    case 'secrets':
      return either(ends('revealed'), ends('password_changed'), starts('event', 'platform.security.password_reset.'));
    case 'tokens':
      return starts('actor.id', 'TKN-');
    case 'mine':
      return slots.actor.write(me);
  }
}

export const hasRule = (filter: string, rule: Rule): boolean => rulesOf(filter).some((other) => same(other, rule));

/** Adds the rule, or takes it out when it is there. */
export function toggleRule(filter: string, rule: Rule): string {
  return hasRule(filter, rule) ? withoutRule(filter, rule) : write([...rulesOf(filter), rule]);
}

// The conditions that all must hold. An "any of" at the top is one of them.
function rulesOf(filter: string): readonly Rule[] {
  const group = filter ? readFilter(filter) : undefined;
  if (!group) return [];
  return group.join === 'and' ? group.rules : [group];
}

const write = (rules: readonly Rule[]): string => writeFilter({ join: 'and', rules }) ?? '';

const slotValue = (rule: Rule, slot: Slot): string | undefined => (isGroup(rule) ? undefined : slots[slot].read(rule));

const same = (one: Rule, other: Rule): boolean =>
  writeFilter({ join: 'and', rules: [one] }) === writeFilter({ join: 'and', rules: [other] });
