import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { activeLink, berlinSeller, pageOf, trading, zugSeller } from '../parties/samples.ts';
import { withoutCurrency } from './seller-values.ts';

const page = '/administration/settings/sellers';
const collection = '/public/v1/accounts/sellers';
const one = `${collection}/${zugSeller.id}`;
const operator = {
  ...session,
  account: { ...session.account, id: 'ACC-0000-0001', type: 'Operations' },
  modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
  isOperator: true,
};

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({
    [`GET ${collection}`]: pageOf([berlinSeller, zugSeller]),
    [`GET ${one}`]: zugSeller,
    [`GET ${collection}/${berlinSeller.id}`]: berlinSeller,
    'GET /public/v1/accounts/buyers': pageOf([trading]),
    'GET /public/v1/accounts/erp-links': pageOf([activeLink]),
    ...answers,
  });
  await open(url);
  await screen.findByRole('heading', { level: 1, hidden: true });
  return { calls, writes: () => calls.filter((call) => call.method !== 'GET') };
}

async function menuOf(name: string) {
  const row = (await screen.findByRole('link', { name })).closest('tr')!;
  await userEvent.click(within(row).getAllByRole('button').at(-1)!);
  await screen.findAllByRole('menuitem');
}
const entries = () => screen.queryAllByRole('menuitem').map((item) => item.textContent);

describe('sellers for a client', () => {
  it('are a list to read: both ids, address and status, no action and no Add', async () => {
    await visit();
    const row = within((await screen.findByRole('link', { name: 'Seller Switzerland' })).closest('tr')!);
    for (const text of ['SEL-1000-0001', 'EX_CH', 'Active']) expect(row.getByText(text)).toBeTruthy();
    expect(row.getByText(/Weg 1, CH-6300 Zug, Switzerland/)).toBeTruthy();
    expect(row.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add seller' })).toBeNull();
  });

  it('have tabs for buyers with their link, for currencies, and no Edit', async () => {
    const { calls } = await visit(`${page}/${zugSeller.id}?tab=buyers`);
    const row = within((await screen.findByRole('link', { name: 'Example Trading AG' })).closest('tr')!);
    expect(row.getByText(/Bahnhofstrasse 12/)).toBeTruthy();
    expect(row.getByText('Active')).toBeTruthy();
    expect(calls.some((call) => call.path.includes(`eq(seller.id,"${zugSeller.id}")`))).toBe(true);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await userEvent.click(screen.getByRole('tab', { name: /Currencies/ }));
    const list = within(await screen.findByRole('list', { name: 'Currencies of the seller' }));
    expect(list.getByText('Swiss Franc')).toBeTruthy();
    expect(list.getByText('No billing')).toBeTruthy();
  });

  it('say when the ERP was read last and will be read next', async () => {
    const { calls } = await visit(`${page}/${zugSeller.id}?tab=details`, {
      'GET /public/v1/accounts/erp-schedule': { lastAt: '2026-01-31T10:00:00.000Z', nextAt: null },
    });
    expect((await screen.findByText('Last')).nextSibling?.textContent).toContain('2026');
    expect(screen.getByText('Next').nextSibling?.textContent).not.toContain('2026');
    expect(calls.filter((call) => call.path.includes('erp-runs'))).toEqual([]);
  });

  it('keep their history readable when they are disabled', async () => {
    await visit(`${page}/${berlinSeller.id}`);
    expect(await screen.findByText('This seller is disabled')).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'Audit trail' })).toBeTruthy();
  });
});

describe('sellers for operators', () => {
  it('offer what their state allows, and show why it is refused', async () => {
    const { writes } = await visit(page, {
      'GET /public/v1/me': operator,
      [`POST ${one}/disable`]: problem({ status: 409, detail: '2 licensees use this seller. Disable them first.' }),
    });
    await menuOf('Seller Deutschland');
    expect(entries()).toEqual(['Edit', 'Activate', 'Delete']);
    await userEvent.keyboard('{Escape}');
    await menuOf('Seller Switzerland');
    expect(entries()).toEqual(['Edit', 'Take offline', 'Disable', 'Delete']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Disable' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Disable Seller Switzerland?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Disable' }));
    expect(await dialog.findByText(/2 licensees use this seller/)).toBeTruthy();
    expect(writes()).toHaveLength(1);
  });

  it('move the default when their currency goes, and need at least one', async () => {
    const { writes } = await visit(`${page}/${zugSeller.id}?open=edit&step=currencies`, {
      'GET /public/v1/me': operator,
      [`PUT ${one}`]: zugSeller,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove CHF' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ currencies: [{ value: 'EUR', billingEnabled: false, isDefault: true }] });
  });

  it('leave the default alone when another currency goes', () => {
    const chf = { value: 'CHF', billingEnabled: true, isDefault: true };
    expect(withoutCurrency([chf, { value: 'EUR', billingEnabled: true, isDefault: false }], 'EUR')).toEqual([chf]);
    expect(withoutCurrency([chf], 'CHF')).toEqual([]);
  });
});
