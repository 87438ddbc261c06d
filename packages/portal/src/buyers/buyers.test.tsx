import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { activeLink, blockedLink, pageOf, research, shut, trading, zugSeller } from '../parties/samples.ts';

const page = '/administration/settings/buyers';
const collection = '/public/v1/accounts/buyers';
const one = `${collection}/${trading.id}`;

const marketplace = { id: 'MOD-0478', code: 'new-marketplace', name: 'Marketplace', access: 'edit' };
const member = { ...session, modules: [marketplace], isAdministrator: false };
const operator = {
  ...session,
  account: { ...session.account, id: 'ACC-0000-0001', type: 'Operations' },
  modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
  isOperator: true,
};

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({
    [`GET ${collection}`]: pageOf([shut, trading]),
    [`GET ${one}`]: trading,
    [`GET ${collection}/${shut.id}`]: shut,
    'GET /public/v1/accounts/sellers': pageOf([zugSeller]),
    'GET /public/v1/accounts/erp-links': pageOf([activeLink, blockedLink]),
    'GET /public/v1/accounts/licensees': pageOf([research]),
    ...answers,
  });
  const shown = await open(url);
  await screen.findByRole('heading', { level: 1, hidden: true });
  return { ...shown, calls, writes: () => calls.filter((call) => call.method !== 'GET') };
}

async function menuOf(name: string) {
  const row = (await screen.findByRole('link', { name })).closest('tr')!;
  await userEvent.click(within(row).getAllByRole('button').at(-1)!);
  await screen.findAllByRole('menuitem');
}
const entries = () => screen.queryAllByRole('menuitem').map((item) => item.textContent);
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('buyers of an account', () => {
  it('shows who buys, with both ids, tax number, address, sellers and how many licensees, and offers no Add', async () => {
    const { calls } = await visit();
    const row = within((await screen.findByRole('link', { name: 'Example Trading AG' })).closest('tr')!);
    for (const text of ['BUY-1000-0001', 'EX-SCU-1', 'CHE-116.281.710', 'Seller Switzerland', 'Research', 'Active'])
      expect(row.getByText(text)).toBeTruthy();
    expect(row.getByText(/Bahnhofstrasse 12, CH-6300 Zug, Switzerland/)).toBeTruthy();
    expect(row.getAllByText('+1')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Add buyer' })).toBeNull();
    expect(calls.some((call) => call.path.includes('licenseeCount'))).toBe(true);
  });

  it('offers Enable or Disable, whichever fits, and nothing that is for operators', async () => {
    await visit();
    await menuOf('Example Trading AG');
    expect(entries()).toEqual(['Edit', 'Disable']);
    await userEvent.keyboard('{Escape}');
    await menuOf('Example Shipyard Ltd');
    expect(entries()).toEqual(['Edit', 'Enable']);
  });

  it('lets a member with Marketplace alone look, and change nothing', async () => {
    const { writes } = await visit(`${page}/${trading.id}`, { 'GET /public/v1/me': member });
    await screen.findByRole('heading', { level: 1, name: 'Example Trading AG' });
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit the address' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Actions' })).toBeNull();
    expect(writes()).toHaveLength(0);
  });

  it('disables after saying what becomes of its licensees', async () => {
    const { writes } = await visit(page, { [`POST ${one}/disable`]: { ...trading, status: 'Disabled' } });
    await menuOf('Example Trading AG');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Disable' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Disable Example Trading AG?' }));
    expect(dialog.getByText(/Its licensees become unavailable/)).toBeTruthy();
    expect(dialog.getByText(/Enabling the buyer again does not enable them/)).toBeTruthy();
    expect(writes()).toHaveLength(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Disable' }));
    expect(await screen.findByText('“Example Trading AG” was disabled')).toBeTruthy();
    expect(writes().map((call) => call.path)).toEqual([`${one}/disable`]);
  });
});

describe('details of a buyer', () => {
  it('has account, SCU identifier and tax number in the strip', async () => {
    await visit(`${page}/${trading.id}`);
    await screen.findByRole('heading', { level: 1, name: 'Example Trading AG' });
    expect(screen.getByText('SCU identifier').nextSibling?.textContent).toBe('EX-SCU-1');
    expect(screen.getByText('Tax number').nextSibling?.textContent).toBe('CHE-116.281.710');
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent?.replace(/\d+/, ''))).toEqual([
      'General',
      'Sellers',
      'Licensees',
      'Details',
      'Audit trail',
    ]);
  });

  it('doubts a tax number whose check digit does not fit', async () => {
    await visit(`${page}/${trading.id}`, { [`GET ${one}`]: { ...trading, taxId: 'CHE-116.281.711' } });
    expect(await screen.findByText(/The check digit does not fit/)).toBeTruthy();
  });

  it('says of a blocked seller that only support can help, and lets no client unblock it', async () => {
    const { calls } = await visit(`${page}/${trading.id}?tab=sellers`);
    const row = within((await screen.findByRole('link', { name: 'Seller Canada' })).closest('tr')!);
    expect(row.getByText('Blocked')).toBeTruthy();
    expect(row.getByText(/contact support/)).toBeTruthy();
    expect(row.queryByRole('button')).toBeNull();
    expect(calls.some((call) => call.path.includes(`eq(buyer.id,"${trading.id}")`))).toBe(true);
  });

  it('has the ids of the ERP in Details', async () => {
    await visit(`${page}/${trading.id}?tab=details`);
    expect((await screen.findByText('Company contact (CON)')).nextSibling?.textContent).toContain('EX-CON-1');
    expect(screen.getByText('Customer discount group (CDG)').nextSibling?.textContent).toContain('CDG-100001');
  });

  it('sends a client with a mismatch to support, and shows the errors to operators only', async () => {
    const errors = [{ id: 'name-differs', message: 'The ERP calls it Trading Inc.' }];
    await visit(`${page}/${trading.id}`, { [`GET ${one}`]: { ...trading, status: 'Mismatch', errors } });
    expect(await screen.findByText(/Contact support/)).toBeTruthy();
    expect(screen.queryByText('The ERP calls it Trading Inc.')).toBeNull();
  });
});

describe('editing a buyer', () => {
  it('sends only the parts of the address that changed, under the revision that was read', async () => {
    const { writes } = await visit(`${page}/${trading.id}?open=edit&step=address`, { [`PUT ${one}`]: { ...trading, revision: 3 } });
    const street = await screen.findByRole('textbox', { name: /Address line 1/ });
    await userEvent.clear(street);
    await userEvent.click(street);
    await userEvent.paste('Bahnhofstrasse 14');
    await save();
    expect(await screen.findByText('The buyer was saved')).toBeTruthy();
    expect(writes().map((call) => call.body)).toEqual([{ address: { addressLine1: 'Bahnhofstrasse 14' } }]);
    expect(writes()[0]?.headers.get('if-match')).toBe('"2"');
    expect(screen.queryByRole('textbox', { name: 'Tax number' })).toBeNull();
  });

  it('takes the contact person away when nobody is to be written to', async () => {
    const { writes } = await visit(`${page}/${trading.id}?open=edit&step=contact`, { [`PUT ${one}`]: trading });
    await userEvent.click(await screen.findByRole('radio', { name: 'None' }));
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ contact: null });
  });

  it('asks who it is before it saves a contact, and refuses what is no e-mail address', async () => {
    const { writes } = await visit(`${page}/${shut.id}?open=edit&step=contact`, { [`PUT ${collection}/${shut.id}`]: shut });
    await userEvent.click(await screen.findByRole('radio', { name: /manually/ }));
    await save();
    expect(await screen.findByText('Give a name or an e-mail address.')).toBeTruthy();
    await userEvent.click(screen.getByRole('textbox', { name: 'E-mail' }));
    await userEvent.paste('nobody');
    await save();
    expect(await screen.findByText('Not an e-mail address.')).toBeTruthy();
    expect(writes()).toHaveLength(0);
    await userEvent.click(screen.getByRole('textbox', { name: 'E-mail' }));
    await userEvent.paste('@example.com');
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({
      contact: { name: null, firstName: null, lastName: null, email: 'nobody@example.com', phone: null, user: null },
    });
  });
});

describe('buyers for operators', () => {
  const asOperator = (url: string, answers: Answers = {}) => visit(url, { 'GET /public/v1/me': operator, ...answers });

  it('offers what the state allows, and keeps what licensees forbid closed with the reason', async () => {
    await asOperator(page);
    await menuOf('Example Trading AG');
    expect(entries().map((entry) => entry?.replace(/It still.*/, ''))).toEqual([
      'Edit',
      'Synchronise',
      'Validate',
      'Transfer',
      'Deactivate',
      'Unassign',
      'Disable',
      'Delete',
    ]);
    expect(screen.getByRole('menuitem', { name: /Delete/ }).textContent).toContain('It still has 2 licensees.');
    expect(screen.getByRole('button', { name: 'Add buyer' })).toBeTruthy();
  });

  it('previews a transfer, and sends nothing while the destination does not fit', async () => {
    const stats = { licenseeCount: 2, orderCount: 0, subscriptionCount: 0, userCount: 1, userGroupCount: 1, agreementCount: 0 };
    const details = { ...trading, stats, users: [{ id: 'USR-1', name: 'Finn Okafor' }] };
    const refused = () => problem({ status: 409, detail: 'The two accounts have different external ids.' });
    const { writes } = await asOperator(page, {
      [`GET ${one}/transfer`]: (call: { path: string }) => (call.path.includes('destinationAccountId') ? refused() : details),
      'GET /public/v1/accounts/accounts': pageOf([{ id: 'ACC-2', name: 'Other AG', type: 'Client' }]),
    });
    await menuOf('Example Trading AG');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Transfer' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Transfer Example Trading AG' }));
    expect(await dialog.findByText(/Finn Okafor/)).toBeTruthy();
    expect(dialog.getByText('Licensees').nextSibling?.textContent).toBe('2');
    await userEvent.click(dialog.getByRole('combobox', { name: /Account/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Other AG/ }));
    expect((await dialog.findAllByText('The two accounts have different external ids.')).length).toBeGreaterThan(0);
    expect(dialog.getByRole('button', { name: 'Transfer' }).getAttribute('aria-disabled')).toBe('true');
    expect(writes()).toHaveLength(0);
  });

  it('shows what does not agree with the ERP', async () => {
    const errors = [{ id: 'name-differs', message: 'The ERP calls it Trading Inc.' }];
    await asOperator(`${page}/${trading.id}`, { [`GET ${one}`]: { ...trading, status: 'Mismatch', errors } });
    expect(await screen.findByText('The ERP calls it Trading Inc.')).toBeTruthy();
  });
});
