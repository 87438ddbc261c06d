import type { UserGroup } from '@tenantry/contract/user-groups';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { ada, administrators, empty, finance, finn, mei, pageOf } from './samples.ts';

const path = (group: UserGroup) => `/public/v1/accounts/user-groups/${group.id}`;
const page = (group: UserGroup, query = '') => `/administration/settings/groups/${group.id}${query}`;
const members = '/public/v1/accounts/accounts/ACC-1000-0001/users';

async function visit(group: UserGroup, query = '', answers: Answers = {}) {
  const calls = answer({
    [`GET ${path(group)}`]: group,
    'GET /public/v1/accounts/user-groups': pageOf([administrators]),
    [`GET ${members}`]: pageOf([ada, finn, mei]),
    ...answers,
  });
  const shown = await open(page(group, query));
  await screen.findByRole('heading', { level: 1, name: group.name, hidden: true });
  return { ...shown, calls, writes: () => calls.filter((call) => call.method !== 'GET') };
}

const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
const stepTo = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

describe('details of a group', () => {
  it('says that all buyers are enabled where that means something', async () => {
    await visit(empty, '?tab=buyers');
    expect(await screen.findByText('All buyers are enabled for this group.')).toBeTruthy();
  });

  it('says that buyers do not matter without Marketplace', async () => {
    await visit(finance, '?tab=buyers');
    expect(await screen.findByText(/only Marketplace can be limited/)).toBeTruthy();
    expect(screen.queryByText('All buyers are enabled for this group.')).toBeNull();
  });

  it('takes a user out after a question, but not out of the only group', async () => {
    const { writes, calls } = await visit(finance, '?tab=users', {
      [`DELETE ${members}/USR-1000-0003/groups/${finance.id}`]: new Response(null, { status: 204 }),
    });
    const row = (name: string) => screen.getByRole('link', { name }).closest('tr')!;
    await screen.findByRole('link', { name: 'Finn Okafor' });
    expect(calls.some((call) => call.path.includes(`any(groups,eq(id,"${finance.id}"))`))).toBe(true);
    await userEvent.click(within(row('Finn Okafor')).getAllByRole('button').at(-1)!);
    expect((await screen.findByRole('menuitem')).textContent).toContain('This is the only group of this user.');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(within(row('Mei Tanaka')).getAllByRole('button').at(-1)!);
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove from group' }));
    expect(writes()).toHaveLength(0);
    const dialog = await screen.findByRole('dialog', { name: 'Remove Mei Tanaka from Finance?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove from group' }));
    expect(await screen.findByText('Mei Tanaka was removed from Finance')).toBeTruthy();
    expect(writes()).toHaveLength(1);
  });

  it('goes back to the list after the group was deleted', async () => {
    const { address } = await visit(empty, '', { [`DELETE ${path(empty)}`]: new Response(null, { status: 204 }) });
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete Nobody?' });
    await userEvent.type(within(dialog).getByRole('textbox'), 'Nobody');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(address()).toBe('/administration/settings/groups'));
  });

  it('says that a group does not exist instead of showing an empty page', async () => {
    answer({});
    await open('/administration/settings/groups/UGR-0000-0001');
    expect(await screen.findByRole('heading', { name: 'Not found' })).toBeTruthy();
  });
});

describe('editing a group', () => {
  it('saves fields under the revision that was read, then moves users one by one', async () => {
    const { writes } = await visit(finance, '?open=edit', {
      [`PUT ${path(finance)}`]: { ...finance, revision: 4 },
      [`POST ${members}/USR-1000-0001/groups`]: ada,
      [`DELETE ${members}/USR-1000-0003/groups/${finance.id}`]: new Response(null, { status: 204 }),
    });
    await stepTo('Modules');
    await userEvent.click(await screen.findByRole('checkbox', { name: /Access management/ }));
    await stepTo('Users');
    await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Roth/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Mei Tanaka/ }));
    expect(screen.getByText('2 users will be in the group')).toBeTruthy();
    await save();
    expect(await screen.findByText('The group “Finance” was saved')).toBeTruthy();
    expect(writes().map((call) => [call.method, call.body])).toEqual([
      ['PUT', { modules: [{ id: 'MOD-1239' }, { id: 'MOD-1756' }] }],
      ['POST', { id: finance.id }],
      ['DELETE', undefined],
    ]);
    expect(writes()[0]?.headers.get('if-match')).toBe('"3"');
  });

  it('does not move users when the group itself is refused', async () => {
    const { writes } = await visit(finance, '?open=edit', { [`PUT ${path(finance)}`]: problem({ status: 412 }) });
    await userEvent.type(await screen.findByRole('textbox', { name: /Group name/ }), '2');
    await stepTo('Users');
    await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Roth/ }));
    await save();
    expect(await screen.findByText('Somebody else has changed this meanwhile')).toBeTruthy();
    expect(writes().map((call) => call.method)).toEqual(['PUT']);
  });

  it('stays open with the reasons when some users are refused, and tries only those again', async () => {
    const { writes } = await visit(finance, '?open=edit&step=users', {
      [`DELETE ${members}/USR-1000-0002/groups/${finance.id}`]: problem({ status: 409, detail: 'It is the last group.' }),
      [`POST ${members}/USR-1000-0001/groups`]: ada,
    });
    await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Roth/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Finn Okafor/ }));
    await save();
    expect(await screen.findByText('Finn Okafor: It is the last group.')).toBeTruthy();
    expect(screen.queryByText('The group “Finance” was saved')).toBeNull();
    expect(writes().map((call) => call.method)).toEqual(['POST', 'DELETE']);
    await save();
    await waitFor(() => expect(writes().map((call) => call.method)).toEqual(['POST', 'DELETE', 'DELETE']));
  });

  it('refuses to leave a group without modules', async () => {
    const { writes } = await visit(finance, '?open=edit&step=modules');
    await userEvent.click(await screen.findByRole('checkbox', { name: /Billing/ }));
    await save();
    expect(await screen.findByText('Choose at least one.')).toBeTruthy();
    expect(writes()).toHaveLength(0);
  });

  it('shows the modules of the default group without letting them be changed, and says why', async () => {
    const { writes } = await visit(administrators, '?open=edit&step=modules', {
      [`PUT ${path(administrators)}`]: { ...administrators, revision: 2 },
    });
    expect(await screen.findByText(/The platform owner decides which modules/)).toBeTruthy();
    for (const box of screen.getAllByRole('checkbox', { name: /management|Marketplace|Billing/ }))
      expect(box.getAttribute('aria-disabled')).toBe('true');
    await stepTo('General');
    await userEvent.type(screen.getByRole('textbox', { name: /Group name/ }), '!');
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ name: 'Administrators!' });
  });
});
