import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectStatus, newBrowser } from './browser.ts';
import { button, choose, dialog, field, gone, heading, link, passwordField, seen } from './controls.ts';
import { inspect } from './inspect.ts';
import { addressOf, demoPassword, signedIn } from './people.ts';

const settings = '/administration/settings';
const header = (page: Page) => page.getByRole('banner');

async function switchTo(page: Page, account: string): Promise<void> {
  await button(page, /^Profile and accounts/).click();
  await page
    .getByRole('region', { name: 'Accounts' })
    .getByRole('button', { name: new RegExp(`^${account}`) })
    .click();
  await seen(header(page).getByText(account));
}

test('each tab keeps its own account', async () => {
  const first = await signedIn('ada');
  // In the second account she is a member who may see no settings.
  expectStatus(first, 403);
  await first.goto('/');
  await seen(header(first).getByText('Harbour Group'));
  const second = await first.context().newPage();
  await second.goto('/');
  await switchTo(second, 'Muster Werke');
  await second.goto(`${settings}/users`);
  await seen(heading(second, 'Users is not open to you'));
  await first.goto(`${settings}/users`);
  await seen(heading(first, 'Users'));
  await seen(header(first).getByText('Harbour Group'));
  await second.reload();
  await seen(header(second).getByText(/^Muster Werke/));
  await switchTo(second, 'Harbour Group');
});

test('language, time zone and password of a profile are hers alone, and count at once', async () => {
  const page = await signedIn('mei');
  await page.goto('/profile');
  await inspect(page, 'my-profile');
  await button(page, 'Edit the regional settings').click();
  const wizard = dialog(page, 'Edit my profile');
  await choose(wizard, 'Language', /German|Deutsch/);
  await wizard.getByRole('radio', { name: /^Custom settings/ }).click();
  await wizard.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await page.getByRole('option', { name: /Tokyo/ }).first().click();
  await inspect(page, 'profile-regional');
  await button(wizard, 'Save').click();
  await seen(page.getByText('Mein Profil').first());
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await seen(page.getByText(/Asia\/Tokyo|Tokio|Tokyo/).first());
  await inspect(page, 'profile-german');
  await button(page, 'Regionale Einstellungen bearbeiten').click();
  await page.getByRole('dialog').getByRole('combobox').first().click();
  await page
    .getByRole('option', { name: /^Englis(h|ch)/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
  await seen(page.getByText('My profile').first());

  const elsewhere = await signedIn('mei');
  await elsewhere.goto('/');
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Change password' }).click();
  const change = dialog(page, 'Change password');
  await passwordField(change, 'New password').fill('tanaka');
  await passwordField(change, 'Repeat the password').fill('tanaka');
  await button(change, 'Change password').click();
  await seen(change.getByText('The password does not meet everything below yet.'));
  await inspect(page, 'change-password-error');
  const password = 'paper cranes over the harbour';
  await passwordField(change, 'New password').fill(password);
  await passwordField(change, 'Repeat the password').fill(password);
  await button(change, 'Change password').click();
  await gone(change);
  // Here she stays, elsewhere she is out.
  await page.reload();
  await seen(heading(page, /^Mei Tanaka/));
  expectStatus(elsewhere, 401);
  await elsewhere.reload();
  await seen(heading(elsewhere, 'Sign in'));
  expect((await page.request.post('/public/v1/security/confirm', { data: { password: demoPassword } })).status()).not.toBe(200);
});

test('a forgotten password is replaced through the mailbox, once', async () => {
  const page = await (await newBrowser()).newPage();
  expectStatus(page, 401, 409);
  await page.goto('/sign-in');
  await link(page, 'Forgot password?').click();
  await seen(heading(page, 'Forgot password?'));
  await button(page, 'Send the link').click();
  await seen(page.getByText('Enter your e-mail address.', { exact: true }));
  await inspect(page, 'forgot-password-error');
  await field(page, 'E-mail address').fill(addressOf('amara.diallo@harbour-group.example'));
  await button(page, 'Send the link').click();
  await seen(heading(page, 'Look into your mailbox'));
  await inspect(page, 'forgot-password-sent');
  await link(page, 'Open the demo mailbox').click();
  await page
    .getByRole('button', { name: /amara\.diallo@.*Choose a new password/ })
    .first()
    .click();
  const opened = page.context().waitForEvent('page');
  await page.frameLocator('iframe').getByRole('link', { name: 'Choose a password' }).click();
  const reset = await opened;
  await seen(heading(reset, 'Choose a new password'));
  await inspect(reset, 'reset-password-open');
  const password = 'seven quiet ferries at dawn';
  await passwordField(reset, 'New password').fill(password);
  await passwordField(reset, 'Repeat the password').fill(password);
  await button(reset, 'Set the password').click();
  await seen(heading(reset, 'Your new password is set'));
  await link(reset, 'Sign in').click();
  await field(reset, 'E-mail address').fill('amara.diallo@harbour-group.example');
  await button(reset, 'Continue').click();
  await passwordField(reset, 'Password').fill(password);
  await button(reset, 'Sign in').click();
  await seen(heading(reset, /^Welcome, Amara/));
  await button(reset, /^Profile and accounts/).click();
  await button(reset, 'Sign out').click();
  await seen(heading(reset, 'Sign in'));
  await reset.goto('/');
  await seen(heading(reset, 'Sign in'));
});
