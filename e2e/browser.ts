import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';

export const url = inject('url');
export const artifacts = join(import.meta.dirname, '../artifacts');

export const wide = { width: 1280, height: 800 };

interface Watch {
  complaints: string[];
  /** Statuses that this journey provokes on purpose; the browser reports each as an error. */
  expected: Set<number>;
}

const watches = new WeakMap<BrowserContext, Watch>();
let connected: Promise<Browser> | undefined;

afterAll(async () => {
  await (await connected)?.close();
  connected = undefined;
});

/** A fresh browser of somebody who was never here. Ends with the test; when the test fails, pictures of its pages stay in artifacts/failures. */
export async function newBrowser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  connected ??= chromium.connect(inject('browser'));
  const context = await (await connected).newContext({
    baseURL: url,
    viewport: wide,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  // Nothing is meant to take this long; a machine that does ten other things may need it.
  context.setDefaultTimeout(60_000);
  const watch: Watch = { complaints: [], expected: new Set() };
  watches.set(context, watch);
  context.on('console', (message) => {
    // Hints for developers, which a console hides unless it is told otherwise.
    if ((message.type() as string) === 'verbose') return;
    const refused = /the server responded with a status of (\d+)/.exec(message.text());
    if (refused && watch.expected.has(Number(refused[1]))) return;
    watch.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => watch.complaints.push(`uncaught: ${error.error().message}`));
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(context, task.name);
    await context.close();
  });
  return context;
}

async function picture(context: BrowserContext, test: string): Promise<void> {
  for (const [index, page] of context.pages().entries()) {
    const name = `${test.replaceAll(/\W+/g, '-').slice(0, 60)}-${index}.png`;
    await page.screenshot({ path: join(artifacts, 'failures', name), fullPage: true }).catch(() => undefined);
  }
}

/** What the browser wrote to its console or threw since the last time this was asked, expected refusals left out. */
export const takeComplaints = (page: Page): readonly string[] => watches.get(page.context())?.complaints.splice(0) ?? [];

/** From here on answers with this status are part of the journey. */
export function expectStatus(page: Page, ...statuses: number[]): void {
  for (const status of statuses) watches.get(page.context())?.expected.add(status);
}

/** Keeps the answers from these addresses back; what is returned lets them, and all that follow, through. */
export async function holdAnswers(page: Page, address: RegExp): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
