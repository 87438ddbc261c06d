import { type Stored, stored } from '../stored.ts';

export type Theme = 'light' | 'dark' | 'system';

// Read by public/theme.js before the first paint; so it is kept as bare text, not as JSON.
const themeKey = 'tenantry.theme';

export function currentTheme(): Theme {
  const theme = localStorage.getItem(themeKey);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(themeKey);
  else localStorage.setItem(themeKey, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Ids of starred pages. */
export const favouritePages = stored<readonly string[]>('tenantry.favourites', []);
/** Ids of starred accounts. */
export const favouriteAccounts = stored<readonly string[]>('tenantry.favouriteAccounts', []);
/** Ids of the accounts used last, newest first. */
export const recentAccounts = stored<readonly string[]>('tenantry.recentAccounts', []);
export const navigationCollapsed = stored<boolean>('tenantry.navigationCollapsed', false);
/** Single-letter shortcuts can be turned off (WCAG 2.1.4). */
export const letterShortcuts = stored<boolean>('tenantry.letterShortcuts', true);

export function toggleIn(list: Stored<readonly string[]>, id: string): void {
  const before = list.get();
  list.set(before.includes(id) ? before.filter((other) => other !== id) : [...before, id]);
}
