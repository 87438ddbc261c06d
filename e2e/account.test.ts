import { expect, test } from 'vitest';
import { button, dialog, field, gone, heading, seen, tab } from './controls.ts';
import { inspect } from './inspect.ts';
import { signedIn } from './people.ts';

// A picture that every browser can read: 16 by 16 pixels.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPgT4wgCTGMahjVMHw1AAAL/sgBB/p3mgAAAABJRU5ErkJggg==',
  'base64',
);

test('an administrator gives the account another name and a logo, and the header has both at once', async () => {
  const page = await signedIn('greta');
  await page.goto('/administration/settings/account');
  await seen(heading(page, /^Muster Werke/));
  await button(page, 'Edit').click();
  const wizard = dialog(page, 'Edit account');
  await field(wizard, 'Account name').fill('');
  await button(wizard, 'Save').click();
  await seen(wizard.getByText('This field is required.'));
  await inspect(page, 'account-edit-error');
  await field(wizard, 'Account name').fill('Muster Werke Süd');
  await wizard.getByLabel('Logo', { exact: true }).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await button(wizard, 'Save').click();
  await gone(wizard);
  await seen(heading(page, 'Muster Werke Süd'));
  await seen(page.getByRole('banner').getByText('Muster Werke Süd'));
  const logo = page.locator('main img').first();
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await tab(page, 'Audit trail').click();
  await seen(
    page
      .getByRole('row')
      .filter({ hasText: 'Greta Hoffmann' })
      .filter({ hasText: /changed|updated/i })
      .first(),
  );
});

test('an administrator moves the headquarters abroad by keyboard, and the form follows the country', async () => {
  const page = await signedIn('greta');
  await page.goto('/administration/settings/account');
  await button(page, 'Edit the headquarters address').click();
  const wizard = dialog(page, 'Edit account');
  await seen(wizard.getByRole('combobox', { name: 'Federal state' }));
  await inspect(page, 'address-germany');

  const country = wizard.getByRole('combobox', { name: 'Country' });
  await country.fill('United States');
  await page.getByRole('option', { name: 'United States', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await seen(wizard.getByText('For example 95014'));
  await field(wizard, 'ZIP code').fill('7017');
  await button(wizard, 'Save').click();
  await seen(wizard.getByText('Does not fit the country.'));
  await inspect(page, 'address-errors');
  await field(wizard, 'ZIP code').fill('89501');
  await field(wizard, 'City').fill('Reno');
  const state = wizard.getByRole('combobox', { name: 'State' });
  await state.fill('neva');
  await seen(page.getByRole('option', { name: 'Nevada', exact: true }));
  await inspect(page, 'address-states', ['1280']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await button(wizard, 'Save').click();
  await gone(wizard);
  await seen(page.getByText('89501'));
  await seen(page.getByText('ZIP code'));
  await inspect(page, 'address-panel', ['1280', '390']);
});
