import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { sampleSecret, sampleToken } from './samples.ts';

const url = '/administration/settings/api-tokens';
const path = '/public/v1/accounts/api-tokens';
const list = (...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total: data.length } } });
const modules = [
  { id: 'MOD-1756', name: 'Access management' },
  { id: 'MOD-1239', name: 'Billing' },
];

async function openList(more: Answers = {}, at = url) {
  const calls = answer({
    [`GET ${path}`]: list(
      sampleToken(),
      sampleToken({ id: 'TKN-1000-0002', name: 'Old sync', status: 'Disabled', modules: [], lastAccessAt: undefined } as never),
    ),
    'GET /public/v1/installation': { id: 'installation' },
    'GET /public/v1/accounts/user-groups': list({ id: 'UGR-1', name: 'Administrators', isDefault: true, modules }),
    ...more,
  });
  const shown = await open(at);
  await screen.findByText('Nightly export');
  return { calls, ...shown };
}

const menuOf = async (name: string) => {
  await userEvent.click(screen.getByRole('button', { name: `Actions for ${name}` }));
  return (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
};
const posts = (calls: { method: string; path: string }[]) => calls.filter((call) => call.method === 'POST').map((call) => call.path);

describe('the list of API tokens', () => {
  it('lists only those of the account, newest first, with who added them and when they were used', async () => {
    const { calls } = await openList();
    expect(calls.find((call) => call.path.startsWith(`${path}?`))?.path).toBe(
      `${path}?limit=10&offset=0&order=-audit.created.at&select=+audit&eq(account.id,"ACC-1000-0001")`,
    );
    const row = within(screen.getByRole('row', { name: /Old sync/ }));
    expect(row.getByText('No modules')).toBeTruthy();
    expect(row.getByText('Never used')).toBeTruthy();
    expect(row.getByText('Ada Roth')).toBeTruthy();
    expect(row.getByText('Disabled')).toBeTruthy();
  });

  it('offers only what fits the state: Disable to an active one, Enable to a disabled one', async () => {
    await openList();
    expect(await menuOf('Nightly export')).toEqual(['Disable', 'Edit', 'Delete']);
    await userEvent.keyboard('{Escape}');
    expect(await menuOf('Old sync')).toEqual(['Enable', 'Edit', 'Delete']);
  });

  it('disables at once and takes it back by Undo', async () => {
    const one = `${path}/TKN-1000-0001`;
    const { calls } = await openList({ [`POST ${one}/disable`]: sampleToken(), [`POST ${one}/enable`]: sampleToken() });
    await menuOf('Nightly export');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Disable' }));
    expect(await screen.findByText('“Nightly export” is disabled')).toBeTruthy();
    expect(posts(calls)).toEqual([`${one}/disable`]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(posts(calls)).toEqual([`${one}/disable`, `${one}/enable`]));
  });

  it('deletes only after its name was typed', async () => {
    const { calls } = await openList({ [`DELETE ${path}/TKN-1000-0001`]: () => new Response(null, { status: 204 }) });
    await menuOf('Nightly export');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(calls.filter((call) => call.method === 'DELETE')).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox'), 'Nightly export');
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(calls.filter((call) => call.method === 'DELETE')).toHaveLength(1));
    expect(await screen.findByText('“Nightly export” is deleted')).toBeTruthy();
  });
});

const created = { ...sampleToken({ name: 'Billing robot' }), token: sampleSecret };
const next = () => userEvent.click(screen.getByRole('button', { name: 'Next' }));

async function addBillingRobot() {
  await userEvent.type(await screen.findByRole('textbox', { name: /Name/ }), 'Billing robot');
  await userEvent.click(screen.getByRole('combobox', { name: 'Expiry' }));
  await userEvent.click(await screen.findByRole('option', { name: 'No expiry' }));
  await next();
  await userEvent.click(await screen.findByRole('checkbox', { name: /Billing/ }));
  await next();
  await userEvent.click(await screen.findByRole('button', { name: 'Add' }));
}

describe('adding an API token', () => {
  it('sends name, modules and expiry of this account, and shows the secret once it is made', async () => {
    const { calls } = await openList({ [`POST ${path}`]: () => Response.json(created, { status: 201 }) }, `${url}?open=add`);
    await addBillingRobot();
    expect(await screen.findByText(sampleSecret)).toBeTruthy();
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
      name: 'Billing robot',
      description: null,
      modules: [{ id: 'MOD-1239' }],
      auditReads: false,
      expiresAt: null,
      account: { id: 'ACC-1000-0001' },
    });
    expect(screen.getByRole('button', { name: 'Download .env' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe(`${url}/TKN-1000-0001`);
  });

  it('says what a token without modules can do, and allows it', async () => {
    await openList({}, `${url}?open=add`);
    await userEvent.type(await screen.findByRole('textbox', { name: /Name/ }), 'Ping');
    await next();
    expect(await screen.findByText(/^Without modules the token can ask who it is/)).toBeTruthy();
    await next();
    expect(await screen.findByRole('button', { name: 'Add' })).toBeTruthy();
  });

  it('stays on General without a name', async () => {
    await openList({}, `${url}?open=add`);
    await screen.findByRole('textbox', { name: /Name/ });
    await next();
    expect(await screen.findByText('This field is required.')).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: /Billing/ })).toBeNull();
  });

  it('leads back to General with the message of the server', async () => {
    const refused = () => problem({ status: 400, errors: { name: ['Is taken.'] } });
    await openList({ [`POST ${path}`]: refused }, `${url}?open=add`);
    await addBillingRobot();
    expect(await screen.findByText('Is taken.')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /Name/ })).toHaveProperty('value', 'Billing robot');
  });

  it('does not close by accident where the secret is never shown again', async () => {
    const answers = {
      [`POST ${path}`]: () => Response.json(created, { status: 201 }),
      'GET /public/v1/installation': { id: 'installation', tokensShownOnce: true },
    };
    const { address } = await openList(answers, `${url}?open=add`);
    await addBillingRobot();
    await screen.findByText(sampleSecret);
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    expect(screen.getByText(sampleSecret)).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'I have stored it' }));
    await userEvent.click(within(screen.getByRole('dialog')).getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await waitFor(() => expect(address()).toBe(url));
    expect(document.body.innerHTML).not.toContain(sampleSecret);
  });
});
