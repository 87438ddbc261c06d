import { expect, test } from 'vitest';
import { type ExistingGroup, type GroupChoices, planGroups } from './groups.ts';
import { readPeople } from './rows.ts';

const existing: ExistingGroup[] = [
  { id: 'UGR-0001', name: 'Administrators', isDefault: true },
  { id: 'UGR-0002', name: 'Finance', isDefault: false },
  { id: 'UGR-0003', name: 'Read only', isDefault: false },
];

function plan(cells: string[], choices: GroupChoices = {}, groups = existing) {
  const lines = cells.map((cell, index) => `user${index}@x.example,A,B,${cell}`);
  return planGroups(readPeople(Buffer.from(['Email,First name,Last name,Groups', ...lines].join('\n'))).rows, groups, choices);
}

test('names are found without case and outer white space, and one group named twice is one group', () => {
  expect(plan(['finance | READ ONLY|Finance']).rows).toEqual([{ line: 2, groupIds: ['UGR-0002', 'UGR-0003'], newGroups: [] }]);
});

test('a row without a group gets the chosen ones, a row with a group does not', () => {
  expect(plan(['', 'Finance'], { defaultGroups: ['UGR-0003', 'read only'] }).rows).toEqual([
    { line: 2, groupIds: ['UGR-0003'], newGroups: [] },
    { line: 3, groupIds: ['UGR-0002'], newGroups: [] },
  ]);
});

test('a row without a group is an error when none was chosen', () => {
  expect(plan(['', ' | ']).rows).toMatchObject([
    { line: 2, reason: 'group-missing' },
    { line: 3, reason: 'group-missing' },
  ]);
});

test('unknown names are errors of their rows and are listed with how often they occur', () => {
  const { rows, unknown, create } = plan(['Approvers|Finance', 'approvers', 'Sales', 'Finance']);
  expect(rows.map((row) => ('reason' in row ? [row.reason, row.group] : 'planned'))).toEqual([
    ['unknown-group', 'Approvers'],
    ['unknown-group', 'approvers'],
    ['unknown-group', 'Sales'],
    'planned',
  ]);
  expect(unknown).toEqual([
    { name: 'Approvers', rows: 2 },
    { name: 'Sales', rows: 1 },
  ]);
  expect(create).toEqual([]);
});

test('an unknown name is mapped, or created once; what exists or nobody uses is not created', () => {
  const { rows, unknown, create } = plan(['Approvers|sales', 'APPROVERS'], {
    map: { Sales: 'UGR-0002' },
    create: ['approvers ', 'Approvers', 'Finance', 'Unused', ' '],
  });
  expect(rows).toEqual([
    { line: 2, groupIds: ['UGR-0002'], newGroups: ['approvers'] },
    { line: 3, groupIds: [], newGroups: ['approvers'] },
  ]);
  expect(unknown).toEqual([]);
  expect(create).toEqual(['approvers']);
});

test.each([
  ['named in the file', ['Administrators|Finance'], {}],
  ['mapped to', ['Bosses'], { map: { Bosses: 'UGR-0001' } }],
  ['chosen for rows without a group', [''], { defaultGroups: ['UGR-0001'] }],
])('nobody gets into the default group, %s, without the separate confirmation', (_way, cells, choices) => {
  expect(plan(cells, choices)).toMatchObject({ rows: [{ line: 2, reason: 'default-group-needs-confirmation' }], defaultGroupRows: 1 });
  const confirmed = plan(cells, { ...choices, allowDefaultGroup: true });
  expect(confirmed).toMatchObject({ rows: [{ groupIds: expect.arrayContaining(['UGR-0001']) }], defaultGroupRows: 1 });
});

test('creating a group of the default group’s name does not get around the confirmation', () => {
  expect(plan(['ADMINISTRATORS'], { create: ['administrators'] })).toMatchObject({
    rows: [{ reason: 'default-group-needs-confirmation' }],
    create: [],
  });
});

test('of two groups that differ only in case the exact name is meant, otherwise neither', () => {
  const twins = [...existing, { id: 'UGR-0004', name: 'FINANCE', isDefault: false }];
  expect(plan(['FINANCE', 'finance'], {}, twins).rows).toMatchObject([{ groupIds: ['UGR-0004'] }, { reason: 'ambiguous-group' }]);
});

test('rows that are errors or duplicates get no groups and count for nothing', () => {
  const text = 'Email,First name,Last name,Groups\nbad,A,B,Nowhere\na@x.example,A,B,Finance\nA@x.example,A,B,Nowhere';
  expect(planGroups(readPeople(Buffer.from(text)).rows, existing, {})).toEqual({
    rows: [{ line: 3, groupIds: ['UGR-0002'], newGroups: [] }],
    unknown: [],
    create: [],
    defaultGroupRows: 0,
  });
});

test.each([{ map: { Sales: 'UGR-9999' } }, { defaultGroups: ['Nowhere'] }])(
  'a choice of a group that does not exist is refused: %j',
  (choices) => {
    expect(() => plan(['Sales'], choices)).toThrow(expect.objectContaining({ code: 'group-unknown' }));
  },
);

test('names that are properties of every object are ordinary names', () => {
  expect(plan(['__proto__|constructor']).unknown).toEqual([
    { name: '__proto__', rows: 1 },
    { name: 'constructor', rows: 1 },
  ]);
});
