import { type Operation, type Operations, resources } from '@tenantry/contract';
import { describe, expect, it } from 'vitest';

const line = ({ method, path, multipart }: Operation): string =>
  [method, path, ...(multipart ? [multipart.part, multipart.file] : [])].join(' ');

const key = (name: string): string => (/^[a-z]\w*$/i.test(name) ? name : `'${name}'`);

function source(): string {
  const lines = Object.entries(resources).flatMap(([resource, { operations }]) => [
    `  ${key(resource)}: {`,
    ...Object.entries(operations as Operations).map(([name, operation]) => `    ${key(name)}: '${line(operation)}',`),
    '  },',
  ]);
  return [
    '// Written from the contract by ../test/routes.test.ts (vitest -u), so that a browser need not load every schema to know where to send a call.',
    '',
    '/** Method, path and multipart parts (JSON part, file part) of each operation. */',
    'export const routes: Readonly<Record<string, Readonly<Record<string, string>>>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

describe('the routes of the client', () => {
  it('are those of the contract; `vitest -u` writes them again', async () => {
    await expect(source()).toMatchFileSnapshot('../src/routes.ts');
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
