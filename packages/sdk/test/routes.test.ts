import { type Operations, resources } from '@tenantry/contract';
import { describe, expect, it } from 'vitest';
import { routes } from '../src/routes.ts';

describe('the routes of the client', () => {
  it('are those of the contract, all of them', () => {
    for (const [name, { operations }] of Object.entries(resources)) {
      expect(Object.keys(routes[name] ?? {})).toEqual(Object.keys(operations));
      for (const [operation, { method, path }] of Object.entries(operations as Operations))
        expect(routes[name]![operation]).toMatchObject({ method, path });
    }
    expect(routes.accounts!.create).toEqual({ method: 'POST', path: '/accounts/accounts', part: 'account', filePart: 'logo' });
  });

  it('have no path parameter whose name means something else in a call', () => {
    const reserved = ['limit', 'offset', 'order', 'select', 'filter', 'render', 'query', 'body', 'file'];
    const params = Object.values(resources).flatMap(({ operations }) =>
      Object.values(operations as Operations).flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])),
    );
    expect(params.length).toBeGreaterThan(0);
    expect(params.filter((name) => reserved.includes(name ?? ''))).toEqual([]);
  });
});
