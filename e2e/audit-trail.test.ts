import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, clipboard, dialog, gone, heading, link, row, rowAction, seen, tab, toast } from './controls.ts';
import { inspect } from './inspect.ts';
import { signedIn } from './people.ts';

const trail = '/administration/settings/audit-trail';

/** Opens one of the quick filters, looks for something in it and takes it. */
async function narrow(page: Page, filter: string, part: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: filter, exact: true }).click();
  const list = dialog(page, filter);
  await list.getByRole('combobox').fill(part);
  await list.getByRole('option', { name: option }).click();
  await gone(list);
}

test('an administrator finds out who disabled a token, and reads the same on the token itself', async () => {
  const page = await signedIn('ada');
  await page.goto('/administration/settings/api-tokens');
  await rowAction(page, 'Nightly export', 'Disable');
  await toast(page, '“Nightly export” is disabled');

  await page.goto(trail);
  await narrow(page, 'Action', 'token disabled', /token disabled/i);
  await narrow(page, 'Object', 'nightly', /^Nightly export/);
  await button(page, 'Time').click();
  await button(page, 'Last hour').click();
  await seen(row(page, 'Nightly export'));
  expect(await page.getByRole('row').count()).toBe(2);
  const asked = new URL(page.url()).searchParams;
  expect(asked.get('range')).toBe('1h');
  expect(asked.get('filter')).toMatch(/^and\(eq\(event,"platform\.accounts\.api_token\.disabled"\),eq\(object\.id,"TKN-[\d-]+"\)\)$/);
  await inspect(page, 'audit-trail-filtered');

  // Exactly this view as a file: a header and one record.
  await button(page, 'Export this view').click();
  const question = dialog(page, 'Export audit records');
  await seen(question.getByText('1 record, exactly what this view shows.'));
  const [view] = await Promise.all([page.waitForEvent('download'), button(question, 'Export').click()]);
  expect(view.suggestedFilename()).toMatch(/\.csv$/);
  const lines = (await text(await view.createReadStream())).trimEnd().split('\r\n');
  expect(lines.length).toBe(2);
  expect(lines[1]).toContain('Nightly export');
  await gone(question);

  // Somebody else who opens the address sees the same.
  const colleague = await signedIn('ada');
  await colleague.goto(page.url());
  await seen(row(colleague, 'Nightly export'));
  await seen(colleague.getByRole('combobox', { name: 'Object', exact: true }).filter({ hasText: 'Nightly export' }));
  expect(await colleague.getByRole('row').count()).toBe(2);

  await page.getByRole('button', { name: /^Actions for API token disabled/ }).click();
  await page.getByRole('menuitem', { name: 'View details' }).click();
  const record = dialog(page, 'API token disabled');
  await seen(link(record, 'Ada Roth').first());
  expect(await record.locator('del').allTextContents()).toEqual(['Active']);
  expect(await record.locator('ins').allTextContents()).toEqual(['Disabled']);
  await inspect(page, 'audit-record-dialog');
  await button(record, 'Copy link to this record').click();
  await expect.poll(() => clipboard(page)).toContain(`${trail}/AUD-`);
  const permalink = await clipboard(page);

  const [file] = await Promise.all([page.waitForEvent('download'), button(record, 'Download evidence').click()]);
  expect(file.suggestedFilename()).toBe(`evidence-${permalink.split('/').at(-1)}.json`);
  const evidence = JSON.parse(await text(await file.createReadStream())) as { format: string; record: { id: string } };
  expect(evidence).toMatchObject({ format: 'tenantry-evidence-1', record: { id: permalink.split('/').at(-1) } });

  // From this record to everything that she did, the newest first; the one that was open is among it.
  await button(record, 'Only this actor').click();
  await gone(record);
  await button(page, 'Remove the filter Action').click();
  await button(page, 'Remove the filter Object').click();
  await seen(row(page, 'Signed in').first());
  await button(page, 'Clear').click();
  await page.waitForURL((url) => url.search === '');

  await page.goto(permalink);
  await seen(heading(page, 'API token disabled'));
  await link(page, 'Nightly export').first().click();
  await tab(page, 'Audit trail').click();
  await button(page, 'Timeline').click();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await seen(timeline.getByRole('heading', { name: 'Today' }));
  await seen(timeline.getByText('API token disabled'));
  expect(await timeline.locator('ins').first().textContent()).toBe('Disabled');
  expect(new URL(page.url()).searchParams.get('view')).toBe('timeline');
  await inspect(page, 'token-timeline');
});

test('an operator verifies the log, and keeps a checkpoint of it', async () => {
  const page = await signedIn('olivia');
  await page.goto(trail);
  await link(page, 'Integrity').click();
  await seen(heading(page, 'Integrity of the audit trail'));
  await button(page, 'Verify now').click();
  await seen(page.getByText(/^All [\d,]+ records fit the log$/));
  await inspect(page, 'operator-integrity');
  const [note] = await Promise.all([page.waitForEvent('download'), button(page, 'Keep this checkpoint').click()]);
  expect(note.suggestedFilename()).toMatch(/^checkpoint-\d+\.txt$/);
  expect(await text(await note.createReadStream())).toMatch(/^tenantry\/[\da-f-]{36}\n\d+\n\S{44}\n\n— tenantry\//);
  await button(page, 'Add key').click();
  await inspect(page, 'audit-log-key-question');
  await button(dialog(page, 'Add a signing key?'), 'Cancel').click();
  expect(await page.getByRole('button', { name: /^Retire key/ }).count()).toBe(1);
});
