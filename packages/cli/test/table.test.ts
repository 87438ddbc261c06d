import { describe, expect, it } from 'vitest';
import { renderList, renderObject } from '../src/table.ts';

describe('a table', () => {
  it('begins with what identifies an object, whatever the order in the answer', () => {
    expect(renderList([{ note: 'n', status: 'Active', name: 'a', id: '1' }])).toBe('ID  NAME  STATUS  NOTE\n1   a     Active  n\n');
  });

  it('leaves out the last columns on a narrow screen, and shortens long texts, but keeps the first column', () => {
    const items = [{ id: 'TKN-1234-5678', name: 'x'.repeat(60), status: 'Active' }];
    expect(renderList(items, 64)).toBe(`ID             NAME\nTKN-1234-5678  ${'x'.repeat(47)}…\n`);
    expect(renderList(items, 5)).toBe('ID\nTKN-1234-5678\n');
    expect(renderList(items)).toContain(`${'x'.repeat(60)}  Active`);
  });

  it('lines up letters of every width', () => {
    const lines = renderList([
      { id: '東京', name: 'a' },
      { id: 'e\u0301e\u0301', name: 'b' },
    ]);
    expect(lines).toBe('ID    NAME\n東京  a\ne\u0301e\u0301    b\n');
  });

  it('is empty for nothing', () => {
    expect(renderList([])).toBe('');
    expect(renderObject({})).toBe('');
  });

  it('has columns that only some rows fill', () => {
    expect(renderList([{ id: '1' }, { id: '2', lastAccessAt: 'x' }])).toBe('ID  LAST ACCESS AT\n1\n2   x\n');
  });
});
