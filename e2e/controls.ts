import type { Locator, Page } from 'playwright-core';

/** A page, or a part of one. */
export type Scope = Page | Locator;

export const button = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('button', { name, exact: true });
export const link = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('link', { name, exact: true });
export const field = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('textbox', { name });
/** Passwords are no text boxes to a screen reader. The name of one that is required ends in more than its label. */
export const passwordField = (scope: Scope, name: string): Locator => scope.locator('input').and(scope.getByLabel(new RegExp(`^${name}`)));
export const checkbox = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('checkbox', { name, exact: true });
export const heading = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('heading', { name, exact: true });
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name, exact: true });
export const tab = (page: Page, name: string | RegExp): Locator => page.getByRole('tab', { name });
export const row = (scope: Scope, name: string | RegExp): Locator => scope.getByRole('row').filter({ hasText: name });

export const seen = (locator: Locator): Promise<void> => locator.waitFor();
export const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'hidden' });
export const toast = (page: Page, text: string | RegExp): Promise<void> =>
  seen(page.locator('[data-base-ui-portal]').getByText(text).first());

/** Opens a closed list and takes one of its options. */
export async function choose(scope: Scope, name: string, option: string | RegExp): Promise<void> {
  await scope.getByRole('combobox', { name, exact: true }).click();
  const page = 'goto' in scope ? scope : scope.page();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** One of the actions behind the ••• of a row. */
export async function rowAction(page: Page, rowName: string, action: string): Promise<void> {
  await button(page, `Actions for ${rowName}`).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** The entry of an opened menu that explains why it cannot be chosen. */
export async function closedAction(page: Page, action: string): Promise<string> {
  const entry = page.getByRole('menuitem', { name: action });
  await seen(entry);
  if ((await entry.getAttribute('aria-disabled')) !== 'true') throw new Error(`“${action}” can be chosen.`);
  return (await entry.textContent()) ?? '';
}

/** What a copy button has just put into the clipboard of this browser. */
export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
