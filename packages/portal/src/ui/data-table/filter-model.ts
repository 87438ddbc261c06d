import type { PropertyKind } from './columns.ts';

export const operators = [
  'contains',
  'starts',
  'ends',
  'is',
  'isNot',
  'oneOf',
  'gt',
  'ge',
  'lt',
  'le',
  'after',
  'before',
  'empty',
  'notEmpty',
] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  path: string;
  operator: Operator;
  /** Comma-separated for `oneOf`. */
  value: string;
}

export interface FilterGroup {
  join: 'and' | 'or';
  /** One nested level: a group inside a group holds conditions only. */
  rules: readonly (Condition | FilterGroup)[];
}

export const operatorsOf: Record<PropertyKind, readonly Operator[]> = {
  text: ['contains', 'starts', 'ends', 'is', 'isNot', 'empty', 'notEmpty'],
  id: ['is', 'contains', 'isNot'],
  choice: ['is', 'isNot'],
  number: ['is', 'isNot', 'gt', 'ge', 'lt', 'le'],
  date: ['after', 'before', 'empty', 'notEmpty'],
  boolean: ['is'],
};

export const isGroup = (rule: Condition | FilterGroup): rule is FilterGroup => 'join' in rule;
export const needsValue = (operator: Operator): boolean => operator !== 'empty' && operator !== 'notEmpty';

/** A condition without its value says nothing yet and is not sent. */
export const isComplete = (condition: Condition): boolean =>
  condition.path !== '' && (!needsValue(condition.operator) || condition.value.trim() !== '');

export function countConditions(group: FilterGroup | undefined): number {
  return (group?.rules ?? []).reduce((sum, rule) => sum + (isGroup(rule) ? countConditions(rule) : isComplete(rule) ? 1 : 0), 0);
}
