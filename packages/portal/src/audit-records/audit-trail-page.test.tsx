import { focusManager } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answer, open, problem, session } from '../../test/harness.tsx';
import { sampleRecord } from './samples.ts';

const url = '/administration/settings/audit-trail';
const records = 'GET /public/v1/audit/records';
const list = (total: number, ...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total } } });
const askedFor = (calls: { path: string }[]) => calls.map((call) => call.path).filter((path) => path.includes('/audit/records?limit=10&'));

describe('the audit trail', () => {
  it('shows object, actor and tech details of every record, linked to their pages', async () => {
    answer({ [records]: list(1, sampleRecord()) });
    await open(url);
    expect((await screen.findByRole('link', { name: 'Nightly export' })).getAttribute('href')).toBe(
      '/administration/settings/api-tokens/TKN-1000-0001',
    );
    expect(screen.getByRole('link', { name: 'Ada Roth' }).getAttribute('href')).toBe('/administration/settings/users/USR-1000-0001');
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Date',
      'Object',
      'Actor',
      'Tech details',
      'Details',
      'Actions',
    ]);
  });

  it('shows the object type of every record when that column is chosen', async () => {
    answer({ [records]: list(1, sampleRecord()) });
    const { address } = await open(url);
    await screen.findByText('API token updated');
    expect(screen.queryByRole('cell', { name: 'API token' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Object type' }));
    expect(await screen.findByRole('cell', { name: 'API token' })).toBeTruthy();
    expect(address()).not.toBe(url);
  });

  it('sorts by summary and by details, which stand in one column', async () => {
    const calls = answer({ [records]: list(1, sampleRecord()) });
    await open(url);
    await userEvent.click(await screen.findByRole('button', { name: 'Details' }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual([
      'Summary, ascending',
      'Summary, descending',
      'Details, ascending',
      'Details, descending',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Summary, ascending' }));
    await waitFor(() => expect(askedFor(calls).at(-1)).toContain('order=summary'));
  });

  it('holds the whole of a long sentence, says it to who points at it once it is cut, and opens its record by the keyboard', async () => {
    const details = `The mail was kept: ${'no mail server is configured, '.repeat(12)}`.trim();
    answer({ [records]: list(1, sampleRecord({ details })) });
    const { address } = await open(url);
    const sentence = await screen.findByText(details);
    fireEvent.pointerEnter(sentence);
    expect(sentence.title).toBe('');
    // No layout here: this is how a browser tells that lines are cut off.
    vi.spyOn(sentence, 'scrollHeight', 'get').mockReturnValue(64);
    fireEvent.pointerEnter(sentence);
    expect(sentence.title).toBe(details);
    screen.getByRole('button', { name: 'API token updated' }).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'API token updated' });
    expect(dialog.textContent).toContain(details);
    expect(address()).toBe(`${url}?record=AUD-0000-0000-0000-0001`);
  });

  it('writes day and time as the profile says, and leads to nobody who cannot be seen any more', async () => {
    const record = sampleRecord();
    const settings = { timeZone: 'Asia/Tokyo', timeFormat: '12h', dateFormat: 'YMD', cultureCode: 'en-US' };
    answer({
      'GET /public/v1/me': { ...session, settings },
      [records]: list(1, { ...record, actor: { ...record.actor, icon: null } }),
    });
    await open(url);
    const row = (await screen.findByText('API token updated')).closest('tr') as HTMLElement;
    expect([...row.querySelectorAll('time')].map((time) => time.textContent?.replace(/\s/g, ' '))).toEqual(['2026-03-01', '7:20:30 PM']);
    expect(row.querySelector('img')).toBeNull();
    // Nor does the name lead to a page that would not be found.
    expect(screen.queryByRole('link', { name: 'Ada Roth' })).toBeNull();
  });

  it('says where the address is, in the language of the reader, and nothing where that is not known', async () => {
    const { ip, userAgent } = { ip: '198.51.100.7', userAgent: 'curl/8.5.0' };
    const geolocation = { countryCode: 'CH', countryName: 'Switzerland', region: 'Zurich' };
    answer({
      [records]: list(
        2,
        sampleRecord({ request: { api: { ip, userAgent, geolocation } } }),
        sampleRecord({ id: 'AUD-0000-0000-0000-0002' }),
      ),
    });
    await open(url);
    const cells = (await screen.findAllByText(/^(198|203)\./)).map((text) => text.closest('td')?.textContent);
    expect(cells).toEqual(['198.51.100.7Zurich, Switzerlandcurl 8.5.0', '203.0.113.7Firefox 128 · Linux']);
  });

  it('survives a profile whose culture and zone no browser knows', async () => {
    answer({
      'GET /public/v1/me': { ...session, settings: { timeZone: 'Mars/Olympus', cultureCode: 'no such_tag' } },
      [records]: list(1, sampleRecord()),
    });
    await open(url);
    expect(await screen.findByText('API token updated')).toBeTruthy();
  });

  it('gives a deleted object no link', async () => {
    answer({ [records]: list(1, sampleRecord({ event: 'platform.accounts.api_token.deleted' })) });
    await open(url);
    expect(await screen.findByText('TKN-1000-0001')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Nightly export' })).toBeNull();
  });

  it('leads from a membership to the person', async () => {
    const object = { id: 'AUSR-1000-0009', name: 'Bo Lind', objectType: 'AccountUser' };
    answer({ [records]: list(1, sampleRecord({ object, documents: { accountUser: { id: object.id, user: 'USR-1000-0009' } } })) });
    await open(url);
    expect((await screen.findByRole('link', { name: 'Bo Lind' })).getAttribute('href')).toBe(
      '/administration/settings/users/USR-1000-0009',
    );
  });

  it('keeps a time range as a range, so that a link means the last day when it is opened', async () => {
    const calls = answer({ [records]: list(0) });
    const { address } = await open(`${url}?range=24h`);
    expect(await screen.findByText('Nothing was recorded in this time')).toBeTruthy();
    expect(askedFor(calls)[0]).toMatch(/order=-timestamp&ge\(timestamp,"\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z"\)&render\(\)$/);
    await userEvent.click(screen.getByRole('button', { name: 'Show all times' }));
    await waitFor(() => expect(address()).toBe(url));
  });

  it('narrows an operator to the account she is in, unless she asks for all', async () => {
    const calls = answer({ 'GET /public/v1/me': { ...session, isOperator: true }, [records]: list(1, sampleRecord()) });
    await open(url);
    await screen.findByText('API token updated');
    expect(askedFor(calls)[0]).toContain(`or(eq(account.id,"ACC-1000-0001"),and(eq(account.id,''),any(viewers,eq(id,"ACC-1000-0001"))))`);
    await userEvent.click(screen.getByRole('combobox', { name: 'Account' }));
    await userEvent.click(await screen.findByRole('option', { name: 'All accounts' }));
    await waitFor(() => expect(askedFor(calls).at(-1)).not.toContain('account.id'));
  });

  it('lets an operator choose another account, and nobody else', async () => {
    const other = { id: 'ACC-2000-0002', name: 'Muster Werke' };
    const calls = answer({
      'GET /public/v1/me': { ...session, isOperator: true },
      [records]: list(1, sampleRecord()),
      'GET /public/v1/accounts/accounts': list(1, other),
    });
    await open(`${url}?accounts=${other.id}`);
    await screen.findByText('API token updated');
    expect(askedFor(calls)[0]).toContain(`or(eq(account.id,"ACC-2000-0002"),and(eq(account.id,''),any(viewers,eq(id,"ACC-2000-0002"))))`);
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Account' }).textContent).toBe('Account: Muster Werke'));
    cleanup();
    const others = answer({ [records]: list(1, sampleRecord()) });
    await open(`${url}?accounts=${other.id}`);
    await screen.findByText('API token updated');
    expect(screen.queryByRole('combobox', { name: 'Account' })).toBeNull();
    expect(others.some((call) => call.path.includes('account.id'))).toBe(false);
  });

  it('tells that new records came without moving the rows, and shows them when asked', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      let total = 1;
      const newer = sampleRecord({ id: 'AUD-0000-0000-0000-0002', summary: 'Group created' });
      const calls = answer({ [records]: () => (total === 1 ? list(1, sampleRecord()) : list(total, newer, sampleRecord())) });
      await open(url);
      await screen.findByText('API token updated');
      total = 2;
      await vi.advanceTimersByTimeAsync(11_000);
      const pill = await screen.findByRole('button', { name: '1 new record' });
      expect(screen.queryByText('Group created')).toBeNull();
      expect(calls.some((call) => call.path === '/public/v1/audit/records?limit=0')).toBe(true);
      await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(pill);
      expect(await screen.findByText('Group created')).toBeTruthy();
      await waitFor(() => expect(screen.queryByRole('button', { name: '1 new record' })).toBeNull());
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks for nothing more while nobody looks, and counts what fits the filters only', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const calls = answer({ [records]: list(1, sampleRecord()) });
      await open(`${url}?filter=${encodeURIComponent('eq(actor.id,"USR-1000-0001")')}&q=night`);
      await screen.findByText('API token updated');
      const counted = () => calls.filter((call) => call.path.includes('limit=0'));
      await vi.advanceTimersByTimeAsync(11_000);
      expect(counted().map((call) => call.path)).toEqual([
        '/public/v1/audit/records?limit=0&and(eq(actor.id,"USR-1000-0001"),ilike(text,"*night*"))',
      ]);
      focusManager.setFocused(false);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(counted()).toHaveLength(1);
    } finally {
      focusManager.setFocused(undefined);
      vi.useRealTimers();
    }
  });

  it('asks for nothing more while it is paused, nor on a later page', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      localStorage.setItem('tenantry.audit.paused', 'true');
      const calls = answer({ [records]: list(1, sampleRecord()) });
      await open(url);
      await screen.findByText('API token updated');
      await vi.advanceTimersByTimeAsync(31_000);
      expect(calls.filter((call) => call.path.includes('limit=0'))).toEqual([]);
      expect(screen.getByRole('button', { name: 'Look for new records' })).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the permalink of a record', () => {
  const id = 'AUD-0000-0000-0000-0001';

  it('shows the record with its trace id and asks for names filled in', async () => {
    const calls = answer({ [`GET /public/v1/audit/records/${id}`]: sampleRecord() });
    await open(`${url}/${id}`);
    expect(await screen.findByRole('heading', { level: 1, name: 'API token updated' })).toBeTruthy();
    expect(screen.getByText('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')).toBeTruthy();
    expect(screen.queryByText('Place of the IP address')).toBeNull();
    expect(calls.map((call) => call.path)).toContain(`/public/v1/audit/records/${id}?render()`);
  });

  it('shows the place of the address', async () => {
    const geolocation = { countryCode: 'XK', countryName: 'Kosovo' };
    answer({ [`GET /public/v1/audit/records/${id}`]: sampleRecord({ request: { api: { ip: '198.51.100.7', geolocation } } }) });
    await open(`${url}/${id}`);
    expect((await screen.findByText('Place of the IP address')).nextElementSibling?.textContent).toBe('Kosovo');
  });

  it('says that it is not there instead of an empty page', async () => {
    answer({ [`GET /public/v1/audit/records/${id}`]: () => problem({ status: 404, title: 'Not Found' }) });
    await open(`${url}/${id}`);
    expect((await screen.findByRole('alert')).textContent).toContain('Not found');
  });
});
