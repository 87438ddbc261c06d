import { expect, test } from 'vitest';
import { expectStatus } from './browser.ts';
import { button, checkbox, closedAction, dialog, field, gone, heading, link, row, rowAction, seen, tab, toast } from './controls.ts';
import { inspect } from './inspect.ts';
import { signedIn } from './people.ts';

const groups = '/administration/settings/groups';

test('a group is made, filled, changed, emptied and deleted; nobody loses the last group and no account its last administrator', async () => {
  const page = await signedIn('vidar');
  await page.goto(groups);
  await button(page, 'Add group').click();
  const wizard = dialog(page, 'Add group');
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('This field is required.'));
  await inspect(page, 'group-wizard-error');
  await field(wizard, 'Group name').fill('Storm desk');
  await field(wizard, 'Description').fill('Answers when the weather turns.');
  await button(wizard, 'Next').click();
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('Choose at least one.'));
  await checkbox(wizard, /^Access management/).click();
  await button(wizard, 'Next').click();
  await checkbox(wizard, /^Liv Moen/).click();
  await checkbox(wizard, /^Anders Dahl/).click();
  await seen(wizard.getByText('2 users will be in the group'));
  await inspect(page, 'group-wizard-users');
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('Anders Dahl'));
  await button(wizard, 'Add').click();
  await seen(heading(wizard, '“Storm desk” was added'));
  await link(wizard, 'View details').click();
  await seen(heading(page, 'Storm desk'));
  await tab(page, 'Users').click();
  await seen(row(page, 'Liv Moen'));
  await inspect(page, 'group-users');

  await button(page, 'Edit').click();
  const edit = dialog(page, 'Edit Storm desk');
  await field(edit, 'Group name').fill('Storm watch');
  await button(edit, 'Save').click();
  await seen(heading(page, 'Storm watch'));

  // Two people are in it, so it stays.
  await button(page, 'More actions').click();
  expect(await closedAction(page, 'Delete')).toContain('2 users are in the group. Move them to another group first.');
  await page.keyboard.press('Escape');
  for (const [person, left] of [
    ['Liv Moen', 1],
    ['Anders Dahl', 0],
  ] as const) {
    await rowAction(page, person, 'Remove from group');
    await button(dialog(page, `Remove ${person} from Storm watch?`), 'Remove from group').click();
    await gone(row(page, person));
    await seen(page.getByText(left === 0 ? 'Nobody is in this group yet' : '1–1 of 1 row'));
  }
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const last = dialog(page, 'Delete Storm watch?');
  await last.getByRole('textbox').fill('Storm watch');
  await inspect(page, 'group-delete');
  await button(last, 'Delete').click();
  await toast(page, 'The group “Storm watch” was deleted');
  await seen(heading(page, 'Groups'));
  await gone(link(page, 'Storm watch'));

  // Catalog is the only group of its people.
  await link(page, 'Catalog').click();
  await tab(page, 'Users').click();
  await button(page, 'Actions for Solveig Berg').click();
  expect(await closedAction(page, 'Remove from group')).toContain('This is the only group of this user.');
});

test('the last administrator stays, and is told why', async () => {
  const page = await signedIn('vidar');
  await page.goto('/administration/settings/users');
  await button(page, 'Actions for Vidar Aas').click();
  expect(await closedAction(page, 'Remove')).toContain('You cannot remove yourself. Another administrator can.');
  await page.keyboard.press('Escape');

  // Not out of the group either: first another group, then the refusal.
  await rowAction(page, 'Vidar Aas', 'Change groups');
  const edit = dialog(page, 'Change groups of Vidar Aas');
  await checkbox(edit, /^Catalog/).click();
  await checkbox(edit, /^Administrators/).click();
  await inspect(page, 'user-groups');
  expectStatus(page, 409);
  await button(edit, 'Save').click();
  await seen(edit.getByText(/the last active administrator of the account/));
  await inspect(page, 'user-groups-refused');
});
