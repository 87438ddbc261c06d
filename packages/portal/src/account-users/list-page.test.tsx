import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { ada, ben, carla, everybody, groups, pageOf, users } from './samples.ts';

async function openUsers(answers: Answers = {}, search = '') {
  const calls = answer({
    [`GET ${users}`]: pageOf(everybody),
    'GET /public/v1/accounts/user-groups': pageOf(groups),
    ...answers,
  });
  const shown = await open(`/administration/settings/users${search}`);
  await screen.findByRole('link', { name: 'ada.roth@example.com' });
  const sent = (method: string) => calls.filter((call) => call.method === method);
  return { ...shown, calls, sent, user: userEvent.setup() };
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });
const menuOf = async (name: string) => userEvent.click(screen.getByRole('button', { name: `Actions for ${name}` }));
const entry = (name: string) => screen.findByRole('menuitem', { name: new RegExp(`^${name}`) });

describe('UsersPage', () => {
  it('lists the memberships of the current account only, with their states', async () => {
    const { calls } = await openUsers();
    const listed = calls.find((call) => call.path.startsWith(users));
    expect(listed?.path).toContain('order=user.name');
    expect(within(row('Ada Roth')).getByText('All modules')).toBeTruthy();
    expect(within(row('Ada Roth')).getByText('You')).toBeTruthy();
    expect(within(row('Ada Roth')).getByText('Default')).toBeTruthy();
    expect(within(row('Ben Okafor')).getByText('2 groups')).toBeTruthy();
    expect(within(row('Ben Okafor')).queryByText('You')).toBeNull();
    expect(within(row('Carla Costa')).getByText('Invited')).toBeTruthy();
    expect(within(row('Dmitri Volkov')).getByText('Invitation expired')).toBeTruthy();
    expect(within(row('Elif Aydin')).getByText('Declined')).toBeTruthy();
  });

  it('offers what the invitation allows: an open one is copied and sent again, an expired one renewed, a joined member has none', async () => {
    await openUsers();
    await menuOf('Carla Costa');
    expect((await entry('Copy invitation link')).getAttribute('aria-disabled')).toBeNull();
    expect((await entry('Resend invitation')).getAttribute('aria-disabled')).toBeNull();
    expect((await entry('Send new invitation')).getAttribute('aria-disabled')).toBe('true');
    await userEvent.keyboard('{Escape}');
    await menuOf('Dmitri Volkov');
    expect((await entry('Copy invitation link')).getAttribute('aria-disabled')).toBe('true');
    expect((await entry('Resend invitation')).getAttribute('aria-disabled')).toBe('true');
    expect((await entry('Send new invitation')).getAttribute('aria-disabled')).toBeNull();
    await userEvent.keyboard('{Escape}');
    await menuOf('Ben Okafor');
    await entry('Change groups');
    expect(screen.queryByRole('menuitem', { name: /nvitation/ })).toBeNull();
  });

  it('copies the link that the server gave', async () => {
    await openUsers();
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await menuOf('Carla Costa');
    await userEvent.click(await entry('Copy invitation link'));
    await screen.findByText('Invitation link copied');
    expect(writeText).toHaveBeenCalledExactlyOnceWith('https://tenantry.example/accept-invite?code=abc');
  });

  it('sends an invitation again and says so', async () => {
    const { sent } = await openUsers({ [`POST ${users}/${carla.id}/resend-invite`]: carla });
    await menuOf('Carla Costa');
    await userEvent.click(await entry('Resend invitation'));
    expect(await screen.findByText('Invitation sent again to Carla Costa')).toBeTruthy();
    expect(sent('POST')).toHaveLength(1);
  });

  it('says why the server refuses an invitation, and shows the row as it was', async () => {
    await openUsers({
      [`POST ${users}/AUSR-1000-0000-0004/send-new-invite`]: () =>
        problem({ status: 409, detail: 'This person has already joined the account.' }),
    });
    await menuOf('Dmitri Volkov');
    await userEvent.click(await entry('Send new invitation'));
    expect((await screen.findByRole('alert')).textContent).toBe('This person has already joined the account.');
    await waitFor(() => expect(within(row('Dmitri Volkov')).getByText('Invitation expired')).toBeTruthy());
  });

  it('does not remove the own membership and says who can', async () => {
    const { sent } = await openUsers();
    await menuOf('Ada Roth');
    const remove = await entry('Remove');
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    expect(remove.textContent).toContain('You cannot remove yourself.');
    await userEvent.click(remove);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent('DELETE')).toEqual([]);
  });

  it('asks before a removal, saying what follows, and shows the refusal for the last administrator inside', async () => {
    const { sent } = await openUsers({
      [`DELETE ${users}/${ben.id}`]: () => problem({ status: 409, detail: 'This is the last active administrator of the account.' }),
    });
    await menuOf('Ben Okafor');
    await userEvent.click(await entry('Remove'));
    const dialog = await screen.findByRole('dialog', { name: 'Remove Ben Okafor?' });
    expect(within(dialog).getByText('Ben Okafor leaves Example AG and all its groups at once.')).toBeTruthy();
    expect(within(dialog).getByText('A mail says so.')).toBeTruthy();
    expect(sent('DELETE')).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('This is the last active administrator of the account.');
    expect(screen.queryByText('Ben Okafor was removed')).toBeNull();
  });

  it('removes after the confirmation', async () => {
    const { sent } = await openUsers({ [`DELETE ${users}/${ben.id}`]: () => new Response(null, { status: 204 }) });
    await menuOf('Ben Okafor');
    await userEvent.click(await entry('Remove'));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('Ben Okafor was removed')).toBeTruthy();
    expect(sent('DELETE').map((call) => call.path)).toEqual([`${users}/${ben.id}`]);
  });
});

describe('changing groups', () => {
  const edit = async (name: string) => {
    await menuOf(name);
    await userEvent.click(await entry('Change groups'));
    return screen.findByRole('dialog', { name: `Change groups of ${name}` });
  };

  it('never lets go of the last group and explains what to do instead', async () => {
    const { sent } = await openUsers();
    const dialog = await edit('Carla Costa');
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: /Finance/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/A member keeps at least one group/)).toBeTruthy();
    expect(sent('PUT')).toEqual([]);
  });

  it('saves the set, and Undo puts the former one back', async () => {
    const { sent } = await openUsers({ [`PUT ${users}/${carla.id}`]: carla });
    const dialog = await edit('Carla Costa');
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: /Buyers/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('Groups of Carla Costa are as they were');
    expect(sent('PUT').map((call) => call.body)).toEqual([
      { groups: [{ id: 'UGR-1000-0002' }, { id: 'UGR-1000-0003' }] },
      { groups: [{ id: 'UGR-1000-0002' }] },
    ]);
  });

  it('asks anew what the person may do who changed the own groups, and offers no Undo that may be refused', async () => {
    const { calls } = await openUsers({ [`PUT ${users}/${ada.id}`]: ada });
    const asked = () => calls.filter((call) => call.path === '/public/v1/me').length;
    const before = asked();
    const dialog = await edit('Ada Roth');
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: /Finance/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await screen.findByText('Groups of Ada Roth changed');
    await waitFor(() => expect(asked()).toBe(before + 1));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('warns who gives up the own rights, and stays open with the reason when the server refuses', async () => {
    const detail = 'This is the last active administrator of the account. Make somebody else an administrator first.';
    await openUsers({ [`PUT ${users}/${ada.id}`]: () => problem({ status: 409, detail, errors: [{ message: detail }] }) });
    const dialog = await edit('Ada Roth');
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: /Administrators/ }));
    expect(within(dialog).getByText(/You are giving up your own administrator rights/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /Finance/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe(detail);
    expect(screen.queryByText('Groups of Ada Roth changed')).toBeNull();
  });
});
