import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { holdAnswers } from './browser.ts';
import { button, checkbox, choose, dialog, field, gone, heading, seen, toast } from './controls.ts';
import { inspect, settled } from './inspect.ts';
import { signedIn } from './people.ts';

const users = '/administration/settings/users';

const names = (page: Page) => page.getByRole('rowheader').getByRole('link').allTextContents();
const firstName = async (page: Page) => (await names(page))[0];
const query = (page: Page) => new URL(page.url()).searchParams;
/** The list while its rows are on their way, also below a dialog. */
const waiting = (page: Page) => page.locator('section[aria-busy="true"]');
const range = (page: Page, text: RegExp) => seen(page.getByRole('status').filter({ hasText: text }));

async function sortBy(page: Page, column: string, how: string): Promise<void> {
  await button(page, column).click();
  await page.getByRole('menuitem', { name: how, exact: true }).click();
}

test('what a list shows is in its address: sorting, filters, search, columns and pages come back with Back and with a saved view', async () => {
  const page = await signedIn('brigitte');
  await page.goto(users);
  await range(page, /^1–10 of \d+ rows$/);

  await sortBy(page, 'User', 'Name, descending');
  await expect.poll(() => firstName(page)).toBe('Zoë van Dijk');
  expect(query(page).get('sort')).toBe('-user.name');
  await button(page, /^Sort\b/).click();
  const sorting = dialog(page, 'Sort by');
  await button(sorting, 'Add another sort').click();
  await inspect(page, 'table-sort');
  await expect.poll(() => query(page).get('sort')).toMatch(/^-user\.name,/);
  await page.keyboard.press('Escape');
  await gone(sorting);

  await choose(page, 'Rows per page', '5');
  await range(page, /^1–5 of/);
  await page.getByRole('textbox', { name: 'Page', exact: true }).fill('3');
  await page.keyboard.press('Enter');
  await range(page, /^11–15 of/);
  await settled(page);
  const third = await names(page);
  await button(page, 'Next').click();
  await range(page, /^16–20 of/);
  await page.goBack();
  await range(page, /^11–15 of/);
  await expect.poll(() => names(page)).toEqual(third);
  // The address alone brings all of it back.
  await page.reload();
  await expect.poll(() => names(page)).toEqual(third);

  await button(page, /^Filter\b/).click();
  const filter = dialog(page, 'Filter');
  await button(filter, 'Add condition').click();
  await choose(filter, 'Property', 'Group (name)');
  await choose(filter, 'Condition', 'is');
  await filter.getByRole('textbox', { name: 'Value' }).fill('Procurement');
  await expect.poll(() => query(page).get('filter')).toContain('Procurement');
  await button(filter, 'Add condition').click();
  await gone(waiting(page));
  // The rows of before stay readable for as long as the new ones are on their way.
  const answer = await holdAnswers(page, /\/users\?/);
  await filter.getByRole('textbox', { name: 'Value' }).nth(1).fill('Novák');
  await seen(waiting(page));
  await inspect(page, 'table-filter');
  answer();
  await expect.poll(() => names(page)).toEqual(['Hana Novák']);
  await page.keyboard.press('Escape');
  await gone(filter);

  await button(page, /^Columns/).click();
  const columns = dialog(page, 'Show columns');
  await checkbox(columns, 'E-mail').click();
  await page.keyboard.press('Escape');
  await gone(page.getByRole('columnheader', { name: 'E-mail' }));

  await button(page, /^View: /).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await field(dialog(page, 'Save view'), 'Name of the view').fill('Novák in Procurement');
  await button(dialog(page, 'Save view'), 'Save').click();
  await toast(page, 'View saved');
  await button(page, 'View: Novák in Procurement').click();
  await page.getByRole('menuitem', { name: 'Default view' }).click();
  await range(page, /^1–10 of/);
  await seen(page.getByRole('columnheader', { name: 'E-mail' }));
  await button(page, 'View: Default view').click();
  await page.getByRole('menuitem', { name: 'Novák in Procurement' }).click();
  await expect.poll(() => names(page)).toEqual(['Hana Novák']);
  await gone(page.getByRole('columnheader', { name: 'E-mail' }));

  await page.goto(users);
  await page.getByRole('searchbox', { name: 'Search Users' }).fill('nobody at all');
  await seen(heading(page, 'No rows match'));
  await inspect(page, 'table-nothing');
  await button(page, 'Clear filters').click();
  await range(page, /^1–10 of/);
});

test('the keyboard alone leads through a list, into the menu of a row, to a dialog and back', async () => {
  const page = await signedIn('brigitte');
  await page.goto(`${users}?q=Hugo`);
  await seen(page.getByRole('rowheader').getByRole('link', { name: 'Hugo Martin' }));
  await settled(page);
  const opener = button(page, 'Actions for Hugo Martin');
  await tabTo(page, 'Actions for Hugo Martin');
  await page.keyboard.press('Enter');
  await seen(page.getByRole('menu'));
  await inspect(page, 'row-menu', ['1280']);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const question = dialog(page, 'Remove Hugo Martin?');
  await seen(question);
  await inspect(page, 'user-remove', ['1280']);
  await tabTo(page, 'Cancel');
  await page.keyboard.press('Enter');
  await gone(question);
  // Where the person came from, so that she can go on from there.
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await names(page)).toEqual(['Hugo Martin']);

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await seen(palette);
  await inspect(page, 'command-palette');
  await page.keyboard.type('audit');
  await seen(palette.getByRole('option', { name: /Audit trail/ }).first());
  await page.keyboard.press('Enter');
  await seen(heading(page, 'Audit trail'));
});

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
    if (focused === name) return;
  }
  expect.fail(`“${name}” cannot be reached with Tab.`);
}
