import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { newBrowser } from './browser.ts';
import { button, seen, tab } from './controls.ts';
import { inspect, inspectMirrored, settled } from './inspect.ts';
import { signedIn } from './people.ts';

// The registry prepares its words for a browser; only its paths are read here.
vi.stubGlobal('localStorage', { getItem: () => null });
vi.stubGlobal('document', { documentElement: {} });
const { pages } = await import('../packages/portal/src/registry.ts');

const operatorsOnly = ['accounts', 'erp-links', 'erp-runs', 'cloud-tenants', 'audit-streams'];
/** Across accounts, and with more to do. */
const widerForOperators = ['buyers', 'licensees', 'sellers'];

test('every page of an administrator, with the details of its first object and all their tabs, meets the bar', async () => {
  const page = await signedIn('ada');
  for (const { id, path, details, outside } of pages) {
    if (outside || operatorsOnly.includes(id)) continue;
    await page.goto(path);
    await inspect(page, id);
    if (details && id !== 'user-imports') await inspectDetails(page, id);
  }
  await page.goto('/administration/settings/users');
  await inspectMirrored(page, 'users');
  await button(page, /^Profile and accounts/).click();
  await inspect(page, 'profile-panel');
  await page.goto('/administration/settings/nothing-here');
  await inspect(page, 'not-found');
});

test('every page that only operators have, or that shows them more, meets the bar', async () => {
  const page = await signedIn('olivia');
  for (const { id, path, details } of pages.filter((one) => [...operatorsOnly, ...widerForOperators].includes(one.id))) {
    await page.goto(path);
    await inspect(page, `operator-${id}`);
    if (details) await inspectDetails(page, `operator-${id}`);
  }
});

test('every page that needs nobody to be signed in meets the bar', async () => {
  const page = await (await newBrowser()).newPage();
  for (const { id, path } of pages.filter((one) => one.outside)) {
    await page.goto(path);
    await inspect(page, id);
  }
});

test('a page that is closed to somebody says what is missing and whom to ask', async () => {
  const page = await signedIn('finn');
  await page.goto('/administration/settings/users');
  await seen(page.getByRole('heading', { name: 'Users is not open to you' }));
  await seen(page.getByText('You need Access management in Harbour Group to see this page.'));
  await seen(page.getByRole('listitem').filter({ hasText: 'Ada Roth' }));
  await inspect(page, 'closed-page');
  expect(await page.getByRole('table').count()).toBe(0);
});

/** The first object of a list; of its tabs the first one whole, the others as far as they load and stay within the window. */
async function inspectDetails(page: Page, name: string): Promise<void> {
  await settled(page);
  if (name === 'audit-trail') await openNewestRecord(page);
  else await openFirstOfList(page);
  await page.waitForURL((url) => /\/[A-Z]{3}-[\d-]+$/.test(url.pathname));
  await inspect(page, `${name}-details`);
  // Each object has its own trail.
  if (!name.endsWith('audit-trail')) expect.soft(await tab(page, 'Audit trail').count(), `Audit trail of ${name}`).toBe(1);
  for (const one of (await page.getByRole('tab').all()).slice(1)) {
    await one.click();
    await settled(page);
  }
}

async function openFirstOfList(page: Page): Promise<void> {
  const heading = await page.locator('h1').first().textContent();
  await page.getByRole('rowheader').getByRole('link').first().click();
  // The list, which is settled, stays until its object's page is there.
  await page.waitForFunction((ofList) => ![ofList, undefined].includes(document.querySelector('h1')?.textContent), heading);
}

// The rows of the trail open records in a dialog; their pages are for links.
async function openNewestRecord(page: Page): Promise<void> {
  const answer = await page.request.get('/public/v1/audit/records?limit=1&order=-timestamp');
  const { data } = (await answer.json()) as { data: { id: string }[] };
  await page.goto(`/administration/settings/audit-trail/${data[0]?.id}`);
}
