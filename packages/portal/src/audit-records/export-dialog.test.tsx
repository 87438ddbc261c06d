import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type Call, problem, show } from '../../test/harness.tsx';
import { setTabAccount } from '../api.ts';
import { lineCounter } from '../download-stream.ts';
import { RegionalProvider } from '../ui/date-time.tsx';
import { AuditTab } from './audit-tab.tsx';
import { exportCommand } from './export-command.ts';
import { sampleRecord } from './samples.ts';

const records = 'GET /public/v1/audit/records';
const asCsv = 'GET /public/v1/audit/records/export.csv';
const asJsonl = 'GET /public/v1/audit/records/export.jsonl';
const list = (total: number) => ({ data: [sampleRecord()], $meta: { pagination: { limit: 10, offset: 0, total } } });

let saved: { name: string; blob: Blob }[];
beforeEach(() => {
  localStorage.clear();
  saved = [];
  const blobs: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob) - 1}`, revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob: blobs[Number(this.href.split(':')[1])]! });
  });
});

/** A file that comes when the test says so. */
function file(total: number, type = 'text/csv; charset=utf-8') {
  let sink!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: (made) => {
      sink = made;
    },
  });
  return {
    response: new Response(body, { headers: { 'content-type': type, 'tenantry-total': String(total) } }),
    send: (text: string) => sink.enqueue(new TextEncoder().encode(text)),
    end: () => sink.close(),
    breakOff: () => sink.error(new TypeError('network error')),
  };
}

async function openDialog(answers: Record<string, unknown>, url = '/'): Promise<Call[]> {
  const calls = answer({ [records]: list(2), ...answers });
  await show(<AuditTab objectIds={['TKN-1000-0001']} />, url);
  await screen.findByText('API token updated');
  await userEvent.click(screen.getByRole('button', { name: 'Export this view' }));
  return calls;
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const exportCalls = (calls: readonly Call[]) => calls.filter((call) => call.path.includes('/export.'));

describe('the export of audit records', () => {
  it('says how many there are before anything is asked for, then saves exactly this view, in the account of the tab', async () => {
    setTabAccount('ACC-1000-0001');
    const csv = file(2);
    const calls = await openDialog({ [asCsv]: csv.response }, '/?filter=eq(event,"x")');
    expect(await screen.findByText('2 records, exactly what this view shows.')).toBeTruthy();
    expect(exportCalls(calls)).toEqual([]);
    await press('Export');
    csv.send('Timestamp,ID\r\n1,"a\nb"\r\n2,');
    expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByText(/1 of 2 records/)).toBeTruthy();
    expect(saved).toEqual([]);
    csv.send('c\r\n');
    csv.end();
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]!.name).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.csv$/);
    expect(await saved[0]!.blob.text()).toBe('Timestamp,ID\r\n1,"a\nb"\r\n2,c\r\n');
    expect(await screen.findByText('2 records saved')).toBeTruthy();
    expect(screen.queryByRole('dialog', { name: 'Export audit records' })).toBeNull();
    const [call, ...more] = exportCalls(calls);
    expect(more).toEqual([]);
    expect(call!.path).toBe(
      `/public/v1/audit/records/export.csv?order=-timestamp&delimiter=,&bom=1&and(in(object.id,('TKN-1000-0001')),eq(event,"x"))`,
    );
    expect(call!.headers.get('tenantry-account')).toBe('ACC-1000-0001');
  });

  it('saves JSON Lines, oldest first where the table has it so, and remembers the format', async () => {
    const jsonl = file(1, 'application/jsonl; charset=utf-8');
    const calls = await openDialog({ [records]: list(1), [asJsonl]: jsonl.response }, '/?sort=timestamp');
    await userEvent.click(screen.getByRole('radio', { name: /JSON Lines/ }));
    expect(screen.queryByRole('combobox', { name: 'Between cells' })).toBeNull();
    await press('Export');
    jsonl.send('{"id":"AUD-1"}\n');
    jsonl.end();
    await waitFor(() => expect(saved[0]?.name).toMatch(/\.jsonl$/));
    expect(exportCalls(calls)[0]!.path).toMatch(/export\.jsonl\?order=timestamp&in\(/);
    await press('Export this view');
    expect(screen.getByRole('radio', { name: /JSON Lines/ }).getAttribute('aria-checked')).toBe('true');
  });

  it('says that a file is in the order of time where the table is not', async () => {
    const calls = await openDialog({ [asCsv]: () => problem({ status: 500 }) }, '/?sort=summary');
    expect(await screen.findByText(/always in the order of time, newest first/)).toBeTruthy();
    await press('Export');
    await screen.findByRole('alert');
    expect(exportCalls(calls)[0]!.path).toContain('order=-timestamp');
  });

  it('puts a semicolon between cells where decimals have a comma, unless something else is chosen', async () => {
    const calls = answer({ [records]: list(2), [asCsv]: () => problem({ status: 500 }) });
    await show(
      <RegionalProvider settings={{ numbers: 'de-DE' }}>
        <AuditTab objectIds={['TKN-1000-0001']} />
      </RegionalProvider>,
    );
    await screen.findByText('API token updated');
    await press('Export this view');
    const box = screen.getByRole('combobox', { name: 'Between cells' });
    expect(box.textContent).toBe('Semicolon');
    await userEvent.click(box);
    await userEvent.click(await screen.findByRole('option', { name: 'Tab' }));
    await press('Export');
    await screen.findByRole('alert');
    expect(exportCalls(calls)[0]!.path).toContain('delimiter=tab');
  });

  it('saves nothing when it is cancelled, and may be begun again', async () => {
    const csv = file(2);
    await openDialog({ [asCsv]: csv.response });
    await press('Export');
    csv.send('Timestamp\r\n1\r\n');
    await screen.findByText(/1 of 2 records/);
    await press('Cancel export');
    expect(await screen.findByRole('button', { name: 'Export' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(saved).toEqual([]);
  });

  it.each([
    ['breaks off', (csv: ReturnType<typeof file>) => csv.breakOff()],
    ['ends before its last record', (csv: ReturnType<typeof file>) => csv.end()],
  ])('saves nothing of a file that %s, and says so', async (_, happens) => {
    const csv = file(2);
    await openDialog({ [asCsv]: csv.response });
    await press('Export');
    csv.send('Timestamp\r\n1\r\n');
    await screen.findByText(/1 of 2 records/);
    happens(csv);
    expect((await screen.findByRole('alert')).textContent).toContain('broke off before the end');
    expect(saved).toEqual([]);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('shows the reason of the server', async () => {
    const detail = 'Several exports are running on this server already.';
    await openDialog({ [asCsv]: () => problem({ status: 503, detail }) });
    await press('Export');
    expect((await screen.findByRole('alert')).textContent).toContain(detail);
  });

  it('leads to the command line above a million records', async () => {
    await openDialog({ [records]: list(1_000_001) });
    expect(await screen.findByText('1,000,001 records, exactly what this view shows.')).toBeTruthy();
    const command = `tenantry audit-records export-csv --url ${location.origin} --filter 'in(object.id,('\\''TKN-1000-0001'\\''))' > audit-trail.csv`;
    expect(screen.getByText(command)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy command' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Export' }).getAttribute('aria-disabled')).toBeNull();
  });

  it('offers nothing to save where the view is empty', async () => {
    const calls = await openDialog({ [records]: () => list(0) });
    expect(await screen.findByText('0 records, exactly what this view shows.')).toBeTruthy();
    await press('Export');
    expect(exportCalls(calls)).toEqual([]);
    expect(screen.queryByText(/always in the order of time/)).toBeNull();
  });
});

it.each([
  [true, ['a,b\r\n', '"x\n', '""y""\n",1\r\n'], 2],
  [false, ['{"a":"\\"', '"}\n{}', '\n'], 2],
  [true, [''], 0],
])('lines with quotes %j in %j are counted across pieces', (quotes, pieces, lines) => {
  const count = lineCounter(quotes);
  expect(pieces.reduce((sum, piece) => sum + count(new TextEncoder().encode(piece)), 0)).toBe(lines);
});

it('the command says all that differs from the usual', () => {
  expect(exportCommand({ filter: undefined, order: '-timestamp' }, 'jsonl', ';')).toBe(
    `tenantry audit-records export-jsonl --url ${location.origin} > audit-trail.jsonl`,
  );
  expect(exportCommand({ filter: undefined, order: 'timestamp' }, 'csv', ';')).toBe(
    `tenantry audit-records export-csv --url ${location.origin} --order timestamp --delimiter ';' > audit-trail.csv`,
  );
});
