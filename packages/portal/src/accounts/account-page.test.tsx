import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { sampleAccount } from './samples.ts';

const one = 'GET /public/v1/accounts/accounts/ACC-1000-0001';
const put = 'PUT /public/v1/accounts/accounts/ACC-1000-0001';
const page = '/administration/settings/account';

const defaultGroup = {
  id: 'UGR-1000-0001',
  name: 'Administrators',
  icon: '',
  isDefault: true,
  modules: [
    { id: 'MOD-1756', name: 'Access management' },
    { id: 'MOD-0478', name: 'Marketplace' },
    { id: 'MOD-9999', name: 'Something newer' },
  ],
};

async function visit(url = page, answers: Answers = {}) {
  const calls = answer({ [one]: sampleAccount, ...answers });
  const shown = await open(url);
  await screen.findByRole('heading', { level: 1, name: 'Example AG', hidden: true });
  return { ...shown, writes: () => calls.filter((call) => call.method !== 'GET'), calls };
}

const dialog = () => screen.findByRole('dialog', { name: 'Edit account' });
const save = async () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
const retype = async (name: RegExp | string, text: string) => {
  const box = screen.getByRole('textbox', { name });
  await userEvent.clear(box);
  // Pasted: a key at a time through the whole portal is slow and proves nothing more.
  if (text) await userEvent.paste(text);
};

describe('account page', () => {
  it('shows who the account is, its data and its address with the country in words', async () => {
    await visit();
    expect(screen.getAllByText('ACC-1000-0001').length).toBeGreaterThan(0);
    expect(screen.getByText('Active')).toBeTruthy();
    expect(screen.getByText('CDG-100001')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'example.com' }).getAttribute('href')).toBe('https://example.com');
    expect(screen.getByText('Switzerland')).toBeTruthy();
    expect(screen.queryByText('Partner program')).toBeNull();
  });

  it('names the partner program only for partners', async () => {
    await visit(page, { [one]: { ...sampleAccount, eligibility: { client: true, partner: true } } });
    expect(screen.getByText('Partner program').nextSibling?.textContent).toBe('Yes');
  });

  it('lists the modules of the default group with descriptions and no way to change them', async () => {
    const { calls } = await visit(`${page}?tab=modules`, {
      'GET /public/v1/accounts/user-groups': { data: [defaultGroup], $meta: { pagination: { limit: 1, offset: 0, total: 1 } } },
    });
    const list = await screen.findByRole('list', { name: 'Modules of the account' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    expect(within(list).getByText(/Buy and manage subscriptions/)).toBeTruthy();
    expect(within(list).queryByRole('checkbox')).toBeNull();
    expect(calls.some((call) => call.path.includes('and(eq(isDefault,true),eq(account.id,"ACC-1000-0001"))'))).toBe(true);
  });

  it('lets operators change the modules within what the type allows, and says what is lost', async () => {
    const module = (id: string, name: string, accountTypes: string[], isConfigurable = true) => ({
      id,
      name,
      accountTypes,
      isConfigurable,
      isEnabledByDefault: true,
    });
    const all = [
      module('MOD-1756', 'Access management', ['client', 'vendor'], false),
      module('MOD-0478', 'Marketplace', ['client']),
      module('MOD-1239', 'Billing', ['client']),
      module('MOD-8743', 'Catalog management', ['vendor']),
    ];
    const listed = (data: unknown[]) => ({ data, $meta: { pagination: { limit: 100, offset: 0, total: data.length } } });
    const group = { ...defaultGroup, revision: 7, modules: defaultGroup.modules.slice(0, 2) };
    const { writes } = await visit(`${page}?tab=modules`, {
      'GET /public/v1/me': { ...session, isOperator: true },
      'GET /public/v1/accounts/user-groups': listed([group]),
      'GET /public/v1/accounts/modules': listed(all),
      'PUT /public/v1/accounts/user-groups/UGR-1000-0001': group,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Change modules' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Modules of Example AG' }));
    await dialog.findByRole('checkbox', { name: /Billing/ });
    expect(dialog.queryByRole('checkbox', { name: /Catalog/ })).toBeNull();
    expect(dialog.getByRole('checkbox', { name: /Access management/ }).getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(writes()).toEqual([]);
    await userEvent.click(dialog.getByRole('checkbox', { name: /Billing/ }));
    expect(dialog.queryByText(/loses/)).toBeNull();
    await userEvent.click(dialog.getByRole('checkbox', { name: /Marketplace/ }));
    expect(dialog.getByText(/loses Marketplace as soon as you save/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(writes()[0]?.body).toEqual({ modules: [{ id: 'MOD-1756' }, { id: 'MOD-1239' }] });
    expect(writes()[0]?.headers.get('if-match')).toBe('"7"');
  });

  it('says what it takes to see the modules, without asking the server, to somebody without Access management', async () => {
    const modules = session.modules.filter((module) => module.code === 'account-management');
    const { calls } = await visit(`${page}?tab=modules`, { 'GET /public/v1/me': { ...session, modules } });
    expect(await screen.findByText(/you need Access management/)).toBeTruthy();
    expect(calls.some((call) => call.path.includes('user-groups'))).toBe(false);
  });

  it('tells when the account was created and changed, and by whom, but no event that never happened', async () => {
    await visit(`${page}?tab=details`);
    expect(screen.getByText('Finn Okafor')).toBeTruthy();
    expect(screen.getByText('Created')).toBeTruthy();
    expect(screen.queryByText('Last disabled')).toBeNull();
  });
});

describe('editing the account', () => {
  it('sends only what changed under the revision that was read, and the header shows the new name', async () => {
    let name = 'Example AG';
    const { writes, address } = await visit(page, {
      'GET /public/v1/me': () => ({ ...session, account: { ...session.account, name } }),
      [put]: () => {
        name = 'Example Holding AG';
        return { ...sampleAccount, name, revision: 5 };
      },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    await dialog();
    expect(address()).toContain('open=edit');
    await retype(/Account name/, 'Example Holding AG');
    await save();
    expect(await screen.findByText('The account was saved')).toBeTruthy();
    expect(writes()).toHaveLength(1);
    expect(writes()[0]?.body).toEqual({ name: 'Example Holding AG' });
    expect(writes()[0]?.headers.get('if-match')).toBe('"4"');
    expect(await within(screen.getAllByRole('banner')[0]!).findByText('Example Holding AG')).toBeTruthy();
    await waitFor(() => expect(address()).not.toContain('open'));
  });

  it('clears with null, merges one part of the address, and leaves the rest alone', async () => {
    const { writes } = await visit(`${page}?open=edit&step=additional`, { [put]: { ...sampleAccount, revision: 5 } });
    await dialog();
    await retype('Technical support e-mail', '');
    await userEvent.click(screen.getByRole('button', { name: 'Headquarters address' }));
    await retype(/City/, 'Baar');
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ technicalSupportEmail: null, address: { city: 'Baar' } });
  });

  it('sends a chosen logo as a form of two parts', async () => {
    const { writes } = await visit(`${page}?open=edit`, { [put]: { ...sampleAccount, revision: 5 } });
    await dialog();
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:logo', revokeObjectURL: () => {} }));
    expect(screen.queryByRole('button', { name: 'Remove the picture' })).toBeNull();
    await userEvent.upload(screen.getByLabelText('Logo'), new File(['x'], 'logo.png', { type: 'image/png' }));
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    const form = writes()[0]?.body as FormData;
    expect([...form.keys()]).toEqual(['account', 'logo']);
    expect(form.get('account')).toBe('{}');
    expect((form.get('logo') as File).name).toBe('logo.png');
  });

  it('takes the logo away with null, and offers that only where there is one', async () => {
    const picture = () => Object.defineProperty(new Response('x'), 'url', { value: '/public/v1/pictures/abc.webp' });
    const { writes } = await visit(`${page}?open=edit`, {
      [`GET ${sampleAccount.icon}`]: picture,
      [put]: { ...sampleAccount, revision: 5 },
    });
    await dialog();
    await userEvent.click(await screen.findByRole('button', { name: 'Remove the picture' }));
    await save();
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]?.body).toEqual({ icon: null });
  });

  it('asks for the rest of an address of which a part is given, and sends nothing', async () => {
    const { address: _, ...without } = sampleAccount;
    const { writes } = await visit(`${page}?open=edit&step=address`, { [one]: without });
    await dialog();
    await retype('City', 'Zug');
    await save();
    expect((await screen.findAllByText(/so this is needed too/)).length).toBe(2);
    expect(writes()).toHaveLength(0);
  });

  it('leads to the step with the bad field and sends nothing', async () => {
    const { writes } = await visit(`${page}?open=edit&step=additional`);
    await dialog();
    await retype('Company website', 'example.com');
    await userEvent.click(screen.getByRole('button', { name: 'General' }));
    await save();
    expect(await screen.findByText('Not in the expected form.')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Company website' }).closest('[hidden]')).toBeNull());
    expect(writes()).toHaveLength(0);
  });

  it('explains that somebody else was faster, loads the newest version and keeps what was entered', async () => {
    const newest = { ...sampleAccount, revision: 7, website: 'https://newer.example', description: 'Changed elsewhere' };
    let stored = sampleAccount;
    const { writes } = await visit(`${page}?open=edit`, {
      [one]: () => stored,
      [put]: (call: { headers: Headers }) =>
        call.headers.get('if-match') === '"7"' ? { ...newest, name: 'Mine', revision: 8 } : problem({ status: 412, detail: 'Revision 7.' }),
    });
    await dialog();
    await retype(/Account name/, 'Mine');
    stored = newest;
    await save();
    const notice = await screen.findByText('Somebody else has changed this meanwhile');
    expect(notice).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Load the newest version' }));
    expect(await screen.findByText(/The newest version is loaded/)).toBeTruthy();
    expect(screen.queryByText('Revision 7.')).toBeNull();
    expect(screen.getByRole('textbox', { name: /Account name/ })).toHaveProperty('value', 'Mine');
    await save();
    await waitFor(() => expect(writes()).toHaveLength(2));
    expect(writes()[1]?.body).toEqual({ name: 'Mine' });
    expect(await screen.findByText('The account was saved')).toBeTruthy();
  });

  it('puts a refusal of the server at its field and keeps the wizard open', async () => {
    await visit(`${page}?open=edit&step=additional`, {
      [put]: problem({ status: 400, errors: { technicalSupportEmail: ['Not reachable.'] } }),
    });
    await dialog();
    await retype('Technical support e-mail', 'help@example.com');
    await save();
    expect(await screen.findByText('Not reachable.')).toBeTruthy();
    expect(screen.getByRole('dialog', { name: 'Edit account' })).toBeTruthy();
  });
});
