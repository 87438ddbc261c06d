import { describe, expect, it } from 'vitest';
import { en } from './registry.texts.en.ts';
import { pageAt, pages } from './registry.ts';
import { makeRouter } from './routes.tsx';

const routePaths = Object.keys(makeRouter().routesByPath);
const registered = pages.flatMap((page) => (page.details ? [page.path, `${page.path}/$id`] : [page.path]));

describe('registry', () => {
  it('knows every route', () => {
    expect(routePaths.filter((path) => !registered.includes(path))).toEqual([]);
  });

  it('names no page that has no route', () => {
    expect(registered.filter((path) => !routePaths.includes(path))).toEqual([]);
  });

  it('has one entry per id, path and go-to key', () => {
    for (const keys of [pages.map((page) => page.id), pages.map((page) => page.path), pages.flatMap((page) => page.goKey ?? [])]) {
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('has words for every page and no words without a page', () => {
    expect(Object.keys(en.page).sort()).toEqual(pages.map((page) => page.id).sort());
  });

  it('finds the page of a details address and of a trailing slash, and nothing for a foreign one', () => {
    expect(pageAt('/administration/settings/users/AUSR-1-2')?.id).toBe('users');
    expect(pageAt('/administration/settings/users/')?.id).toBe('users');
    expect(pageAt('/administration/settings/usersX')).toBeUndefined();
    expect(pageAt('/administration/settings/account/ACC-1')).toBeUndefined();
  });
});
