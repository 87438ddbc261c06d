import type { AuditRecord } from '@tenantry/contract/audit-records';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type Send, type TestApp } from '../../test/harness.ts';
import { changesText } from './changes.ts';
import { exportsOf } from './testing.ts';

let app: TestApp;
let clientToken: Send;
let vendorToken: Send;
beforeAll(async () => {
  app = await createTestApp();
  clientToken = { token: app.world.client.token };
  vendorToken = { token: app.world.vendor.token };
});
afterAll(() => app.close());

const { groupNamed, recordOf, exported, listed } = exportsOf(() => app);

/** Rows of a CSV text by RFC 4180, written down a second time. */
function rowsOf(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [[]];
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}"\\r\\n]*)(${delimiter}|\\r\\n)`, 'gy');
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, value = '', end] = match;
    rows.at(-1)!.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  return rows.slice(0, -1);
}

describe('an export as CSV', () => {
  const header = [
    ...['Timestamp', 'ID', 'Event', 'Summary', 'Details', 'Object type', 'Object ID', 'Object name', 'Object revision', 'Actor ID'],
    ...['Actor name', 'Account ID', 'Account name', 'IP', 'User agent', 'Country', 'Trace ID', 'Worker', 'Type', 'Changes', 'Documents'],
  ];
  const nasty = { id: 'ORD-7', name: 'Müller; "Söhne", Köln\nÉtage 2' };

  test('has a header row and a row for each record, whatever stands in it', async () => {
    const id = await recordOf({
      object: nasty,
      summary: '=HYPERLINK("http://x.example","Click")',
      details: '{{actor.name}} sent {{object.name}}',
      documents: { order: { note: 'naïve "quote"' } },
    });
    const { text, total } = await exported('csv', vendorToken, `eq(id,'${id}')`);
    expect(total).toBe(1);
    expect(text.startsWith('Timestamp,')).toBe(true);
    const rows = rowsOf(text);
    expect(rows[0]).toEqual(header);
    expect(rows).toHaveLength(2);
    const [record] = await listed(vendorToken, `eq(id,'${id}')`);
    const row = Object.fromEntries(header.map((name, i) => [name, rows[1]![i]]));
    expect(row).toMatchObject({
      Timestamp: record!.timestamp,
      ID: id,
      Summary: `'=HYPERLINK("http://x.example","Click")`,
      Details: `All modules sent ${nasty.name}`,
      'Object name': nasty.name,
      'Object revision': '',
      'Actor name': 'All modules',
      'Account ID': app.world.vendor.account,
      'Account name': 'Nordwind Software',
      IP: '127.0.0.1',
      Country: '',
      'Trace ID': record!.request!.log!.correlationId,
      Worker: '',
      Type: 'Public',
      Changes: '',
    });
    expect(JSON.parse(row.Documents!)).toEqual(record!.documents);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('writes %j as a text and not as a formula', async (summary) => {
    const id = await recordOf({ summary });
    const [, row] = rowsOf((await exported('csv', vendorToken, `eq(id,'${id}')`)).text);
    expect(row![3]).toBe(`'${summary}`);
    expect(row).toHaveLength(header.length);
  });

  test('says what changed, field by field', async () => {
    const group = await groupNamed('Before');
    await app.send('PUT', `/accounts/user-groups/${group.id}`, { ...clientToken, body: { name: 'After; all' } });
    const { text } = await exported('csv', clientToken, `and(eq(object.id,'${group.id}'),like(event,*.updated))`);
    expect(rowsOf(text)[1]![19]).toBe('name: Before → After; all');
  });

  test('stands between the delimiters that were asked for, with a byte order mark on demand', async () => {
    const id = await recordOf({ object: nasty });
    for (const [name, delimiter] of [
      [',', ','],
      [';', ';'],
      ['tab', '\t'],
    ] as const) {
      const { text } = await exported('csv', vendorToken, `delimiter=${encodeURIComponent(name)}&bom=1&eq(id,'${id}')`);
      expect(text.charCodeAt(0)).toBe(0xfeff);
      const rows = rowsOf(text.slice(1), delimiter);
      expect(rows.map((row) => row.length)).toEqual([header.length, header.length]);
      expect(rows[1]![7]).toBe(nasty.name);
    }
    expect((await exported('csv', vendorToken, `bom=0&eq(id,'${id}')`)).text.charCodeAt(0)).not.toBe(0xfeff);
  });

  test('of nothing is a header row alone', async () => {
    const { text, total } = await exported('csv', clientToken, `eq(id,'AUD-0')`);
    expect([total, rowsOf(text)]).toEqual([0, [header]]);
  });
});

test.each([
  [{ name: 'b' }, { name: 'a' }, 'name: a → b'],
  [{ name: 'b', description: null }, { name: 'b', description: 'x' }, 'description: x → null'],
  [{ modules: ['A', 'B'] }, { modules: ['A'] }, 'modules: ["A"] → ["A","B"]'],
  [{ address: { city: 'Bern', street: 'S' } }, { address: { city: 'Zug', street: 'S' } }, 'address.city: Zug → Bern'],
  [{ address: null }, { address: { city: 'Zug' } }, 'address: {"city":"Zug"} → null'],
  [{ name: 'b' }, undefined, ''],
])('changes of %j after %j read %j', (buyer, previous, text) => {
  const record = { object: { id: 'BUY-1', objectType: 'Buyer' }, documents: { buyer, ...(previous ? { previous } : {}) } };
  expect(changesText(record as unknown as AuditRecord)).toBe(text);
});
