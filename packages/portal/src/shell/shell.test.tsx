import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, type Call, open, session } from '../../test/harness.tsx';
import { tabAccount } from '../api.ts';

const navigation = () => screen.findByRole('navigation', { name: 'Settings pages' });

describe('shell', () => {
  it('shows the account, the person and the pages that the person may open', async () => {
    answer({});
    await open('/');
    expect(
      within(await navigation())
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Account', 'Buyers', 'Licensees', 'Sellers', 'Users', 'Groups', 'API tokens', 'Audit trail', 'Event types']);
    expect(screen.getByRole('button', { name: /Example AG/ }).textContent).toContain('Client | Ada Roth');
  });

  it('hides the pages of modules that the person lacks, and says at their address what it takes and whom to ask', async () => {
    answer({
      'GET /public/v1/me': {
        ...session,
        modules: session.modules.filter((module) => module.code === 'account-management'),
        administrators: [{ id: 'USR-2', name: 'Grace Lin' }],
      },
    });
    const { router } = await open('/');
    expect(within(await navigation()).queryByRole('link', { name: 'Groups' })).toBeNull();
    await router.navigate({ to: '/administration/settings/groups' });
    expect(await screen.findByText('You need Access management in Example AG to see this page.')).toBeTruthy();
    expect(screen.getByText('Grace Lin')).toBeTruthy();
  });

  it('tells somebody without any account what to wait for, and leads to the profile', async () => {
    const { account: _, ...alone } = session;
    answer({ 'GET /public/v1/me': { ...alone, modules: [], isAdministrator: false } });
    await open('/');
    expect(await screen.findByRole('heading', { name: 'You do not belong to an account yet' })).toBeTruthy();
    expect(screen.getByText(/can invite ada\.roth@example\.com/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'My profile' }).getAttribute('href')).toBe('/profile');
    expect(screen.queryByText('What would you like to look after?')).toBeNull();
  });

  it('asks for none of the pages behind a closed door', async () => {
    const calls = answer({ 'GET /public/v1/me': { ...session, modules: [] } });
    await open('/administration/settings/groups');
    await screen.findByRole('heading', { name: 'Groups is not open to you' });
    expect(calls.map((call) => call.path)).toEqual(['/public/v1/me']);
  });

  it('keeps starred pages under Favourites', async () => {
    answer({});
    await open('/');
    await userEvent.click((await screen.findAllByRole('button', { name: 'Add Groups to favourites' }))[0]!);
    const favourites = (await screen.findByRole('heading', { name: 'Favourites' })).closest('section') as HTMLElement;
    expect(within(favourites).getByRole('link', { name: /Groups/ })).toBeTruthy();
    await userEvent.click(within(favourites).getByRole('button', { name: 'Remove Groups from favourites' }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Favourites' })).toBeNull());
  });

  it('follows go-to keys, but not while somebody types, and not when they are turned off', async () => {
    answer({});
    const { address } = await open('/');
    await navigation();
    const search = screen.getByRole('combobox', { name: 'Search' });
    fireEvent.keyDown(search, { key: 'g' });
    fireEvent.keyDown(search, { key: 'p' });
    expect(address()).toBe('/');
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'p' });
    await waitFor(() => expect(address()).toBe('/profile'));
    localStorage.setItem('tenantry.letterShortcuts', 'false');
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'h' });
    expect(address()).toBe('/profile');
  });

  it('finds single settings in the palette and leads to them', async () => {
    answer({});
    const { address } = await open('/');
    await navigation();
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    await userEvent.type(await screen.findByRole('combobox', { name: 'Command palette' }), 'regional');
    await userEvent.click(await screen.findByRole('option', { name: /Regional settings/ }));
    await waitFor(() => expect(address()).toBe('/profile#regional'));
  });

  it('switches the account of this tab only after the server agreed, and then asks for everything anew', async () => {
    const other = { id: 'ACC-1000-0002', name: 'Muster AG', type: 'Client' };
    const calls = answer({
      'GET /public/v1/accounts/users/USR-1000-0001/accounts': {
        data: [{ ...session.account, icon: undefined }, other],
        $meta: { pagination: { limit: 100, offset: 0, total: 2 } },
      },
      'PUT /public/v1/accounts/users/USR-1000-0001': {},
    });
    await open('/');
    await userEvent.click(await screen.findByRole('button', { name: /Profile and accounts/ }));
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Search by name or ID' }), '0002');
    expect(screen.queryByRole('button', { name: /ACC-1000-0001/ })).toBeNull();
    expect(tabAccount()).toBe('ACC-1000-0001');
    await userEvent.click(await screen.findByRole('button', { name: /^Muster AG/ }));
    await waitFor(() => expect(tabAccount()).toBe('ACC-1000-0002'));
    expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ currentAccount: { id: 'ACC-1000-0002' } });
    await waitFor(() =>
      expect(
        calls
          .filter((call) => call.path === '/public/v1/me')
          .at(-1)
          ?.headers.get('tenantry-account'),
      ).toBe('ACC-1000-0002'),
    );
  });

  it('falls back to another account when the one of this tab is gone', async () => {
    sessionStorage.setItem('tenantry.account', 'ACC-9');
    answer({ 'GET /public/v1/me': ({ headers }: Call) => (headers.get('tenantry-account') ? undefined : session) });
    await open('/');
    await navigation();
    expect(tabAccount()).toBe('ACC-1000-0001');
  });

  it('searches in the chosen category by part of a name or an id', async () => {
    const calls = answer({
      'GET /public/v1/accounts/accounts/ACC-1000-0001/users': {
        data: [{ id: 'AUSR-1', user: { id: 'USR-1', name: 'Ben Okafor' } }],
        $meta: { pagination: { limit: 8, offset: 0, total: 1 } },
      },
    });
    await open('/');
    await userEvent.click(await screen.findByRole('combobox', { name: 'Search' }));
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Search in' })).toBeTruthy());
    await userEvent.type(screen.getByRole('combobox', { name: 'Search' }), 'ben');
    expect(await screen.findByRole('option', { name: /Ben Okafor/ })).toBeTruthy();
    expect(calls.at(-1)?.path).toContain('ilike(user.name,"*ben*")');
  });

  it('reads in the language that was chosen before', async () => {
    answer({});
    await open('/');
    await userEvent.click(await screen.findByRole('button', { name: /Profile and accounts/ }));
    await userEvent.click(await screen.findByRole('combobox', { name: 'Language' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Deutsch' }));
    expect(await screen.findByRole('heading', { name: 'Willkommen, Ada' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('de');
    await userEvent.click(await screen.findByRole('combobox', { name: 'Sprache' }));
    await userEvent.click(await screen.findByRole('option', { name: 'English' }));
    await screen.findByRole('heading', { name: 'Welcome, Ada' });
  });
});
