import { groupKey } from './group-key.ts';
import { PeopleFileError, quote } from './people-file-error.ts';
import type { PersonRow } from './person-row.ts';

export interface ExistingGroup {
  id: string;
  name: string;
  isDefault: boolean;
}

export interface GroupChoices {
  /** Name in the file → id of the group meant; also overrides a group of that very name. */
  map?: Record<string, string>;
  /** Names to create, once each. A name that exists is not created again. */
  create?: string[];
  /** Ids, or names, of the groups for rows that name none. */
  defaultGroups?: string[];
  /** The separate confirmation that people may get into the account's default group. */
  allowDefaultGroup?: boolean;
}

export type GroupReason = 'unknown-group' | 'ambiguous-group' | 'default-group-needs-confirmation' | 'group-missing';

/** The groups of one good row: ids, and names that are still to be created. */
export type PlannedGroups =
  | { line: number; groupIds: string[]; newGroups: string[] }
  | { line: number; reason: GroupReason; group?: string; message: string };

export interface GroupPlan {
  rows: PlannedGroups[];
  /** Names that are neither existing, mapped nor to be created, as first typed, with the number of good rows naming them; most frequent first. */
  unknown: { name: string; rows: number }[];
  /** Names to create, in the order chosen, without those that no good row uses. */
  create: string[];
  /** Good rows that the default group is meant for, confirmed or not. */
  defaultGroupRows: number;
}

type Target = { id: string; isDefault: boolean } | { create: string };
type Resolved = Target | 'unknown' | 'ambiguous';

/** Decides the groups of every 'ok' row. Throws PeopleFileError when a choice names a group that does not exist; rows never throw. */
export function planGroups(rows: PersonRow[], existing: ExistingGroup[], choices: GroupChoices): GroupPlan {
  const resolve = groupResolver(existing, choices);
  const defaults = (choices.defaultGroups ?? []).map((wanted) => chosenGroup(wanted, existing, resolve));
  const plan: GroupPlan = { rows: [], unknown: [], create: [], defaultGroupRows: 0 };
  const unknown = new Map<string, { name: string; rows: number }>();
  const used = new Set<string>();
  for (const row of rows) {
    if (row.outcome !== 'ok') continue;
    const named = row.groups.map((name) => ({ name, target: resolve(name) }));
    for (const { name } of named.filter(({ target }) => target === 'unknown')) {
      const counted = unknown.get(groupKey(name)) ?? { name, rows: 0 };
      counted.rows += 1;
      unknown.set(groupKey(name), counted);
    }
    const meant = named.length > 0 ? named : defaults;
    if (meant.some(({ target }) => isDefault(target))) plan.defaultGroupRows += 1;
    const planned = planRow(row.line, meant, choices.allowDefaultGroup ?? false);
    if ('newGroups' in planned) for (const name of planned.newGroups) used.add(name);
    plan.rows.push(planned);
  }
  plan.unknown = [...unknown.values()].sort((one, other) => other.rows - one.rows);
  plan.create = toCreate(choices).filter((name) => used.has(name));
  return plan;
}

function planRow(line: number, meant: { name: string; target: Resolved }[], allowDefaultGroup: boolean): PlannedGroups {
  const groupIds = new Set<string>();
  const newGroups = new Set<string>();
  if (meant.length === 0) return { line, reason: 'group-missing', message: 'The row names no group and none was chosen for such rows.' };
  for (const { name, target } of meant) {
    if (target === 'unknown') return { line, reason: 'unknown-group', group: name, message: `There is no group ${quote(name)}.` };
    if (target === 'ambiguous') {
      return { line, reason: 'ambiguous-group', group: name, message: `Several groups are called ${quote(name)}; choose one of them.` };
    }
    if (isDefault(target) && !allowDefaultGroup) {
      const message = `${quote(name)} is the default group; adding people to it needs a confirmation of its own.`;
      return { line, reason: 'default-group-needs-confirmation', group: name, message };
    }
    if ('id' in target) groupIds.add(target.id);
    else newGroups.add(target.create);
  }
  return { line, groupIds: [...groupIds], newGroups: [...newGroups] };
}

function groupResolver(existing: ExistingGroup[], choices: GroupChoices): (name: string) => Resolved {
  const mapped = new Map<string, Target>();
  for (const [name, id] of Object.entries(choices.map ?? {})) {
    const group = existing.find((candidate) => candidate.id === id);
    if (!group) throw new PeopleFileError('group-unknown', `The group ${quote(id)}, chosen for ${quote(name)}, does not exist.`);
    mapped.set(groupKey(name), group);
  }
  const byKey = Map.groupBy(existing, (group) => groupKey(group.name));
  const created = new Map(toCreate(choices).map((name) => [groupKey(name), name]));
  return (name) => {
    const target = mapped.get(groupKey(name));
    if (target) return target;
    const named = byKey.get(groupKey(name)) ?? [];
    const group = named.length === 1 ? named[0] : named.find((candidate) => candidate.name === name);
    if (group) return group;
    if (named.length > 0) return 'ambiguous';
    const create = created.get(groupKey(name));
    return create === undefined ? 'unknown' : { create };
  };
}

function chosenGroup(wanted: string, existing: ExistingGroup[], resolve: (name: string) => Resolved): { name: string; target: Target } {
  const byId = existing.find((group) => group.id === wanted);
  if (byId) return { name: byId.name, target: byId };
  const target = resolve(wanted);
  if (target === 'unknown')
    throw new PeopleFileError('group-unknown', `The group ${quote(wanted)}, chosen for rows without a group, does not exist.`);
  if (target === 'ambiguous')
    throw new PeopleFileError('group-unknown', `Several groups are called ${quote(wanted)}; choose one by its id.`);
  return { name: wanted, target };
}

function toCreate(choices: GroupChoices): string[] {
  const names = new Map<string, string>();
  for (const name of choices.create ?? []) {
    if (name.trim() !== '' && !names.has(groupKey(name))) names.set(groupKey(name), name.trim());
  }
  return [...names.values()];
}

function isDefault(target: Resolved): boolean {
  return typeof target === 'object' && 'isDefault' in target && target.isDefault;
}
