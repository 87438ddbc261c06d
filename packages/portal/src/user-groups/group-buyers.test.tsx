import type { UserGroup } from '@tenantry/contract/user-groups';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, session } from '../../test/harness.tsx';
import { shut, trading } from '../parties/samples.ts';
import { administrators, empty, pageOf } from './samples.ts';

const collection = '/public/v1/accounts/user-groups';
const scoped: UserGroup = { ...empty, buyers: [{ id: trading.id, name: trading.name, status: 'Active' }] };
const accessOnly = { ...session, modules: session.modules.filter((module) => module.code === 'access-management') };

async function visit(group: UserGroup, query: string, answers: Answers = {}) {
  const calls = answer({
    [`GET ${collection}`]: pageOf([administrators]),
    [`GET ${collection}/${group.id}`]: group,
    [`PUT ${collection}/${group.id}`]: group,
    'GET /public/v1/accounts/buyers': pageOf([trading, shut]),
    'GET /public/v1/accounts/accounts/ACC-1000-0001/users': pageOf([]),
    ...answers,
  });
  await open(`/administration/settings/groups/${group.id}${query}`);
  await screen.findByRole('heading', { level: 1, hidden: true });
  return { calls, writes: () => calls.filter((call) => call.method !== 'GET') };
}

const dialog = async () => within(await screen.findByRole('dialog'));
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('buyers of a group', () => {
  it('are chosen from a table with addresses and sellers, counted, and sent by id', async () => {
    const { writes, calls } = await visit(empty, '?open=edit&step=buyers');
    const wizard = await dialog();
    await userEvent.click(await wizard.findByRole('radio', { name: /Select buyers/ }));
    const table = within(await wizard.findByRole('table', { name: 'Buyers' }));
    expect(table.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Buyer', 'Address', 'Seller entities']);
    await userEvent.click(table.getByRole('checkbox', { name: 'Example Trading AG' }));
    await userEvent.click(table.getByRole('checkbox', { name: 'Example Shipyard Ltd' }));
    expect(wizard.getAllByText('2 selected').length).toBeGreaterThan(0);
    expect(calls.some((call) => call.path.includes('/buyers?') && call.path.includes('eq(account.id,"ACC-1000-0001")'))).toBe(true);
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ buyers: [{ id: trading.id }, { id: shut.id }] });
  });

  it('cannot be none: some means at least one', async () => {
    const { writes } = await visit(empty, '?open=edit&step=buyers');
    await userEvent.click(await (await dialog()).findByRole('radio', { name: /Select buyers/ }));
    await save();
    expect(await screen.findByText('Choose at least one buyer, or all buyers.')).toBeTruthy();
    expect(writes()).toHaveLength(0);
  });

  it('become all again, which is null to the API', async () => {
    const { writes } = await visit(scoped, '?open=edit&step=buyers');
    await userEvent.click(await (await dialog()).findByRole('radio', { name: /All buyers/ }));
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ buyers: null });
  });

  it('stay as they are when somebody who does not see them changes the name, and she is told why she cannot choose', async () => {
    const { writes, calls } = await visit({ ...scoped, buyers: [] }, '?open=edit&step=buyers', { 'GET /public/v1/me': accessOnly });
    const wizard = await dialog();
    expect(await wizard.findByText('You cannot choose buyers')).toBeTruthy();
    expect(wizard.getByRole('radio', { name: /All buyers/ }).getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(wizard.getByRole('button', { name: 'General' }));
    await userEvent.type(wizard.getByRole('textbox', { name: /Group name/ }), '!');
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ name: 'Nobody!' });
    expect(calls.some((call) => call.path.includes('/accounts/buyers'))).toBe(false);
  });

  it('are listed with their state in the details', async () => {
    await visit(scoped, '?tab=buyers');
    const list = within(await screen.findByRole('list', { name: 'Buyers of the group' }));
    expect(list.getByRole('link', { name: 'Example Trading AG' })).toBeTruthy();
    expect(list.getByText('Active')).toBeTruthy();
    expect(screen.queryByText('All buyers are enabled for this group.')).toBeNull();
  });
});
