import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { activeLink, berlinSeller, blockedLink, pageOf, research, shut, trading } from '../parties/samples.ts';

const page = '/administration/settings/licensees';
const collection = '/public/v1/accounts/licensees';
const one = `${collection}/${research.id}`;
const resale = {
  ...research,
  id: 'LCE-1000-0001-0009',
  name: 'Customer',
  status: 'Disabled',
  eligibility: { client: false, partner: true },
};
const account = { id: 'ACC-1000-0001', name: 'Example AG', eligibility: { client: true, partner: false } };

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({
    [`GET ${collection}`]: pageOf([research, resale]),
    [`GET ${one}`]: research,
    'GET /public/v1/accounts/buyers': pageOf([trading, shut]),
    [`GET /public/v1/accounts/buyers/${trading.id}`]: trading,
    'GET /public/v1/accounts/erp-links': pageOf([
      activeLink,
      blockedLink,
      { ...activeLink, id: 'ERP-9', seller: { id: berlinSeller.id, name: berlinSeller.name, status: 'Disabled' } },
    ]),
    'GET /public/v1/accounts/accounts/ACC-1000-0001': account,
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
const next = () => userEvent.click(screen.getByRole('button', { name: 'Next' }));
const type = async (name: RegExp, text: string) => {
  await userEvent.click(await screen.findByRole('textbox', { name }));
  await userEvent.paste(text);
};

describe('licensees', () => {
  it('shows address, resale, buyer and seller, and offers what fits: never Delete to a client', async () => {
    await visit();
    const row = within((await screen.findByRole('link', { name: 'Customer' })).closest('tr')!);
    expect(row.getByText('Yes')).toBeTruthy();
    expect(row.getByText('Example Trading AG')).toBeTruthy();
    expect(row.getByText('Seller Switzerland')).toBeTruthy();
    await menuOf('Customer');
    expect(entries()).toEqual(['Edit', 'Enable']);
    await userEvent.keyboard('{Escape}');
    await menuOf('Research');
    expect(entries()).toEqual(['Edit', 'Disable']);
  });

  it('shows the refusal when it cannot be enabled', async () => {
    await visit(page, { [`POST ${collection}/${resale.id}/enable`]: problem({ status: 409, detail: 'The buyer is Disabled.' }) });
    await menuOf('Customer');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Enable' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Enable Customer?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Enable' }));
    expect(await dialog.findByText('The buyer is Disabled.')).toBeTruthy();
    expect(screen.queryByText('“Customer” was enabled')).toBeNull();
  });

  it('says of an Enabled licensee that it waits for the platform owner', async () => {
    await visit(`${page}/${research.id}`, { [`GET ${one}`]: { ...research, status: 'Enabled' } });
    expect(await screen.findByText('Not usable for transactions yet')).toBeTruthy();
  });
});

describe('adding a licensee', () => {
  it('needs a name, a buyer and a seller; disabled buyers and blocked sellers are shown with the reason, but cannot be chosen', async () => {
    const { writes } = await visit(`${page}?open=add`, { [`POST ${collection}`]: { ...research, name: 'Night shift' } });
    const dialog = within(await screen.findByRole('dialog', { name: 'Add licensee' }));
    await next();
    expect(await dialog.findByText('This field is required.')).toBeTruthy();
    expect(dialog.queryByRole('checkbox', { name: /Resale/ })).toBeNull();
    await type(/Licensee name/, 'Night shift');
    await next();
    await dialog.findByRole('radio', { name: 'Example Trading AG' });
    expect(dialog.getByText('It is disabled.')).toBeTruthy();
    expect(dialog.getByRole('radio', { name: 'Example Shipyard Ltd' }).getAttribute('aria-disabled')).toBe('true');
    await next();
    expect(await dialog.findByText('Choose a buyer.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: 'Example Trading AG' }));
    await next();
    await dialog.findByRole('radio', { name: 'Seller Switzerland' });
    expect(dialog.getByText('The link with this buyer is blocked. Contact support.')).toBeTruthy();
    expect(dialog.getByText('This seller is disabled.')).toBeTruthy();
    for (const name of ['Seller Canada', 'Seller Deutschland'])
      expect(dialog.getByRole('radio', { name }).getAttribute('aria-disabled')).toBe('true');
    await next();
    expect(await dialog.findByText('Choose a seller.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: 'Seller Switzerland' }));
    await next();
    await dialog.findByRole('radio', { name: 'None' });
    await next();
    await dialog.findByRole('radio', { name: /Same as the buyer/ });
    await next();
    expect(dialog.getByText('Buyer').nextSibling?.textContent).toBe('Example Trading AG');
    expect(dialog.getByText('Seller').nextSibling?.textContent).toBe('Seller Switzerland');
    expect(writes()).toHaveLength(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('“Night shift” was added')).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe(`${page}/${research.id}`);
    expect(writes().map((call) => call.body)).toEqual([
      {
        name: 'Night shift',
        externalId: null,
        description: null,
        buyer: { id: trading.id },
        seller: { id: 'SEL-1000-0001' },
        eligibility: { client: true, partner: false },
        useBuyerAddress: true,
      },
    ]);
  });

  it('offers resale to accounts of the partner program', async () => {
    await visit(`${page}?open=add`, {
      'GET /public/v1/accounts/accounts/ACC-1000-0001': { ...account, eligibility: { client: true, partner: true } },
    });
    expect(await screen.findByRole('checkbox', { name: /Resale licensee/ })).toBeTruthy();
  });

  it('offers nothing to add to a member with Marketplace alone', async () => {
    const modules = [{ id: 'MOD-0478', code: 'new-marketplace', name: 'Marketplace', access: 'edit' }];
    await visit(`${page}?open=add`, { 'GET /public/v1/me': { ...session, modules } });
    await screen.findByRole('link', { name: 'Research' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add licensee' })).toBeNull();
  });
});

describe('editing a licensee', () => {
  const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

  it('clears the external reference, and offers no other buyer or seller', async () => {
    const { writes } = await visit(`${page}/${research.id}?open=edit`, { [`PUT ${one}`]: { ...research, externalId: null } });
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit Research' }));
    await userEvent.clear(dialog.getByRole('textbox', { name: /External reference/ }));
    expect(dialog.queryByRole('button', { name: 'Buyers' })).toBeNull();
    expect(dialog.queryByRole('button', { name: 'Sellers' })).toBeNull();
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ externalId: null });
    expect(writes()[0]?.headers.get('if-match')).toBe('"5"');
  });

  it('goes back to the address of the buyer', async () => {
    const own = { ...research, useBuyerAddress: false, address: { ...trading.address!, city: 'Baar', postCode: '6340' } };
    const { writes } = await visit(`${page}/${research.id}?open=edit&step=address`, { [`GET ${one}`]: own, [`PUT ${one}`]: research });
    await userEvent.click(await screen.findByRole('radio', { name: /Same as the buyer/ }));
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ useBuyerAddress: true });
  });

  it('sends a whole address when it gets its own', async () => {
    const { writes } = await visit(`${page}/${research.id}?open=edit&step=address`, { [`PUT ${one}`]: research });
    await userEvent.click(await screen.findByRole('radio', { name: /Create a new/ }));
    await save();
    expect((await screen.findAllByText('This is needed.')).length).toBeGreaterThan(0);
    expect(writes()).toHaveLength(0);
  });
});
