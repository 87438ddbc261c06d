import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CellRecord, readCells } from './cells.ts';

const read = (text: string) => [...readCells(text, ',')];

test('quoted cells hold delimiters, doubled quotes and line breaks, and lines are counted as an editor shows them', () => {
  expect(read('a,b\r\n"x, ""y""","1\r\n2\n3"\r\n\r\nc,d')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x, "y"', '1\r\n2\n3'] },
    { line: 6, cells: ['c', 'd'] },
  ]);
});

test.each(['\n', '\r\n', '\r'])('%j ends a line, empty lines are passed over, and the last line needs none', (end) => {
  expect(read(['', 'a,b', '', '', 'c,', ',d'].join(end))).toEqual([
    { line: 2, cells: ['a', 'b'] },
    { line: 5, cells: ['c', ''] },
    { line: 6, cells: ['', 'd'] },
  ]);
});

test('a quote within an unquoted cell is an ordinary character', () => {
  expect(read('5" disk,a""b')).toEqual([{ line: 1, cells: ['5" disk', 'a""b'] }]);
});

test('text after a closing quote is one faulty line', () => {
  expect(read('a,b\n"x"y,1\nc,d')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, fault: 'text-after-quote', raw: '"x"y,1' },
    { line: 3, cells: ['c', 'd'] },
  ]);
});

test('a quote that never closes costs its own line and nothing after it', () => {
  expect(read('a,b\n"open,1\nc,d\n\ne,f\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, fault: 'unclosed-quote', raw: '"open,1' },
    { line: 3, cells: ['c', 'd'] },
    { line: 5, cells: ['e', 'f'] },
  ]);
});

test('a quote left open does not take the rows up to the next quoted cell with it', () => {
  expect(read('a,b\n"open,1\nc,d\ne,"f\ng"\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, fault: 'unclosed-quote', raw: '"open,1' },
    { line: 3, cells: ['c', 'd'] },
    { line: 4, cells: ['e', 'f\ng'] },
  ]);
});

test.each(['f,", g",h', 'f,g,", h"'])('a quote left open that %j closes by accident is found by the swallowed row', (closing) => {
  const records = read(`a,b,c\n"open,1,2\nc,d,e\n${closing}\n`);
  expect(records.slice(1)).toEqual([
    { line: 2, fault: 'unclosed-quote', raw: '"open,1,2' },
    { line: 3, cells: ['c', 'd', 'e'] },
    { line: 4, cells: closing.startsWith('f,g') ? ['f', 'g', ', h'] : ['f', ', g', 'h'] },
  ]);
});

test('a row with too few cells and a note of several lines stays one row', () => {
  expect(read('a,b,c\nx,"line one\nline two"\nd,e,f')).toEqual([
    { line: 1, cells: ['a', 'b', 'c'] },
    { line: 2, cells: ['x', 'line one\nline two'] },
    { line: 4, cells: ['d', 'e', 'f'] },
  ]);
});

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' '), maxLength: 6 });
// Five columns: no cell this short can hold a line that looks like a row of its own.
const table = fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 8 });

test('whatever a CSV writer quoted is read back as it was', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
      const records = read(stringify(rows, { quoted: true, quoted_empty: true, record_delimiter: end }));
      expect(records.map((record) => ('cells' in record ? record.cells : record))).toEqual(rows);
    }),
  );
});

test('a broken line between good rows costs none of them', () => {
  const word = cell.map((value) => `a${value}`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(word, word, word, word, word), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.constantFrom('"open,1,2,3,4', 'x,"open', '"x"y,1,2,3,4'),
      (rows, at, broken) => {
        const lines = rows.map((row) => stringify([row]));
        const place = 1 + (at % rows.length);
        const records = read([...lines.slice(0, place), `${broken}\n`, ...lines.slice(place)].join(''));
        expect(records.filter((record) => 'fault' in record)).toMatchObject([{ raw: broken }]);
        expect(records.flatMap((record) => ('cells' in record ? [record.cells] : []))).toEqual(rows);
      },
    ),
  );
});

test('every physical line that is not empty belongs to exactly one row or fault', () => {
  const hostile = fc.string({ unit: fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n', ',"', '",'), maxLength: 60 });
  fc.assert(
    fc.property(hostile, (text) => expectAccounted(text, read(text))),
    { numRuns: 2000 },
  );
});

// Were any of these read in quadratic time, the run would end at the time-out.
test.each([
  ['quotes', '"'],
  ['quotes and delimiters', '",'],
  ['one quote a line', '"\n'],
  ['quotes opened on every line', '"a,\n'],
  ['quotes closed and opened on every line', 'x",y,"z\n'],
  ['rows that look swallowed', 'x",y,",z\n'],
  ['late quotes', 'a,"\n'],
  ['empty quoted cells', '"","\n'],
])('five megabytes of %s are read to the end, whether the last quote closes or not', (_name, unit) => {
  const text = unit.repeat(Math.ceil(5_000_000 / unit.length));
  for (const end of ['', '"', '"x']) {
    let records = 0;
    let last = 0;
    let ascending = true;
    for (const record of readCells(`a,b,c\n${text}${end}`, ',')) {
      records += 1;
      ascending &&= record.line > last;
      last = record.line;
    }
    expect(records).toBeGreaterThan(1);
    expect(ascending).toBe(true);
  }
});

function expectAccounted(text: string, records: CellRecord[]): void {
  const lines = text.split(/\r\n|\n|\r/u);
  let next = 0;
  for (const record of records) {
    while (lines[next] === '') next += 1;
    expect(record.line).toBe(next + 1);
    if ('fault' in record) expect(record.raw).toBe(lines[next]);
    next += 'fault' in record ? 1 : record.cells.join(' ').split(/\r\n|\n|\r/u).length;
  }
  expect(lines.slice(next).filter((line) => line !== '')).toEqual([]);
}
