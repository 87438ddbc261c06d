import type { User } from '@tenantry/contract/users';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { tabAccount } from '../api.ts';
import { plainInstallation } from '../installation/samples.ts';

const { account: home } = session;
const path = `/public/v1/accounts/users/${session.id}`;
const user: User = {
  id: session.id,
  email: 'ada.roth@example.com',
  status: 'Active',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  icon: '',
  settings: {},
  accounts: [{ id: 'ACC-1000-0001', name: 'Example AG' }],
  ssoEnabled: false,
  revision: 3,
  audit: { login: { at: '2026-11-21T22:00:00.000Z', by: { id: session.id, name: 'Ada Roth' } } },
};
const other = {
  id: 'ACC-2',
  name: 'Other AG',
  type: 'Vendor',
  invitation: { status: 'Active' },
  groups: [{ id: 'UGR-2', name: 'Finance' }],
};
const invited = { id: 'ACC-3', name: 'Third AG', type: 'Client', invitation: { status: 'Invited' }, groups: [] };

const server = (more: Answers = {}) =>
  answer({
    'GET /public/v1/installation': plainInstallation,
    [`GET ${path}`]: user,
    [`PUT ${path}`]: { ...user, revision: 4 },
    [`GET ${path}/accounts`]: {
      data: [{ ...home, invitation: { status: 'Active' }, groups: [{ id: 'UGR-1', name: 'Administrators' }] }, other, invited],
      $meta: { pagination: { limit: 10, offset: 0, total: 3 } },
    },
    ...more,
  });

async function openEdit(step = '') {
  await open(`/profile?open=edit${step}`);
  return screen.findByRole('dialog');
}

describe('my profile', () => {
  it('shows who I am and when I signed in, and nothing that comes later', async () => {
    server();
    await open('/profile?tab=details');
    expect(await screen.findByText('Last sign-in')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Ada Roth' })).toBeTruthy();
    expect(screen.getByText('Single sign-on').nextSibling?.textContent).toBe('No');
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['General', 'Accounts1', 'Details', 'Audit trail']);
  });

  it('without any account explains what to do', async () => {
    const { account: _, ...nowhere } = session;
    server({
      'GET /public/v1/me': { ...nowhere, modules: [], isAdministrator: false },
      [`GET ${path}`]: { ...user, accounts: [{ id: 'ACC-9', name: 'Closed AG', status: 'Disabled' }] },
    });
    await open('/profile');
    expect(await screen.findByText('You have no account to work in at the moment')).toBeTruthy();
    expect(screen.getByRole('tab', { name: /Accounts/ }).textContent).toBe('Accounts0');
    expect(screen.queryByRole('link', { name: 'Users' })).toBeNull();
  });
});

describe('editing', () => {
  it('sends what changed, under the revision that was read', async () => {
    const calls = server();
    const dialog = await openEdit();
    const first = within(dialog).getByLabelText(/First name/);
    await userEvent.clear(first);
    await userEvent.type(first, 'Adele');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Profile saved')).toBeTruthy();
    const put = calls.find((call) => call.method === 'PUT');
    expect(put?.body).toEqual({ firstName: 'Adele' });
    expect(put?.headers.get('if-match')).toBe('"3"');
  });

  it('sends a picture as the part the server expects', async () => {
    const calls = server();
    const dialog = await openEdit();
    const file = new File(['x'], 'ada.png', { type: 'image/png' });
    await userEvent.upload(dialog.querySelector<HTMLInputElement>('input[type=file]')!, file);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.some((call) => call.method === 'PUT')).toBe(true));
    const form = calls.find((call) => call.method === 'PUT')?.body as FormData;
    expect(form.get('user')).toBe('{}');
    expect((form.get('icon') as File).name).toBe('ada.png');
  });

  it('does not save without a name', async () => {
    const calls = server();
    const dialog = await openEdit();
    await userEvent.clear(within(dialog).getByLabelText(/Last name/));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('This field is required.')).toBeTruthy();
    expect(calls.some((call) => call.method === 'PUT')).toBe(false);
  });

  it('offers each language by its own name', async () => {
    server();
    await openEdit('&step=regional');
    await userEvent.click(await screen.findByRole('combobox', { name: 'Language' }));
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual([
      'Language of the browser',
      'English',
      'Deutsch',
    ]);
  });

  it('previews settings of one’s own before they are saved', async () => {
    const calls = server();
    const dialog = await openEdit('&step=regional');
    expect(within(dialog).queryByLabelText('Date format')).toBeNull();
    await userEvent.click(within(dialog).getByRole('radio', { name: /Custom settings/ }));
    await userEvent.click(within(dialog).getByRole('combobox', { name: 'Date format' }));
    await userEvent.click(await screen.findByRole('option', { name: '2030-12-31' }));
    expect(within(dialog).getByText('This is how it looks').parentElement?.textContent).toMatch(/\d{4}-\d\d-\d\d, /);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ settings: { dateFormat: 'YMD' } }));
  });
});

describe('my accounts', () => {
  it('lead to those I am active in, and only to them', async () => {
    const calls = server();
    const { address } = await open('/profile?tab=accounts');
    expect(await screen.findByText('Administrators')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Switch to Third AG' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Switch to Other AG' }));
    await waitFor(() => expect(address()).toBe('/'));
    expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ currentAccount: { id: 'ACC-2' } });
    expect(tabAccount()).toBe('ACC-2');
  });

  it('stay where they were when the switch is refused', async () => {
    server({ [`PUT ${path}`]: () => problem({ status: 409, detail: 'Other AG is disabled and cannot be worked in.' }) });
    const { address } = await open('/profile?tab=accounts');
    await userEvent.click(await screen.findByRole('button', { name: 'Switch to Other AG' }));
    expect((await screen.findAllByText(/is disabled and cannot be worked in/)).length).toBeGreaterThan(0);
    expect(address()).toContain('/profile');
    expect(tabAccount()).toBe('ACC-1000-0001');
  });
});

describe('changing the password', () => {
  const secret = 'puzzles and cold rivers';
  const openDialog = async () => {
    await open('/profile');
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Change password' }));
    await screen.findByText(/All your other sign-ins end/);
    await screen.findByText('What it must be');
  };
  const choose = async (password: string) => {
    await userEvent.type(screen.getByLabelText(/New password/), password);
    await userEvent.type(screen.getByLabelText(/Repeat the password/), password);
    await userEvent.click(screen.getByRole('button', { name: 'Change password' }));
  };

  it('asks who sits there when that is long ago, and goes on', async () => {
    let known = false;
    const calls = server({
      [`POST ${path}/set-password`]: () => (known ? user : problem({ status: 403, type: '/problems/confirm-identity' })),
      'POST /public/v1/security/confirm': () => {
        known = true;
        return { id: 'SES-1', user: { id: user.id, name: user.name }, createdAt: '' };
      },
    });
    await openDialog();
    await choose(secret);
    await userEvent.type(await screen.findByLabelText('Your password'), 'the old one');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(calls.filter((call) => call.method === 'POST')).toHaveLength(3));
    expect((await screen.findAllByText(/Password changed/)).length).toBeGreaterThan(0);
    expect(calls.filter((call) => call.method === 'POST').map((call) => call.body)).toEqual([
      { password: secret },
      { password: 'the old one' },
      { password: secret },
    ]);
  });

  it('finds one’s own name in the password before anything is sent', async () => {
    const calls = server();
    await openDialog();
    await choose('roth likes cold rivers');
    expect(await screen.findByText('The password does not meet everything below yet.')).toBeTruthy();
    expect(calls.filter((call) => call.method === 'POST')).toEqual([]);
  });
});
