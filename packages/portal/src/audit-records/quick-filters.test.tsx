import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, open, session } from '../../test/harness.tsx';
import { sampleRecord } from './samples.ts';

const url = '/administration/settings/audit-trail';
const records = 'GET /public/v1/audit/records';
const list = (total: number, ...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total } } });
const askedFor = (calls: { path: string }[]) => calls.map((call) => call.path).filter((path) => path.includes('/audit/records?limit=10&'));

describe('the quick filters', () => {
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
});
