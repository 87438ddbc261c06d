import { expect, test } from 'vitest';
import { button, dialog, field, gone, heading, link, row, rowAction, seen, tab, toast } from './controls.ts';
import { inspect } from './inspect.ts';
import { signedIn } from './people.ts';

const settings = '/administration/settings';

test('an administrator finds a buyer, corrects its address, disables it with its licensees, and makes a licensee over another', async () => {
  const page = await signedIn('greta');
  await page.goto(`${settings}/buyers`);
  // The platform owner links buyers: nobody adds one here, and a seller of somebody else's is out of sight.
  await seen(row(page, 'Muster Werke GmbH'));
  expect(await button(page, 'Add buyer').count()).toBe(0);
  expect(await row(page, 'Harbour Ferries GmbH').count()).toBe(0);
  await page.getByRole('searchbox', { name: 'Search Buyers' }).fill('service');
  await gone(row(page, 'Muster Werke GmbH'));
  await link(page, 'Muster Service GmbH').click();
  await seen(heading(page, 'Muster Service GmbH'));

  await button(page, 'Edit the address').click();
  const edit = dialog(page, 'Edit Muster Service GmbH');
  await field(edit, 'Address line 1').fill('Königstraße 42');
  await field(edit, 'Postcode').fill('7017');
  await button(edit, 'Save').click();
  await seen(edit.getByText('Does not fit the country.'));
  await inspect(page, 'buyer-address-error');
  await field(edit, 'Postcode').fill('70173');
  await button(edit, 'Save').click();
  await toast(page, 'The buyer was saved');
  await seen(page.getByText('Königstraße 42'));

  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  const question = dialog(page, 'Disable Muster Service GmbH?');
  await seen(question.getByText(/Its licensees become unavailable/));
  await inspect(page, 'buyer-disable');
  await button(question, 'Disable').click();
  await toast(page, '“Muster Service GmbH” was disabled');
  await tab(page, 'Licensees').click();
  for (const name of ['Außendienst', 'Hotline']) await seen(row(page, name).getByText('Disabled'));

  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await button(dialog(page, 'Enable Muster Service GmbH?'), 'Enable').click();
  await toast(page, '“Muster Service GmbH” was enabled');
  await seen(row(page, 'Hotline').getByText('Disabled'));
  await rowAction(page, 'Hotline', 'Enable');
  await button(dialog(page, 'Enable Hotline?'), 'Enable').click();
  await toast(page, '“Hotline” was enabled');
  await seen(row(page, 'Außendienst').getByText('Disabled'));

  await page.goto(`${settings}/licensees?open=add`);
  const wizard = dialog(page, 'Add licensee');
  await field(wizard, 'Licensee name').fill('Messebau');
  await field(wizard, 'External reference').fill('MB-1');
  await button(wizard, 'Next').click();
  await wizard.getByRole('radio', { name: 'Muster Handel AG' }).click();
  await inspect(page, 'licensee-wizard-buyers');
  await button(wizard, 'Next').click();
  await wizard.getByRole('radio', { name: 'Platform Deutschland' }).click();
  await button(wizard, 'Next').click();
  await wizard.getByRole('radio', { name: 'None' }).waitFor();
  await button(wizard, 'Next').click();
  await wizard.getByRole('radio', { name: /^Same as/ }).waitFor();
  await button(wizard, 'Next').click();
  await seen(wizard.getByText('Platform Deutschland'));
  await inspect(page, 'licensee-wizard-overview');
  await button(wizard, 'Add').click();
  await seen(heading(wizard, '“Messebau” was added'));
  await link(wizard, 'View details').click();
  await seen(heading(page, 'Messebau'));
  await seen(page.getByText('MB-1'));
  await button(page, 'Edit name, reference and description').click();
  await field(dialog(page, 'Edit Messebau'), 'External reference').fill('');
  await button(dialog(page, 'Edit Messebau'), 'Save').click();
  await toast(page, 'The licensee was saved');
  await gone(page.getByText('MB-1'));
});

test('a member who sees two buyers reads them and changes nothing', async () => {
  const page = await signedIn('nils.haugen@harbour-group.example');
  await page.goto(`${settings}/buyers`);
  await seen(page.getByText('1–2 of 2 rows'));
  expect(await page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0);
  await page.getByRole('rowheader').getByRole('link').first().click();
  await seen(tab(page, 'Sellers'));
  expect(await button(page, 'Edit').count()).toBe(0);
  await page.goto(`${settings}/licensees`);
  await seen(heading(page, 'Licensees'));
  expect(await button(page, 'Add licensee').count()).toBe(0);
});
