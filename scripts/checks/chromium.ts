import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const chromiumAdvice =
  'No Chromium was found. Install one ("apt-get install chromium", or "npx playwright-core install chromium"), or name it in TENANTRY_CHROMIUM.';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The Chromium for the journeys: the one that TENANTRY_CHROMIUM names, one in PATH, or Playwright's own download. */
export function findChromium(): string | undefined {
  const named = process.env.TENANTRY_CHROMIUM;
  if (named) return isProgram(named) ? named : undefined;
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...inPath, ...macApplications, chromium.executablePath()].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
