import { expect, test } from 'vitest';
import { expectStatus, url } from './browser.ts';
import {
  button,
  checkbox,
  choose,
  clipboard,
  dialog,
  field,
  gone,
  heading,
  link,
  passwordField,
  rowAction,
  seen,
  tab,
  toast,
} from './controls.ts';
import { alter } from './database.ts';
import { inspect } from './inspect.ts';
import { addressOf, demoPassword, signedIn } from './people.ts';

const me = async (token: string) => (await fetch(`${url}/public/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;

test('a token is shown again only to who confirms the password, and works exactly while it is enabled', async () => {
  const page = await signedIn('greta');
  await page.goto('/administration/settings/api-tokens');
  await button(page, 'Add API token').click();
  const wizard = dialog(page, 'Add API token');
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('This field is required.'));
  await inspect(page, 'token-wizard-error');
  await field(wizard, 'Name').fill('Till of the canteen');
  await choose(wizard, 'Expiry', '30 days');
  await button(wizard, 'Next').click();
  await checkbox(wizard, /^Billing/).click();
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('Till of the canteen'));
  await button(wizard, 'Add').click();
  await seen(heading(wizard, '“Till of the canteen” was added'));
  await inspect(page, 'token-wizard-summary');
  const secret = (await wizard.locator('code').textContent()) ?? '';
  expect(await me(secret)).toBe(200);
  await link(wizard, 'View details').click();
  await seen(heading(page, 'Till of the canteen'));
  await inspect(page, 'token');

  // Sixteen minutes after signing in, who sits there is no longer certain.
  expect(
    await alter(
      `update tenantry.sessions set confirmed_at = now() - interval '16 minutes' where user_id = (select id from tenantry.users where email = $1) and ended_at is null`,
      [addressOf('greta')],
    ),
  ).toBeGreaterThan(0);
  expectStatus(page, 403, 400);
  await button(page, 'Show API token').click();
  const confirm = dialog(page, 'Confirm that it is you');
  await passwordField(confirm, 'Your password').fill('not the password');
  await button(confirm, 'Confirm').click();
  await seen(confirm.getByText('This is not your password.'));
  expect(await page.locator('main').textContent()).not.toContain(secret);
  await inspect(page, 'confirm-identity-error');
  await passwordField(confirm, 'Your password').fill(demoPassword);
  await page.keyboard.press('Enter');
  await seen(page.locator('code', { hasText: secret }).first());
  await button(page, 'Hide API token').click();
  await gone(page.locator('code', { hasText: secret }).first());
  await button(page, 'Copy API token').click();
  await expect.poll(() => clipboard(page)).toBe(secret);

  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await toast(page, '“Till of the canteen” is disabled');
  expect(await me(secret)).toBe(401);
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await button(dialog(page, 'Enable “Till of the canteen”?'), 'Enable').click();
  await toast(page, '“Till of the canteen” is enabled');
  expect(await me(secret)).toBe(200);

  await tab(page, 'Audit trail').click();
  for (const what of ['created', 'revealed', 'disabled', 'enabled']) await seen(page.getByRole('row').filter({ hasText: what }).first());
  await inspect(page, 'token-audit');

  await page.goto('/administration/settings/api-tokens');
  await rowAction(page, 'Till of the canteen', 'Delete');
  const last = dialog(page, 'Delete “Till of the canteen” for good?');
  // It says why it does nothing yet, so it can be pressed.
  await button(last, 'Delete').click({ force: true });
  await inspect(page, 'token-delete');
  expect(await me(secret)).toBe(200);
  await last.getByRole('textbox').fill('Till of the canteen');
  await button(last, 'Delete').click();
  await gone(last);
  await gone(link(page, 'Till of the canteen'));
  expect(await me(secret)).toBe(401);
});
