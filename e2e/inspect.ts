import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { artifacts, takeComplaints, wide } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const viewports = { 1280: wide, 390: { width: 390, height: 844 }, 320: { width: 320, height: 640 } };
type Size = '1280' | '390' | '320';
// The dark scheme shows the same elements in other colours, so only these rules can answer differently; the phone adds no colours.
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * The bar for every page and dialog as it stands: console empty under the strict policy, no axe finding in light and dark, wide and on a phone,
 * no sideways scrolling at 320 and 390 px. Leaves its pictures in artifacts/screens. What closes when the window changes is looked at in one size.
 */
export async function inspect(page: Page, name: string, sizes: readonly Size[] = ['1280', '390', '320']): Promise<void> {
  const findings: Record<string, unknown> = {};
  for (const size of sizes) {
    await page.setViewportSize(viewports[size]);
    for (const scheme of size === '320' ? [] : (['light', 'dark'] as const)) {
      await page.emulateMedia({ colorScheme: scheme });
      await frames(page);
      await settled(page);
      const found = scheme === 'light' ? await runAxe(page) : size === '1280' ? await runAxe(page, colourRules) : [];
      if (found.length > 0) findings[`${scheme} ${size}`] = found;
      // A dialog covers the window, not the whole page below it.
      const fullPage = (await page.getByRole('dialog').count()) === 0;
      await page.screenshot({ path: join(artifacts, 'screens', `${name}-${scheme}-${size}.png`), fullPage });
    }
    await settled(page);
    const wider = await overflow(page);
    if (wider.length > 0) findings[`overflow at ${size}`] = wider;
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  await settled(page);
  // Soft, so that one journey tells everything that is wrong on its way.
  expect.soft({ page: name, findings, console: takeComplaints(page) }).toEqual({ page: name, findings: {}, console: [] });
}

/** Waits until the page has its heading, nothing that can be used is still loading, and no colour is on its way to another. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    // What an open dialog covers may go on waiting for its answer.
    const inUse = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1) ?? document;
    return (
      document.querySelector('h1') !== null &&
      inUse.querySelector('[aria-busy="true"], .animate-pulse') === null &&
      document.getAnimations().every((animation) => !(animation instanceof CSSTransition) || animation.playState !== 'running')
    );
  });
}

// What was just changed is drawn with the next frame, and only then has its colours.
async function frames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

async function runAxe(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const result = await inPage.run(
      // The component library's focus guards are never focus stops.
      { exclude: [['[data-base-ui-focus-guard]']] },
      { resultTypes: ['violations'], ...(only ? { runOnly: { type: 'rule', values: [...only] } } : {}) },
    );
    return result.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.target.join(' ')}) ${node.any[0]?.message ?? ''}`),
    );
  }, rules);
}

/** The outermost elements that reach beyond the window, when the page scrolls sideways. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} > ${clientWidth}`, ...beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 160))];
  });
}

/** The page as somebody sees it who reads from right to left. */
export async function inspectMirrored(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await frames(page);
  await settled(page);
  await page.screenshot({ path: join(artifacts, 'screens', `${name}-rtl-1280.png`), fullPage: true });
  expect.soft({ page: name, findings: await overflow(page) }).toEqual({ page: name, findings: [] });
  await page.evaluate(() => document.documentElement.removeAttribute('dir'));
}
