import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumAdvice, findChromium } from '../scripts/checks/chromium.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    url: string;
    /** Of every demo person. */
    password: string;
    dataDir: string;
    browser: string;
  }
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One server and one browser for all journeys; each journey has a browser context, and people, of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(chromiumAdvice);
  rmSync(join(import.meta.dirname, '../artifacts'), { recursive: true, force: true });
  const server = await startServer();
  const browser = await chromium.launchServer({ executablePath, headless: true, args: flags }).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  project.provide('url', server.url);
  project.provide('password', server.password);
  project.provide('dataDir', server.dataDir);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.stop();
  };
}
