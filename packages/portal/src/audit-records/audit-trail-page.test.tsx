import { focusManager } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
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
      'Object type',
      'Actor',
      'Tech details',
      'Summary',
      'Details',
      'Actions',
    ]);
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

  it('keeps quick filters in the address and sends them as RQL', async () => {
    const calls = answer({ [records]: list(1, sampleRecord()) });
    const { router } = await open(`${url}?page=3`);
    await screen.findByText('API token updated');
    await userEvent.click(screen.getByRole('combobox', { name: 'Object type' }));
    await userEvent.click(await screen.findByRole('option', { name: 'API token' }));
    await userEvent.click(screen.getByRole('button', { name: 'By API tokens' }));
    await waitFor(() =>
      expect(router.state.location.search).toEqual({ filter: 'and(eq(object.objectType,"ApiToken"),ilike(actor.id,"TKN-*"))' }),
    );
    await waitFor(() =>
      expect(askedFor(calls).at(-1)).toBe(
        '/public/v1/audit/records?limit=10&offset=0&order=-timestamp&and(eq(object.objectType,"ApiToken"),ilike(actor.id,"TKN-*"))&render()',
      ),
    );
    expect(screen.getByRole('button', { name: 'By API tokens' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('keeps a time range as a range, so that a link means the last day when it is opened', async () => {
    const calls = answer({ [records]: list(0) });
    const { address } = await open(`${url}?range=24h`);
    expect(await screen.findByText('Nothing was recorded in this time')).toBeTruthy();
    expect(askedFor(calls)[0]).toMatch(/order=-timestamp&ge\(timestamp,"\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z"\)&render\(\)$/);
    await userEvent.click(screen.getByRole('button', { name: 'Show all times' }));
    await waitFor(() => expect(address()).toBe(url));
  });

  it('finds an action in the catalogue by its name, and names it in the filter', async () => {
    const disabled = { id: 'AET-1', key: 'platform.accounts.api_token.disabled', name: 'Token switched off', description: '', revision: 1 };
    const calls = answer({ [records]: list(1, sampleRecord()), 'GET /public/v1/audit/event-types': list(1, disabled) });
    const { router } = await open(url);
    await screen.findByText('API token updated');
    await userEvent.click(screen.getByRole('combobox', { name: 'Action' }));
    await userEvent.type(await screen.findByPlaceholderText('Name or key'), 'switched');
    await userEvent.click(await screen.findByRole('option', { name: /Token switched off/ }));
    expect(calls.some((call) => call.path.includes('or(ilike(name,"*switched*"),ilike(key,"*switched*"))'))).toBe(true);
    await waitFor(() => expect(router.state.location.search).toEqual({ filter: `eq(event,"${disabled.key}")` }));
    expect((await screen.findByRole('combobox', { name: 'Action' })).textContent).toBe('Action: Token switched off');
  });

  it('finds actors and objects by part of a name, and by the beginning of an id', async () => {
    const calls = answer({ [records]: list(1, sampleRecord()) });
    await open(url);
    await screen.findByText('API token updated');
    await userEvent.click(screen.getByRole('combobox', { name: 'Object' }));
    const box = within(await screen.findByRole('dialog', { name: 'Object' })).getByRole('combobox');
    await userEvent.type(box, 'night');
    await waitFor(() => expect(calls.at(-1)?.path).toContain('select=-*,+object&ilike(object.name,"*night*")'));
    await userEvent.clear(box);
    await userEvent.type(box, 'tkn-10');
    await waitFor(() => expect(calls.at(-1)?.path).toContain('&like(object.id,"TKN-10*")'));
  });

  it('takes an IP address as it is typed, and nothing that is none', async () => {
    const calls = answer({ [records]: list(1, sampleRecord()) });
    await open(url);
    await screen.findByText('API token updated');
    await userEvent.click(screen.getByRole('combobox', { name: 'IP address' }));
    const box = await screen.findByRole('combobox', { name: /Address, or how it begins/ });
    await userEvent.type(box, 'somewhere');
    expect(screen.queryByRole('option')).toBeNull();
    await userEvent.clear(box);
    await userEvent.type(box, '203.0.113.');
    await userEvent.click(await screen.findByRole('option', { name: /203\.0\.113\.Take/ }));
    await waitFor(() => expect(askedFor(calls).at(-1)).toContain('ilike(request.api.ip,"203.0.113.*")'));
  });

  it('takes out one filter by its button, and all of them by Clear', async () => {
    answer({ [records]: list(1, sampleRecord()) });
    const filter = 'and(eq(actor.id,"USR-1000-0001"),ilike(summary,"*token*"),ge(timestamp,"2026-03-01T00:00:00.000Z"))';
    const { router, address } = await open(`${url}?q=x&filter=${encodeURIComponent(filter)}`);
    expect(await screen.findByText('Summary contains “token”')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Actor' }).textContent).toBe('Actor: Ada Roth'));
    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter Summary contains “token”' }));
    await waitFor(() =>
      expect(router.state.location.search).toEqual({
        q: 'x',
        filter: 'and(eq(actor.id,"USR-1000-0001"),ge(timestamp,"2026-03-01T00:00:00.000Z"))',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter Time' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ q: 'x', filter: 'eq(actor.id,"USR-1000-0001")' }));
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(address()).toBe(url));
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('asks for days from and to, the last one included', async () => {
    const settings = { timeZone: 'Asia/Tokyo' };
    answer({ 'GET /public/v1/me': { ...session, settings }, [records]: list(1, sampleRecord()) });
    const { router } = await open(`${url}?range=24h`);
    await userEvent.click(await screen.findByRole('button', { name: 'Time: Last 24 hours' }));
    fireEvent.change(await screen.findByLabelText('From'), { target: { value: '2026-03-01' } });
    await waitFor(() => expect(router.state.location.search).toEqual({ filter: 'ge(timestamp,"2026-02-28T15:00:00.000Z")' }));
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-03-31' } });
    await waitFor(() =>
      expect(router.state.location.search).toEqual({
        filter: 'and(ge(timestamp,"2026-02-28T15:00:00.000Z"),lt(timestamp,"2026-03-31T15:00:00.000Z"))',
      }),
    );
  });

  it('keeps time and account in a saved view, and gives a link to it for others', async () => {
    const user = userEvent.setup();
    answer({ [records]: list(1, sampleRecord()) });
    const { address } = await open(`${url}?range=7d&page=2&record=AUD-1&filter=${encodeURIComponent('eq(actor.id,"USR-1000-0001")')}`);
    await user.click((await screen.findAllByRole('button', { name: 'Close' }))[0] as HTMLElement);
    await user.click(await screen.findByRole('button', { name: 'View: Custom view' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy link to this view' }));
    const shared = `${url}?range=7d&filter=eq%28actor.id%2C%22USR-1000-0001%22%29`;
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(location.origin + shared));
    await user.click(screen.getByRole('button', { name: 'View: Custom view' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view…' }));
    await user.type(await screen.findByRole('textbox', { name: /Name of the view/ }), 'Mine of the week{Enter}');
    await user.click(await screen.findByRole('button', { name: 'View: Mine of the week' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Default view' }));
    await waitFor(() => expect(address()).toBe(url));
    await user.click(screen.getByRole('button', { name: 'View: Default view' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Mine of the week' }));
    await waitFor(() => expect(address()).toContain('range=7d'));
  });

  it('narrows an operator to the account she is in, unless she asks for all', async () => {
    const calls = answer({ 'GET /public/v1/me': { ...session, isOperator: true }, [records]: list(1, sampleRecord()) });
    await open(url);
    await screen.findByText('API token updated');
    expect(askedFor(calls)[0]).toContain('eq(account.id,"ACC-1000-0001")');
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
    expect(askedFor(calls)[0]).toContain('eq(account.id,"ACC-2000-0002")');
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
