import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { ada, administrators, empty, finance, finn, pageOf } from './samples.ts';

const page = '/administration/settings/groups';
const list = 'GET /public/v1/accounts/user-groups';
const create = 'POST /public/v1/accounts/user-groups';
const members = '/public/v1/accounts/accounts/ACC-1000-0001/users';

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({
    [list]: (call: { path: string }) => pageOf(call.path.includes('isDefault,true') ? [administrators] : [administrators, finance, empty]),
    [`GET ${members}`]: pageOf([ada, finn]),
    ...answers,
  });
  const shown = await open(url);
  await screen.findByText('UGR-1000-0002');
  return { ...shown, calls, writes: () => calls.filter((call) => call.method !== 'GET') };
}

const rowOf = (name: string) => screen.getByRole('link', { name }).closest('tr')!;
const menuOf = async (name: string) => userEvent.click(within(rowOf(name)).getAllByRole('button').at(-1)!);
const next = () => userEvent.click(screen.getByRole('button', { name: 'Next' }));
const fill = async (name: RegExp, text: string) => {
  await userEvent.click(screen.getByRole('textbox', { name }));
  await userEvent.paste(text);
};

describe('list of groups', () => {
  it('says in words what each group holds, marks the default one, and asks only for this account', async () => {
    const { calls } = await visit();
    await within(rowOf('Administrators')).findByText('All modules');
    expect(within(rowOf('Administrators')).getByText('Default')).toBeTruthy();
    expect(within(rowOf('Finance')).getByText('Billing')).toBeTruthy();
    expect(within(rowOf('Finance')).getByText('All buyers')).toBeTruthy();
    expect(within(rowOf('Finance')).getByText('2 users')).toBeTruthy();
    expect(within(rowOf('Finance')).getByText('+1')).toBeTruthy();
    expect(within(rowOf('Administrators')).queryByText(/^\+/)).toBeNull();
    expect(within(rowOf('Nobody')).getByText('2 modules')).toBeTruthy();
    expect(within(rowOf('Nobody')).getByText('No users')).toBeTruthy();
    expect(within(rowOf('Finance')).queryByText('Default')).toBeNull();
    const asked = calls.filter((call) => call.path.startsWith('/public/v1/accounts/user-groups'));
    expect(asked.every((call) => call.path.includes('eq(account.id,"ACC-1000-0001")'))).toBe(true);
  });

  it.each([
    ['Administrators', 'The default group cannot be deleted.'],
    ['Finance', '2 users are in the group. Move them to another group first.'],
  ])('says why %s cannot be deleted, and does nothing', async (name, reason) => {
    const { writes } = await visit();
    await menuOf(name);
    const entry = await screen.findByRole('menuitem', { name: /Delete/ });
    expect(entry.textContent).toContain(reason);
    await userEvent.click(entry);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(writes()).toHaveLength(0);
  });

  it('deletes an empty group only after its name was typed', async () => {
    const { writes } = await visit(page, { 'DELETE /public/v1/accounts/user-groups/UGR-1000-0003': new Response(null, { status: 204 }) });
    await menuOf('Nobody');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete Nobody?' });
    expect(within(dialog).getByText(/This is final/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(writes()).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('textbox'), 'Nobody');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('The group “Nobody” was deleted')).toBeTruthy();
    expect(writes().map((call) => call.method)).toEqual(['DELETE']);
  });

  it('shows the refusal of the server when somebody joined the group meanwhile', async () => {
    await visit(page, {
      'DELETE /public/v1/accounts/user-groups/UGR-1000-0003': problem({ status: 409, detail: 'The group still has 1 member.' }),
    });
    await menuOf('Nobody');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete Nobody?' });
    await userEvent.type(within(dialog).getByRole('textbox'), 'Nobody');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await within(dialog).findByText('The group still has 1 member.')).toBeTruthy();
    expect(screen.queryByText(/was deleted/)).toBeNull();
  });
});

describe('adding a group', () => {
  const made = { ...finance, id: 'UGR-1000-0009', name: 'Buyers of Zug' };

  it('leads through all steps, creates the group, then puts the chosen users into it and reports each refusal', async () => {
    const { writes } = await visit(`${page}?open=add`, {
      [create]: made,
      [`POST ${members}/USR-1000-0001/groups`]: problem({ status: 409, detail: 'Ada is blocked.' }),
      [`POST ${members}/USR-1000-0002/groups`]: finn,
    });
    await fill(/Group name/, 'Buyers of Zug');
    await next();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Marketplace/ }));
    await next();
    expect(screen.getByRole('radio', { name: /All buyers/ }).getAttribute('aria-checked')).toBe('true');
    expect(screen.queryByRole('table', { name: 'Buyers' })).toBeNull();
    await next();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Roth/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Finn Okafor/ }));
    expect(screen.getByText('2 users will be in the group')).toBeTruthy();
    await next();
    expect(screen.getByText('Ada Roth, Finn Okafor')).toBeTruthy();
    expect(writes()).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('“Buyers of Zug” was added')).toBeTruthy();
    expect(screen.getByText('1 user was put into the group.')).toBeTruthy();
    expect(screen.getByText('Ada Roth: Ada is blocked.')).toBeTruthy();
    expect(writes().map((call) => call.body)).toEqual([
      { name: 'Buyers of Zug', description: null, modules: [{ id: 'MOD-0478' }], buyers: null, account: { id: 'ACC-1000-0001' } },
      { id: 'UGR-1000-0009' },
      { id: 'UGR-1000-0009' },
    ]);
    expect(screen.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe(`${page}/UGR-1000-0009`);
  });

  it('asks for a name and for at least one module, and offers no buyers without Marketplace', async () => {
    const { writes } = await visit(`${page}?open=add`);
    await next();
    expect(await screen.findByText('This field is required.')).toBeTruthy();
    await fill(/Group name/, 'Finance 2');
    await next();
    await screen.findByRole('checkbox', { name: /Billing/ });
    await next();
    expect(await screen.findByText('Choose at least one.')).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: /Billing/ }));
    await next();
    expect(await screen.findByText(/Members of the account who have accepted/)).toBeTruthy();
    expect(within(screen.getByRole('dialog')).queryByText('Buyers')).toBeNull();
    expect(writes()).toHaveLength(0);
  });

  it('goes back to the field that the server refuses, and puts nobody anywhere', async () => {
    const { writes } = await visit(`${page}?open=add`, { [create]: problem({ status: 400, errors: { name: ['Not this name.'] } }) });
    await fill(/Group name/, 'X');
    await next();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Billing/ }));
    await next();
    await userEvent.click(await screen.findByRole('checkbox', { name: /Ada Roth/ }));
    await next();
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Group name/ })).toBeTruthy());
    expect(screen.getAllByText('Not this name.').length).toBeGreaterThan(0);
    expect(writes()).toHaveLength(1);
  });
});
