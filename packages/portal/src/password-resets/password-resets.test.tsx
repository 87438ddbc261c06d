import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { plainInstallation } from '../installation/samples.ts';

const path = '/public/v1/security/password-resets';
const server = (more: Answers = {}) =>
  answer({ 'GET /public/v1/installation': plainInstallation, [`POST ${path}`]: { id: 'x', done: true }, ...more });
const posts = (calls: ReturnType<typeof answer>) => calls.filter((call) => call.method === 'POST');

describe('a forgotten password', () => {
  it('sends the address and says the same whoever is registered', async () => {
    const calls = server();
    await open('/forgot-password');
    await userEvent.type(await screen.findByLabelText('E-mail address'), ' ada@example.com {Enter}');
    expect(await screen.findByText(/If somebody is registered as ada@example.com/)).toBeTruthy();
    expect(posts(calls).map((call) => call.body)).toEqual([{ email: 'ada@example.com' }]);
  });

  it('sends nothing without an address', async () => {
    const calls = server();
    await open('/forgot-password');
    await userEvent.click(await screen.findByRole('button', { name: 'Send the link' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeTruthy();
    expect(posts(calls)).toEqual([]);
  });
});

describe('a reset link', () => {
  const choose = async (first: string, second = first) => {
    await screen.findByText('What it must be');
    await userEvent.type(screen.getByLabelText(/New password/), first);
    await userEvent.type(screen.getByLabelText(/Repeat the password/), second);
    await userEvent.click(screen.getByRole('button', { name: 'Set the password' }));
  };
  const good = 'puzzles and cold rivers';

  it('loses its code at once: it is in no address and no storage, and still works', async () => {
    const calls = server({ [`POST ${path}/complete`]: { id: 'x', done: true } });
    const { address, router } = await open('/reset-password?code=c0de-Secret');
    await waitFor(() => expect(address()).toBe('/reset-password'));
    expect(router.history.length).toBe(1);
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('c0de');
    await choose(good);
    expect(await screen.findByText('Your new password is set')).toBeTruthy();
    expect(posts(calls).map((call) => call.body)).toEqual([{ code: 'c0de-Secret', password: good }]);
  });

  it('ticks what is met while typing, and sends nothing before everything is', async () => {
    const calls = server();
    await open('/reset-password?code=c0de');
    await choose('too short', 'too shor');
    const item = (text: string) => screen.getByText(text, { exact: false, selector: 'li span' }).textContent;
    expect(item('At least 15 characters')).toContain('not met yet');
    expect(await screen.findByText('The two entries differ.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText(/New password/), ' but growing');
    expect(item('At least 15 characters')).toContain('(met)');
    expect(posts(calls)).toEqual([]);
  });

  it('shows at the password what only the server can judge', async () => {
    server({
      [`POST ${path}/complete`]: () => problem({ status: 400, errors: { password: ['Is among the passwords that are guessed first.'] } }),
    });
    await open('/reset-password?code=c0de');
    await choose('passwordpassword');
    expect(await screen.findByText('This is one of the passwords that are guessed first.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(/New password/));
  });

  it.each([
    ['used or expired', '/reset-password?code=c0de'],
    ['without a code', '/reset-password'],
  ])('that is %s says so and offers a new one', async (_, url) => {
    server({ [`POST ${path}/complete`]: () => problem({ status: 409, detail: 'Dead.' }) });
    await open(url);
    if (url.includes('code')) await choose(good);
    expect(await screen.findByText('This link no longer works')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Send a new link' }).getAttribute('href')).toBe('/forgot-password');
    expect(screen.queryByLabelText(/New password/)).toBeNull();
  });
});
