import type { Invitation } from '@tenantry/contract/invitations';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { tabAccount } from '../api.ts';
import { plainInstallation } from '../installation/samples.ts';

const path = '/public/v1/security/invitations';
const link = '/accept-invite?code=c0de-Secret&mail=ma1l-Secret';
const account = { id: 'ACC-2000-0001', name: 'Harbour Group', icon: '' };
const invitation: Invitation = {
  id: 'AUSR-1',
  status: 'open',
  next: 'register',
  codeRequired: false,
  email: 'wanda@example.com',
  firstName: 'Wanda',
  lastName: 'Kowalska',
  account,
  invitedBy: 'Ada Roth',
  expiresAt: '2030-01-31T12:00:00.000Z',
};
const answered = (status: 'accepted' | 'declined') => ({ id: 'AUSR-1', status, account });

const server = (found: Partial<Invitation>, more: Answers = {}) =>
  answer({
    'GET /public/v1/installation': plainInstallation,
    [`POST ${path}/look-up`]: { ...invitation, ...found },
    [`POST ${path}/accept`]: answered('accepted'),
    [`POST ${path}/decline`]: answered('declined'),
    [`POST ${path}/send-code`]: { ...invitation, codeRequired: true },
    ...more,
  });
const bodies = (calls: ReturnType<typeof answer>, action: string) =>
  calls.filter((call) => call.path === `${path}/${action}`).map((call) => call.body);

const secret = 'puzzles and cold rivers';
async function choosePassword() {
  await screen.findByText('What it must be');
  await userEvent.type(screen.getByLabelText(/^Password/), secret);
  await userEvent.type(screen.getByLabelText(/Repeat the password/), secret);
}
const accept = () => userEvent.click(screen.getByRole('button', { name: 'Accept invitation' }));

describe('the link of an invitation', () => {
  it('loses its secrets at once and survives a reload of the tab', async () => {
    const calls = server({});
    const { address, router } = await open(link);
    await screen.findByText('You are invited to Harbour Group');
    expect(address()).toBe('/accept-invite');
    expect(router.history.length).toBe(1);
    expect(screen.getByText('Ada Roth invites you to work in this account.')).toBeTruthy();
    expect(screen.getByText('Sent to wanda@example.com')).toBeTruthy();
    expect(bodies(calls, 'look-up')[0]).toEqual({ code: 'c0de-Secret', mail: 'ma1l-Secret' });
    expect(localStorage.length === 0 || !JSON.stringify({ ...localStorage }).includes('Secret')).toBe(true);
    expect(sessionStorage.getItem('tenantry.invitation')).toContain('c0de-Secret');
  });

  it.each([
    ['dead', link],
    ['without a code', '/accept-invite'],
  ])('that is %s says whom to ask', async (_, url) => {
    server({ status: 'dead' }, { [`POST ${path}/look-up`]: { id: '', status: 'dead' } });
    await open(url);
    expect(await screen.findByText('This invitation is no longer active')).toBeTruthy();
    expect(screen.getByText('Ask the person who shared it for a new one.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Accept invitation' })).toBeNull();
  });

  it('declines only after a question', async () => {
    const calls = server({});
    await open(link);
    await userEvent.click(await screen.findByRole('button', { name: 'Decline invitation' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(bodies(calls, 'decline')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Decline invitation' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Decline' }));
    expect(await screen.findByText('You have declined the invitation')).toBeTruthy();
    expect(bodies(calls, 'decline')).toEqual([{ code: 'c0de-Secret', mail: 'ma1l-Secret' }]);
    expect(sessionStorage.getItem('tenantry.invitation')).toBeNull();
  });
});

describe('a new person', () => {
  it('registers with names, password and terms, and lands in the account', async () => {
    const calls = server({});
    await open(link);
    await choosePassword();
    await accept();
    expect(await screen.findByText('Agree to the terms of use to go on.')).toBeTruthy();
    expect(bodies(calls, 'accept')).toEqual([]);
    await userEvent.click(screen.getByRole('checkbox', { name: 'I agree to the terms of use' }));
    await accept();
    expect(await screen.findByText('Welcome to Harbour Group')).toBeTruthy();
    expect(bodies(calls, 'accept')).toEqual([
      {
        code: 'c0de-Secret',
        mail: 'ma1l-Secret',
        registration: { firstName: 'Wanda', lastName: 'Kowalska', password: secret, termsAccepted: true },
      },
    ]);
    expect(sessionStorage.getItem('tenantry.invitation')).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Go to the account' }));
    expect(tabAccount()).toBe(account.id);
  });

  it('with a copied link proves her mailbox first', async () => {
    let code = 'wrong';
    const calls = server(
      { codeRequired: true },
      {
        [`POST ${path}/accept`]: () =>
          code === 'right'
            ? answered('accepted')
            : problem({
                status: 400,
                errors: {
                  'registration.mailCode': [
                    'This is not the code from the newest mail. Take the code from that one, or have a new one sent.',
                  ],
                },
              }),
      },
    );
    await open('/accept-invite?code=c0de-Secret');
    await choosePassword();
    await userEvent.click(screen.getByRole('checkbox', { name: 'I agree to the terms of use' }));
    await accept();
    expect(await screen.findByText('This field is required.')).toBeTruthy();
    expect(bodies(calls, 'accept')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Send a code to this address' }));
    expect(await screen.findByText(/A code of six digits is on its way/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Send another code in/ }).disabled).toBe(true);
    expect(bodies(calls, 'send-code')).toEqual([{ code: 'c0de-Secret' }]);
    await userEvent.type(screen.getByLabelText(/Code from the mail/), '482 915');
    await accept();
    expect(
      await screen.findByText('This is not the code from the newest mail. Take the code from that one, or have a new one sent.'),
    ).toBeTruthy();
    code = 'right';
    await accept();
    expect(await screen.findByText('Welcome to Harbour Group')).toBeTruthy();
    expect(bodies(calls, 'accept').at(-1)).toMatchObject({ registration: { mailCode: '482915' } });
  });

  it('sees that the link died while she was typing', async () => {
    let dead = false;
    server(
      {},
      {
        [`POST ${path}/look-up`]: () => (dead ? { id: '', status: 'dead' } : invitation),
        [`POST ${path}/accept`]: () => {
          dead = true;
          return problem({ status: 409, detail: 'Gone.', errors: [{ message: 'Gone.', properties: [] }] });
        },
      },
    );
    await open(link);
    await choosePassword();
    await userEvent.click(screen.getByRole('checkbox', { name: 'I agree to the terms of use' }));
    await accept();
    expect(await screen.findByText('This invitation is no longer active')).toBeTruthy();
  });

  it('is told that registering signs somebody else out', async () => {
    server({ signedInAs: 'ada@example.com' });
    await open(link);
    expect(await screen.findByText(/You are signed in as ada@example.com in this browser/)).toBeTruthy();
  });
});

describe('a person who is registered', () => {
  it('accepts at once when she is signed in', async () => {
    const calls = server({ next: 'accept' });
    await open(link);
    await userEvent.click(await screen.findByRole('button', { name: 'Accept invitation' }));
    expect(await screen.findByText('Welcome to Harbour Group')).toBeTruthy();
    expect(bodies(calls, 'accept')).toEqual([{ code: 'c0de-Secret', mail: 'ma1l-Secret' }]);
    expect(screen.queryByLabelText(/^Password/)).toBeNull();
  });

  it('signs in first, with her address filled in but not in the address bar, and comes back', async () => {
    server({ next: 'sign-in' });
    const { address } = await open(link);
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in to accept' }));
    await waitFor(() => expect(address()).toBe('/sign-in?return=%2Faccept-invite'));
    expect((await screen.findByLabelText<HTMLInputElement>('E-mail address')).value).toBe('wanda@example.com');
    expect(sessionStorage.getItem('tenantry.invitation')).toContain('c0de-Secret');
  });

  it('signed in as somebody else, is told so and signs out first', async () => {
    const calls = server(
      { next: 'sign-in', signedInAs: 'ada@example.com' },
      { 'DELETE /public/v1/security/sessions/current': () => new Response(null, { status: 204 }) },
    );
    const { address } = await open(link);
    expect(await screen.findByText(/You are signed in as ada@example.com, but/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Accept invitation' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in with that address' }));
    await waitFor(() => expect(address()).toContain('/sign-in'));
    expect(calls.filter((call) => call.method === 'DELETE')).toHaveLength(1);
  });
});
