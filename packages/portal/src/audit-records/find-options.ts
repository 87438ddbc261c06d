import type { Account } from '@tenantry/contract/accounts';
import { accountsPath } from '../accounts/queries.ts';
import { api, type Page } from '../api.ts';
import { fetchEventTypes } from '../event-types/queries.ts';
import { containsAny, join, quote } from '../ui/data-table/index.ts';
import type { Option } from '../ui/select.tsx';
import { fetchPart } from './fetch-records.ts';

const latest = 100;

/**
 * Who did something, or what something was done to. The names come from the records themselves: they hold people who have
 * left and deleted tokens too, and whoever may read the trail may read them.
 */
export async function findNamed(
  part: 'actor' | 'object',
  text: string | undefined,
  chosen: string | undefined,
  within: string | undefined,
  signal: AbortSignal,
): Promise<Option[]> {
  const found = await Promise.all([
    ...(text === undefined ? [] : [fetchPart(part, latest, join('and', [within, text ? namedLike(part, text) : undefined]), signal)]),
    ...(chosen ? [fetchPart(part, 1, `eq(${part}.id,${quote(chosen)})`, signal)] : []),
  ]);
  const byId = new Map(found.flat().map(({ id, name }) => [id, { value: id, label: name || id, description: id }]));
  return [...byId.values()].sort((a, b) => a.label.localeCompare(b.label));
}

function namedLike(part: 'actor' | 'object', text: string): string {
  if (/^[a-z]{3,5}-[\d-]*$/i.test(text)) return `like(${part}.id,${quote(`${text.toUpperCase()}*`)})`;
  return containsAny([`${part}.name`], text);
}

/** Events of the catalogue by their name; it holds what has ever happened. */
export async function findEvents(text: string | undefined, chosen: string | undefined, signal: AbortSignal): Promise<Option[]> {
  const ask = (filter: string | undefined) => fetchEventTypes({ limit: 100, offset: 0, order: 'name', filter, signal });
  const pages = await Promise.all([
    ...(text === undefined ? [] : [ask(text ? containsAny(['name', 'key'], text) : undefined)]),
    ...(chosen && !chosen.startsWith('*') ? [ask(`eq(key,${quote(chosen)})`)] : []),
  ]);
  const byKey = new Map(
    pages.flatMap((page) => page.data).map(({ key, name }) => [key, { value: key, label: name || key, description: key }]),
  );
  return [...byKey.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** Accounts by name or id, for operators. */
export async function findAccounts(text: string | undefined, chosen: string | undefined, signal: AbortSignal): Promise<Option[]> {
  const ask = async (filter: string | undefined) =>
    (await api.get<Page<Account>>(accountsPath, { query: { limit: 100, order: 'name' }, filter, signal })).data;
  const pages = await Promise.all([
    ...(text === undefined ? [] : [ask(text ? containsAny(['name', 'id'], text) : undefined)]),
    ...(chosen ? [ask(`eq(id,${quote(chosen)})`)] : []),
  ]);
  const byId = new Map(pages.flat().map(({ id, name }) => [id, { value: id, label: name, description: id }]));
  return [...byId.values()];
}

/** The addresses of the latest calls that contain the text. */
export async function findAddresses(text: string | undefined, signal: AbortSignal): Promise<Option[]> {
  if (text === undefined) return [];
  const requests = await fetchPart('request', latest, undefined, signal);
  const addresses = new Set(requests.flatMap((request) => request?.api?.ip ?? []));
  return [...addresses]
    .filter((ip) => ip.includes(text))
    .sort()
    .map((ip) => ({ value: ip, label: ip }));
}

/** Whether somebody has typed an address or the beginning of several: `203.0.113.`. */
export const isAddress = (text: string): boolean =>
  /^[\d.]*\d\.?\d*$/.test(text) ? text.includes('.') : /^[\da-f:]+$/i.test(text) && text.includes(':');
