import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, open, session } from '../../test/harness.tsx';

const url = '/administration/settings/event-types';
const path = '/public/v1/audit/event-types';
const invited = {
  id: 'AET-1000-0001',
  key: 'platform.accounts.account_user.invited',
  name: 'User invited',
  description: '',
  revision: 2,
};
const page = { data: [invited], $meta: { pagination: { limit: 10, offset: 0, total: 1 } } };
const operator = {
  ...session,
  account: { ...session.account, type: 'Operations' },
  modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
  isOperator: true,
};
const actions = () => screen.findByRole('button', { name: 'Actions for User invited' });

describe('event types', () => {
  it('are listed with key, name and description, and lead to their records; a client changes none', async () => {
    const calls = answer({ [`GET ${path}`]: page, 'GET /public/v1/audit/records': { ...page, data: [] } });
    const { router } = await open(url);
    expect((await screen.findByRole('row', { name: /User invited/ })).textContent).toContain('platform.accounts.account_user.invited');
    expect(screen.getByText('Not described yet')).toBeTruthy();
    await userEvent.click(await actions());
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(['Show its records']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Show its records' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/administration/settings/audit-trail'));
    await waitFor(() => expect(calls.some((call) => call.path.includes('eq(event,"platform.accounts.account_user.invited")'))).toBe(true));
  });

  it('are described by operators at the revision that was read', async () => {
    const calls = answer({
      'GET /public/v1/me': operator,
      [`GET ${path}`]: page,
      [`GET ${path}/${invited.id}`]: invited,
      [`PUT ${path}/${invited.id}`]: { ...invited, description: 'Somebody was asked in.', revision: 3 },
    });
    const { address } = await open(url);
    await userEvent.click(await actions());
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(address()).toBe(`${url}?open=${invited.id}`);
    await userEvent.clear(dialog.getByRole('textbox', { name: /Name/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('This field is required.')).toBeTruthy();
    expect(calls.some((call) => call.method === 'PUT')).toBe(false);
    await userEvent.type(dialog.getByRole('textbox', { name: /Name/ }), 'User invited');
    await userEvent.type(dialog.getByRole('textbox', { name: /Description/ }), 'Somebody was asked in.');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const put = calls.find((call) => call.method === 'PUT');
    expect(put?.body).toEqual({ name: 'User invited', description: 'Somebody was asked in.' });
    expect(put?.headers.get('if-match')).toBe('"2"');
  });
});
