import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answer, show } from '../../test/harness.tsx';
import { AuditTab } from './audit-tab.tsx';
import { sampleRecord } from './samples.ts';
import { byDay } from './timeline-days.ts';

const records = 'GET /public/v1/audit/records';
const list = (total: number, ...data: unknown[]) => ({ data, $meta: { pagination: { limit: 25, offset: 0, total } } });
const numbered = (number: number) =>
  sampleRecord({ id: `AUD-0000-0000-0000-${String(number).padStart(4, '0')}`, summary: `Change ${number}` });
const base = "in(object.id,('TKN-1000-0001'))";
const tab = <AuditTab objectIds={['TKN-1000-0001']} />;

describe('the timeline of an object', () => {
  it('is one press away from the table, and part of the address', async () => {
    const calls = answer({ [records]: list(1, sampleRecord()) });
    const { address } = await show(tab, '/?tab=audit');
    await userEvent.click(await screen.findByRole('button', { name: 'Timeline' }));
    await waitFor(() => expect(address()).toBe('/?tab=audit&view=timeline'));
    const timeline = within(await screen.findByRole('region', { name: 'Timeline' }));
    expect(timeline.getByRole('heading', { name: 'Mar 1, 2026' })).toBeTruthy();
    const entry = timeline.getByText('API token updated').closest('li') as HTMLElement;
    expect(within(entry).getByRole('link', { name: 'Ada Roth' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(calls.at(-1)?.path).toBe(`/public/v1/audit/records?limit=25&offset=0&order=-timestamp&${base}&render()`);
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    await waitFor(() => expect(address()).toBe('/?tab=audit'));
  });

  it('says of each field what it was and what it is, and nothing of what an object began with', async () => {
    const created = sampleRecord({
      id: 'AUD-2',
      event: 'platform.accounts.api_token.created',
      documents: { apiToken: { name: 'Export' } },
    });
    answer({ [records]: list(2, sampleRecord(), created) });
    await show(tab, '/?view=timeline');
    const [first, second] = await screen.findAllByRole('listitem').then((items) => items.filter((item) => item.querySelector('time')));
    expect([...(first?.querySelectorAll('del') ?? [])].map((one) => one.textContent)).toEqual(['Export', 'Account management']);
    expect([...(first?.querySelectorAll('ins') ?? [])].map((one) => one.textContent)).toEqual(['Nightly export', 'Billing']);
    expect(second?.querySelector('ins')).toBeNull();
  });

  it('loads more, shows nothing twice when a record comes in between, and goes on through all of it in the dialog', async () => {
    const all = Array.from({ length: 30 }, (_, index) => numbered(index + 1));
    // By the time of the second page there is one more at the top, so the last one of the first page comes again.
    answer({
      [records]: ({ path }: { path: string }) => (path.includes('offset=25') ? list(31, ...all.slice(24)) : list(30, ...all.slice(0, 25))),
    });
    const { address } = await show(tab, '/?view=timeline&record=AUD-0000-0000-0000-0025');
    const dialog = await screen.findByRole('dialog', { name: 'Change 25' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Next record' }));
    await screen.findByRole('dialog', { name: 'Change 26' });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe('/?view=timeline'));
    expect(screen.getAllByText(/^Change \d+$/)).toHaveLength(30);
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('says that the table’s filter still holds, and lets it go', async () => {
    const calls = answer({ [records]: list(0) });
    const { address } = await show(tab, `/?view=timeline&q=night&filter=${encodeURIComponent('eq(actor.id,"USR-1")')}`);
    expect(await screen.findByText('Only the records that fit the filter are shown.')).toBeTruthy();
    expect(calls.some((call) => call.path.includes(`and(${base},eq(actor.id,"USR-1"),ilike(text,"*night*"))`))).toBe(true);
    expect(screen.queryByText('Nothing has been recorded about it yet')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await waitFor(() => expect(address()).toBe('/?view=timeline'));
    expect(await screen.findByText('Nothing has been recorded about it yet')).toBeTruthy();
  });

  it('tells that new records came without moving what is there', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      let total = 1;
      answer({ [records]: () => (total === 1 ? list(1, numbered(1)) : list(2, numbered(2), numbered(1))) });
      await show(tab, '/?view=timeline');
      await screen.findByText('Change 1');
      total = 2;
      await vi.advanceTimersByTimeAsync(11_000);
      const pill = await screen.findByRole('button', { name: '1 new record' });
      expect(screen.queryByText('Change 2')).toBeNull();
      await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(pill);
      expect(await screen.findByText('Change 2')).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });
});

it('a day is a day where the person is', () => {
  const at = (timestamp: string) => sampleRecord({ timestamp });
  const now = Date.parse('2026-03-03T01:00:00Z');
  const times = ['2026-03-02T23:30:00Z', '2026-03-02T22:30:00Z', '2026-03-01T23:30:00Z', '2026-03-01T22:30:00Z'].map(at);
  expect(byDay(times, { timeZone: 'UTC', culture: 'en-GB' }, now).map(({ day, records }) => [day, records.length])).toEqual([
    ['yesterday', 2],
    ['1 Mar 2026', 2],
  ]);
  expect(byDay(times, { timeZone: 'Europe/Berlin', culture: 'en-GB' }, now).map(({ day, records }) => [day, records.length])).toEqual([
    ['today', 1],
    ['yesterday', 2],
    ['1 Mar 2026', 1],
  ]);
});
