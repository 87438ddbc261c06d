import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, open, problem, session } from '../../test/harness.tsx';

const url = '/administration/settings/erp';
const path = '/public/v1/accounts/erp-runs';
const counts = { read: 1200, created: 3, changed: 2, unchanged: 1190, conflicts: 1, mismatches: 4, broken: 2 };
const done = {
  id: 'RUN-0001',
  status: 'Completed',
  source: 'file',
  message: 'Two lines were left out.',
  startedAt: '2026-01-31T10:00:00.000Z',
  finishedAt: '2026-01-31T10:00:09.000Z',
  counts,
};
const running = { ...done, id: 'RUN-0002', status: 'Running', message: null, finishedAt: null, counts: { ...counts, read: 700 } };
const pageOf = (...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total: data.length } } });
const base = {
  'GET /public/v1/me': {
    ...session,
    account: { ...session.account, type: 'Operations' },
    modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
    isOperator: true,
  },
  'GET /public/v1/accounts/erp-schedule': { lastAt: done.finishedAt, nextAt: '2026-01-31T11:00:00.000Z' },
  'GET /public/v1/accounts/buyers': { ...pageOf(), $meta: { pagination: { limit: 1, offset: 0, total: 5 } } },
  [`GET ${path}`]: pageOf(done),
};
const readNow = () => screen.findByRole('button', { name: 'Read now' });

describe('the page of the ERP', () => {
  it('lists the readings, shows one with the lines that were left out, and leads to the buyers that differ', async () => {
    const lineErrors = [
      { line: 7, message: 'name is missing' },
      { line: 9, message: 'no JSON' },
    ];
    const calls = answer({ ...base, [`GET ${path}/${done.id}`]: { ...done, lineErrors } });
    const { address } = await open(url);
    const row = within(await screen.findByRole('row', { name: /RUN-0001/ }));
    expect(row.getByText('Completed')).toBeTruthy();
    expect(row.getByText('1,200')).toBeTruthy();
    const link = await screen.findByRole('link', { name: '5 buyers' });
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain('filter=in(status,("Mismatch","Conflict"))');
    await userEvent.click(row.getByRole('link'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Reading of the ERP' }));
    expect(address()).toBe(`${url}?open=${done.id}`);
    expect(await dialog.findByText('Two lines were left out.')).toBeTruthy();
    expect(dialog.getByText('Line 7').parentElement?.textContent).toContain('name is missing');
    expect(calls.some((call) => call.path.includes(`${done.id}?select=+lineErrors`))).toBe(true);
    expect(dialog.queryByText(/^The first/)).toBeNull();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('has the ERP read and follows the reading to its end, without a second one beside it', async () => {
    let runs: unknown[] = [done];
    const calls = answer({
      ...base,
      [`GET ${path}`]: () => pageOf(...runs),
      [`POST ${path}`]: () => {
        runs = [running, done];
        return running;
      },
    });
    await open(url);
    await screen.findByRole('row', { name: /RUN-0001/ });
    await userEvent.click(await readNow());
    expect(await screen.findByRole('progressbar', { name: 'Reading: 700 lines so far' })).toBeTruthy();
    const button = await readNow();
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/being read just now/);
    await userEvent.click(button);
    expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
    runs = [{ ...done, id: running.id }, done];
    expect(await screen.findByText('The ERP was read', undefined, { timeout: 5000 })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    expect(within(await screen.findByRole('row', { name: /RUN-0002/ })).getByText('Completed')).toBeTruthy();
  });

  it('says why another reading was refused', async () => {
    answer({ ...base, [`POST ${path}`]: () => problem({ status: 409, detail: 'The ERP is being read by somebody else.' }) });
    await open(url);
    await userEvent.click(await readNow());
    expect((await screen.findByRole('alert')).textContent).toBe('The ERP is being read by somebody else.');
    await waitFor(async () => expect((await readNow()).getAttribute('aria-busy')).toBeNull());
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('says how a source is set where there is none, and asks for no reading', async () => {
    const calls = answer({
      ...base,
      'GET /public/v1/accounts/erp-schedule': { lastAt: null, nextAt: null },
      [`GET ${path}`]: pageOf(),
    });
    await open(url);
    expect(await screen.findByText(/TENANTRY_ERP_FILE.*TENANTRY_ERP_URL.*docs\/erp\.md/)).toBeTruthy();
    await userEvent.click(await readNow());
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
  });
});
