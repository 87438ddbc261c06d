import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { ada, ben, carla, dmitri, groups, pageOf, users } from './samples.ts';

async function openUser(member = carla, search = '', answers: Answers = {}) {
  const calls = answer({
    [`GET ${users}/${member.user.id}`]: member,
    'GET /public/v1/accounts/user-groups': pageOf(groups.slice(1)),
    [`GET /public/v1/accounts/users/${member.user.id}`]: {
      ...member.user,
      phone: { prefix: '+41', number: '791234567' },
      settings: { languageCode: 'de', timeZone: 'Europe/Zurich' },
    },
    ...answers,
  });
  const shown = await open(`/administration/settings/users/${member.user.id}${search}`);
  await screen.findByRole('heading', { name: member.user.name });
  return { ...shown, calls };
}

describe('UserPage', () => {
  it('shows who it is, to look at only, and where the invitation stands', async () => {
    await openUser();
    expect(screen.getByText(/This invitation is open until/)).toBeTruthy();
    expect(await screen.findByText('+41 791234567')).toBeTruthy();
    expect(screen.getByText('Deutsch')).toBeTruthy();
    expect(screen.getByText('Only Carla Costa can change these, in the own profile.')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('says nothing about invitations of a member who has joined', async () => {
    await openUser(ben);
    expect(screen.queryByText(/nvitation/)).toBeNull();
  });

  it('renews an expired invitation from the notice', async () => {
    const { calls } = await openUser(dmitri, '', {
      [`POST ${users}/${dmitri.id}/send-new-invite`]: { ...carla, id: dmitri.id, user: dmitri.user },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Send new invitation' }));
    expect(await screen.findByText('New invitation sent to Dmitri Volkov')).toBeTruthy();
    expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
  });

  it('opens the edit dialog from its address and from the button', async () => {
    const { address } = await openUser(ben);
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    await screen.findByRole('dialog', { name: 'Change groups of Ben Okafor' });
    expect(address()).toBe(`/administration/settings/users/${ben.user.id}?open=edit`);
  });

  it('takes out of a group with Undo, but never out of the last one', async () => {
    const { calls } = await openUser(ben, '?tab=groups', {
      [`DELETE ${users}/${ben.id}/groups/UGR-1000-0003`]: () => new Response(null, { status: 204 }),
      [`PUT ${users}/${ben.id}`]: ben,
    });
    const listed = calls.find((call) => call.path.includes('user-groups'));
    expect(listed?.path).toContain('and(eq(account.id,"ACC-1000-0001"),any(users,eq(id,"USR-1000-0002")))');
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for Buyers' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Take out of this group' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ groups: [{ id: 'UGR-1000-0002' }, { id: 'UGR-1000-0003' }] }),
    );
  });

  it('keeps the only group and says why', async () => {
    const { calls } = await openUser(carla, '?tab=groups');
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for Finance' }));
    const entry = await screen.findByRole('menuitem', { name: /Take out/ });
    expect(entry.textContent).toContain('A member keeps at least one group.');
    await userEvent.click(entry);
    expect(calls.some((call) => call.method === 'DELETE')).toBe(false);
  });

  it('tells when and by whom somebody was invited', async () => {
    const at = '2026-05-01T08:00:00.000Z';
    const audit = { created: { at, by: { id: ada.user.id, name: 'Ada Roth' }, of: { id: 'ACC-1000-0001', name: 'Example AG' } } };
    await openUser({ ...carla, audit }, '?tab=details');
    const term = await screen.findByText('Invited', { selector: 'dt' });
    const row = within(term.parentElement as HTMLElement);
    expect(row.getByRole('link', { name: 'Ada Roth' }).getAttribute('href')).toBe(`/administration/settings/users/${ada.user.id}`);
    expect(term.parentElement?.textContent).toContain('Ada Roth (Example AG)');
  });

  it('says so when there is no such user', async () => {
    answer({ [`GET ${users}/USR-0`]: () => problem({ status: 404 }) });
    await open('/administration/settings/users/USR-0');
    expect(await screen.findByRole('heading', { name: 'Not found' })).toBeTruthy();
  });
});
