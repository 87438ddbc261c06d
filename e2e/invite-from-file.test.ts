import { expect, test } from 'vitest';
import { button, dialog, gone, heading, seen } from './controls.ts';
import { inspect } from './inspect.ts';
import { signedIn } from './people.ts';

// As a German Excel saves it: Windows-1252, semicolons, Windows line ends.
const lines = [
  'Vorname;Nachname;E-Mail;Gruppen',
  'Jürgen;Groß;juergen.gross@harbour-group.example;Finance',
  'Zoé;Müller;zoe.mueller@harbour-group.example;Einkauf',
  'Käthe;Schröder;kaethe.schroeder@harbour-group.example;Einkauf|Finance',
  'Ohne;Adresse;;Finance',
  'Falsch;Adresse;keine-adresse;Finance',
  'Jürgen;Groß;juergen.gross@harbour-group.example;Finance',
  'Finn;Okafor;finn.okafor@harbour-group.example;Finance',
];

test('a file of people is checked, decided, sent and taken back', async () => {
  const page = await signedIn('brigitte');
  await page.goto('/administration/settings/users/import');
  await seen(heading(page, 'Invite from file'));
  await inspect(page, 'import-start');
  await page.getByLabel('File with people to invite').setInputFiles({
    name: 'neue-leute.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'),
  });
  await seen(heading(page, 'neue-leute.csv'));
  await seen(page.getByText(/semicolons/));
  await seen(page.getByText('Jürgen Groß').first());
  await inspect(page, 'import-check');
  await seen(button(page, 'Invite 1 person'));

  await page.getByLabel('Einkauf').click();
  await page.getByRole('option', { name: 'Use Procurement' }).click();
  await button(page, 'Check again').click();
  await button(page, 'Invite 3 people').click();
  const question = dialog(page, 'Invite 3 people?');
  await seen(question.getByText('4 rows are left out.'));
  await inspect(page, 'import-commit');
  await button(question, 'Invite').click();
  await seen(page.getByText('3 people have been invited'));
  await inspect(page, 'import-done');

  const download = page.waitForEvent('download');
  await button(page, 'Download faulty rows').click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);

  await page.goto('/administration/settings/users?q=zoe.mueller');
  await seen(page.getByRole('rowheader').filter({ hasText: 'Zoé Müller' }));
  await seen(page.getByText('Procurement'));

  await page.goto('/administration/settings/users/import');
  await page.getByRole('link', { name: 'neue-leute.csv' }).first().click();
  await button(page, 'Undo this import').click();
  await button(dialog(page, 'Undo this import?'), 'Undo import').click();
  await seen(page.getByText('Undone: 3 invitations were withdrawn'));
  await page.goto('/administration/settings/users?q=zoe.mueller');
  await seen(heading(page, 'No rows match'));
  await gone(page.getByText('Zoé Müller'));
});
