import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectStatus, newBrowser, url } from './browser.ts';
import { button, checkbox, clipboard, dialog, field, gone, heading, link, passwordField, row, rowAction, seen, toast } from './controls.ts';
import { inspect } from './inspect.ts';
import { demoPassword, signedIn } from './people.ts';

const settings = '/administration/settings';

test('a newcomer signs in, invites a colleague, makes a token that works, and finds all of it in the audit trail', async () => {
  const page = await (await newBrowser()).newPage();
  // Asking who is signed in is how the portal learns that nobody is.
  expectStatus(page, 401);
  await page.goto('/');
  await seen(heading(page, 'Sign in'));
  await seen(heading(page, 'Demo people'));
  await inspect(page, 'sign-in');
  await page.getByRole('button', { name: /^Ada Roth/ }).click();
  await passwordField(page, 'Password').fill('not the password');
  await button(page, 'Sign in').click();
  await seen(page.getByText('The e-mail address or the password is not right.'));
  await inspect(page, 'sign-in-error');
  await passwordField(page, 'Password').fill(demoPassword);
  await button(page, 'Sign in').click();
  await seen(heading(page, /^Welcome, Ada/));

  await page.goto(`${settings}/users`);
  await button(page, 'Add user').click();
  const invite = dialog(page, 'Add user');
  await field(invite, 'E-mail').fill('finn.okafor@harbour-group.example');
  await button(invite, 'Next').click();
  await seen(invite.getByText('Finn Okafor is already a member of this account.'));
  await inspect(page, 'invite-error');
  await field(invite, 'E-mail').fill('nele.winter@harbour-group.example');
  await button(invite, 'Next').click();
  await field(invite, 'First name').fill('Nele');
  await field(invite, 'Last name').fill('Winter');
  await button(invite, 'Next').click();
  await checkbox(invite, /^Finance/).click();
  await button(invite, 'Next').click();
  await seen(invite.getByText('The invitation is sent as soon as you press Add.'));
  await inspect(page, 'invite-overview');
  await button(invite, 'Add').click();
  await seen(heading(invite, 'Nele Winter has been invited'));
  await inspect(page, 'invite-summary');
  await button(invite, 'Copy invitation link').click();
  await expect.poll(() => clipboard(page)).toMatch(/\/accept-invite\?code=/);
  await button(invite, 'Close').last().click();
  await page.goto(`${settings}/users?q=nele`);
  await seen(row(page, 'Nele Winter').getByText('Invited'));

  const token = await makeToken(page);
  const headers = { authorization: `Bearer ${token}` };
  const groups = await fetch(`${url}/public/v1/accounts/user-groups`, { headers });
  expect(groups.status).toBe(200);
  expect(((await groups.json()) as { data: { name: string }[] }).data.map(({ name }) => name)).toContain('Finance');
  const accounts = await fetch(`${url}/public/v1/accounts/accounts`, { method: 'POST', headers });
  expect(accounts.status).toBe(403);

  await page.goto(`${settings}/groups`);
  await rowAction(page, 'Everybody', 'Edit');
  await field(dialog(page, 'Edit Everybody'), 'Description').fill('Sees the marketplace and the notice board.');
  await button(dialog(page, 'Edit Everybody'), 'Save').click();
  await gone(dialog(page, 'Edit Everybody'));

  await page.goto(`${settings}/audit-trail`);
  for (const what of ['Nele Winter', 'Payroll reader', 'Everybody'])
    await seen(
      row(row(page, 'Ada Roth'), what)
        .or(row(page, 'Ada Roth').filter({ hasText: what }))
        .first(),
    );
  const changed = row(page, 'Ada Roth').filter({ hasText: 'Everybody' }).first();
  await changed.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'View details' }).click();
  const record = page.getByRole('dialog');
  await seen(record.locator('del').getByText('Sees the marketplace.', { exact: true }));
  await seen(record.locator('ins').getByText('Sees the marketplace and the notice board.', { exact: true }));
  await seen(record.getByText(/Ada Roth/).first());
  await inspect(page, 'audit-record');
});

test('the invitation in the mailbox leads to an account that shows what the group allows, until the person is removed', async () => {
  const page = await (await newBrowser()).newPage();
  expectStatus(page, 401, 403);
  await page.goto('/mailbox');
  await page
    .getByRole('button', { name: /nele\.winter@harbour-group\.example/ })
    .first()
    .click();
  await seen(heading(page, /invites you to Harbour Group/));
  await inspect(page, 'mailbox-mail');
  const opened = page.context().waitForEvent('page');
  await page.frameLocator('iframe').getByRole('link', { name: 'Open the invitation' }).click();
  const nele = await opened;
  await seen(heading(nele, 'You are invited to Harbour Group'));
  expect(nele.url()).not.toContain('code=');
  await button(nele, 'Accept invitation').click();
  await seen(nele.getByText('Agree to the terms of use to go on.'));
  await inspect(nele, 'register-error');
  const password = 'a lighthouse in the rain';
  await passwordField(nele, 'Password').fill(password);
  await passwordField(nele, 'Repeat the password').fill(password);
  await checkbox(nele, /^I agree/).click();
  await button(nele, 'Accept invitation').click();
  await seen(heading(nele, 'Welcome to Harbour Group'));
  await link(nele, 'Go to the account').click();
  if (
    await heading(nele, 'Sign in')
      .isVisible()
      .catch(() => false)
  )
    expect.fail('She has to sign in again.');
  await seen(heading(nele, /^Welcome, Nele/));
  await inspect(nele, 'home-of-a-member');
  await nele.goto(`${settings}/users`);
  await seen(heading(nele, 'Users is not open to you'));
  await seen(nele.getByText('You need Access management in Harbour Group to see this page.'));
  await seen(nele.getByRole('listitem').filter({ hasText: 'Ada Roth' }));

  const ada = await signedIn('ada');
  await ada.goto(`${settings}/users?q=nele.winter`);
  await rowAction(ada, 'Nele Winter', 'Remove');
  await button(dialog(ada, 'Remove Nele Winter?'), 'Remove').click();
  await toast(ada, 'Nele Winter was removed');
  await nele.goto('/');
  await seen(nele.getByRole('banner').getByText('No account'));
  expect(await nele.getByText('Harbour Group').count()).toBe(0);
  await nele.goto(`${settings}/users`);
  await seen(nele.getByText(/^You do not belong to any account at the moment/));
});

test('whoever copied the link of an invitation cannot register with it without the code from the mailbox', async () => {
  const page = await signedIn('brigitte');
  await page.goto(`${settings}/users?open=add`);
  const invite = dialog(page, 'Add user');
  await field(invite, 'E-mail').fill('jan.brook@harbour-group.example');
  await button(invite, 'Next').click();
  await field(invite, 'First name').fill('Jan');
  await field(invite, 'Last name').fill('Brook');
  await button(invite, 'Next').click();
  await checkbox(invite, /^Administrators/).click();
  await button(invite, 'Next').click();
  await seen(invite.getByText('As a member of “Administrators” this person may do everything in the account.'));
  await button(invite, 'Add').click();
  await button(invite, 'Copy invitation link').click();
  const copied = await clipboard(page);

  const thief = await page.context().newPage();
  await thief.goto(copied);
  await seen(heading(thief, 'Confirm your mailbox'));
  const password = 'a borrowed coat in spring';
  await passwordField(thief, 'Password').fill(password);
  await passwordField(thief, 'Repeat the password').fill(password);
  await checkbox(thief, /^I agree/).click();
  await button(thief, 'Send a code to this address').click();
  await seen(thief.getByText(/A code of six digits is on its way/));
  await field(thief, /^Code from the mail/).fill('000000');
  expectStatus(thief, 400);
  await button(thief, 'Accept invitation').click();
  await seen(thief.getByText('This is not the code from the newest mail. Take the code from that one, or have a new one sent.'));
  await inspect(thief, 'register-wrong-code');
  await page.goto(`${settings}/users?q=jan.brook`);
  await seen(row(page, 'Jan Brook').getByText('Invited'));
});

async function makeToken(page: Page): Promise<string> {
  await page.goto(`${settings}/api-tokens`);
  const wizard = dialog(page, 'Add API token');
  await button(page, 'Add API token').click();
  await field(wizard, 'Name').fill('Payroll reader');
  await button(wizard, 'Next').click();
  await checkbox(wizard, /^Access management/).click();
  await button(wizard, 'Next').click();
  await button(wizard, 'Add').click();
  await seen(heading(wizard, '“Payroll reader” was added'));
  return (await wizard.locator('code').textContent()) ?? '';
}
