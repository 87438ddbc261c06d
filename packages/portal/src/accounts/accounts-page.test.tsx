import type { Account } from '@tenantry/contract/accounts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { sampleAccount } from './samples.ts';

const page = '/administration/settings/accounts';
const collection = '/public/v1/accounts/accounts';

const operations: Account = { ...sampleAccount, id: 'ACC-0000-0001', name: 'Platform Operations', type: 'Operations' };
const waiting: Account = { ...sampleAccount, id: 'ACC-1000-0002', name: 'Waiting AG', status: 'Enabled', externalId: null };
const vendor: Account = { ...sampleAccount, id: 'ACC-1000-0003', name: 'Vendor AS', type: 'Vendor', status: 'Disabled' };
const rows = [sampleAccount, operations, vendor, waiting];

const operator = {
  ...session,
  account: { ...session.account, id: operations.id, name: operations.name, type: 'Operations' },
  modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
  isOperator: true,
};

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({
    'GET /public/v1/me': operator,
    [`GET ${collection}`]: { data: rows, $meta: { pagination: { limit: 10, offset: 0, total: rows.length } } },
    ...answers,
  });
  const shown = await open(url);
  return { ...shown, writes: () => calls.filter((call) => call.method !== 'GET') };
}

async function menuOf(name: string) {
  const row = (await screen.findByRole('link', { name })).closest('tr')!;
  await userEvent.click(within(row).getAllByRole('button').at(-1)!);
}

const entries = () => screen.queryAllByRole('menuitem').map((item) => item.textContent);

describe('accounts for operators', () => {
  it('stays closed to everybody else', async () => {
    const { writes } = await visit(page, { 'GET /public/v1/me': session });
    expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Waiting AG' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add account' })).toBeNull();
    expect(writes()).toHaveLength(0);
  });

  it.each([
    ['Example AG', ['Deactivate', 'Disable']],
    ['Waiting AG', ['Activate', 'Disable']],
    ['Vendor AS', ['Enable']],
  ])('offers for %s only what its state allows', async (name, expected) => {
    await visit();
    await menuOf(name);
    await screen.findAllByRole('menuitem');
    expect(entries()).toEqual(expected);
  });

  it('activates with an external id and a name, and sends nothing without the id', async () => {
    const { writes } = await visit(page, {
      [`POST ${collection}/ACC-1000-0002/activate`]: { ...waiting, status: 'Active', externalId: 'CDG-7' },
    });
    await menuOf('Waiting AG');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Activate' }));
    const dialog = await screen.findByRole('dialog', { name: 'Activate Waiting AG' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Activate' }));
    expect(await within(dialog).findByText('This field is required.')).toBeTruthy();
    expect(writes()).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Customer discount group/ }), 'CDG-7');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Activate' }));
    expect(await screen.findByText('“Waiting AG” is active')).toBeTruthy();
    expect(writes().map((call) => call.body)).toEqual([{ externalId: 'CDG-7', name: 'Waiting AG' }]);
  });

  it('disables after saying what that does, and shows a refusal', async () => {
    const { writes } = await visit(page, {
      [`POST ${collection}/ACC-1000-0001/disable`]: problem({ status: 409, detail: 'The account is already disabled.' }),
    });
    await menuOf('Example AG');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Disable' }));
    const dialog = await screen.findByRole('dialog', { name: 'Disable Example AG?' });
    expect(within(dialog).getByText(/Nobody can sign in/)).toBeTruthy();
    expect(writes()).toHaveLength(0);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Disable' }));
    expect(await within(dialog).findByText('The account is already disabled.')).toBeTruthy();
  });

  it('adds an account, with no address when none was given', async () => {
    const { writes } = await visit(`${page}?open=add`, { [`POST ${collection}`]: { ...vendor, name: 'Neu AG' } });
    await userEvent.click(await screen.findByRole('radio', { name: 'Vendor' }));
    await userEvent.click(screen.getByRole('textbox', { name: /Account name/ }));
    await userEvent.paste('Neu AG');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Add' }));
    expect(await screen.findByText('“Neu AG” was added')).toBeTruthy();
    expect(writes().map((call) => call.body)).toEqual([{ type: 'Vendor', name: 'Neu AG' }]);
  });

  it('shows any account with the actions of its state', async () => {
    await visit(`${page}/${waiting.id}`, { [`GET ${collection}/${waiting.id}`]: waiting });
    await screen.findByRole('heading', { level: 1, name: 'Waiting AG' });
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await screen.findAllByRole('menuitem');
    expect(entries()).toEqual(['Activate', 'Disable']);
  });
});
