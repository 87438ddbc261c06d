import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { setTabAccount, tabAccount } from '../api.ts';
import { currentLanguage, setLanguage } from '../i18n.ts';
import { demoInstallation, plainInstallation } from '../installation/samples.ts';

const server = (more: Answers = {}) =>
  answer({
    'GET /public/v1/installation': plainInstallation,
    'POST /public/v1/security/sign-in': { next: 'password' },
    'POST /public/v1/security/sessions': { id: 'SES-1', user: { id: session.id, name: session.actor.name }, createdAt: '' },
    ...more,
  });

const secret = 'puzzles and cold rivers';

async function signIn(password = secret) {
  await userEvent.type(await screen.findByLabelText('E-mail address'), ' ada@example.com {Enter}');
  await userEvent.type(await screen.findByLabelText('Password'), `${password}{Enter}`);
}

describe('signing in', () => {
  it('asks for the address, then for the password, and goes where the person wanted to', async () => {
    const calls = server();
    const { address } = await open(`/sign-in?return=${encodeURIComponent('/profile?tab=details')}`);
    const email = await screen.findByLabelText('E-mail address');
    await waitFor(() => expect(document.activeElement).toBe(email));
    expect(email.getAttribute('autocomplete')).toBe('username');
    expect(screen.queryByLabelText('Password')).toBeNull();
    await signIn();
    await waitFor(() => expect(address()).toBe('/profile?tab=details'));
    const posted = calls.filter((call) => call.method === 'POST');
    expect(posted.map((call) => call.body)).toEqual([{ email: 'ada@example.com' }, { email: 'ada@example.com', password: secret }]);
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain(secret);
  });

  it('keeps the address for password managers, and lets it be changed', async () => {
    server();
    await open('/sign-in');
    await userEvent.type(await screen.findByLabelText('E-mail address'), 'ada@example.com{Enter}');
    const password = await screen.findByLabelText('Password');
    await waitFor(() => expect(document.activeElement).toBe(password));
    expect(password.getAttribute('autocomplete')).toBe('current-password');
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').readOnly).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Use another address' }));
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').readOnly).toBe(false);
  });

  it.each(['//evil.example.net/', 'https://evil.example.net/', '/\\evil.example.net'])('leads home, not to %s', async (target) => {
    server();
    const { address } = await open(`/sign-in?return=${encodeURIComponent(target)}`);
    await signIn();
    await waitFor(() => expect(address()).toBe('/'));
  });

  it('starts in the account of the person who signs in, unless she comes back to a page of this tab', async () => {
    setTabAccount('ACC-9');
    const calls = server();
    await open('/sign-in');
    await signIn();
    await waitFor(() => expect(calls.some((call) => call.path === '/public/v1/me')).toBe(true));
    await waitFor(() => expect(tabAccount()).toBe('ACC-1000-0001'));
    for (const call of calls.filter((one) => one.path === '/public/v1/me')) expect(call.headers.has('Tenantry-Account')).toBe(false);
  });

  it('shows the portal in the language of her profile', async () => {
    server({ 'GET /public/v1/me': { ...session, settings: { languageCode: 'de-CH' } } });
    await open('/sign-in');
    await signIn();
    await waitFor(() => expect(currentLanguage()).toBe('de'));
    await setLanguage('en');
  });
});

describe('a refused sign-in', () => {
  it('says that the data is wrong, focuses the password, and stays', async () => {
    server({ 'POST /public/v1/security/sessions': () => problem({ status: 401, detail: 'No.' }) });
    const { address } = await open('/sign-in?return=/profile');
    await signIn();
    expect(await screen.findByText('The e-mail address or the password is not right.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(address()).toContain('/sign-in');
  });

  it('counts down after too many tries, and sends nothing meanwhile', async () => {
    const tooMany = () => {
      const refused = problem({ status: 429, title: 'Too many requests' });
      refused.headers.set('retry-after', '90');
      return refused;
    };
    const calls = server({ 'POST /public/v1/security/sessions': tooMany });
    await open('/sign-in');
    await signIn();
    expect(await screen.findByText(/Too many tries/)).toBeTruthy();
    expect(screen.getAllByText(/^(90|89|88) seconds$/).length).toBeGreaterThan(0);
    const before = calls.length;
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(calls.length).toBe(before);
  });

  it('sends neither an empty address nor an empty password', async () => {
    const calls = server();
    await open('/sign-in');
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Enter your e-mail address.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('E-mail address'), 'ada@example.com{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your password.')).toBeTruthy();
    expect(calls.filter((call) => call.path.endsWith('/sessions'))).toEqual([]);
  });
});

describe('the installation', () => {
  it('offers its demo people, whose password nobody keeps', async () => {
    const calls = server({ 'GET /public/v1/installation': demoInstallation });
    await open('/sign-in');
    await userEvent.click(await screen.findByRole('button', { name: /Finn Okafor/ }));
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('finn@demo.example');
    expect(screen.getByText('The password is in the terminal where Tenantry was started.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the demo mailbox' }).getAttribute('href')).toBe('/mailbox');
    await userEvent.type(screen.getByLabelText('Password'), `${secret}{Enter}`);
    await waitFor(() =>
      expect(calls.find((call) => call.path.endsWith('/sessions'))?.body).toEqual({ email: 'finn@demo.example', password: secret }),
    );
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain(secret);
  });

  it('without demo data names nobody and links no mailbox', async () => {
    server({ 'GET /public/v1/installation': { ...plainInstallation, mailbox: true } });
    await open('/sign-in');
    await screen.findByText('Tenantry 0.1.0');
    expect(screen.queryByText('Demo people')).toBeNull();
    expect(screen.queryByRole('link', { name: /mailbox/ })).toBeNull();
  });

  it('warns where passwords travel in the clear, and links its own terms', async () => {
    server({ 'GET /public/v1/installation': { ...plainInstallation, insecureHttp: true, termsUrl: 'https://example.com/terms' } });
    await open('/sign-in');
    expect(await screen.findByText(/not encrypted/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Terms of use' }).getAttribute('href')).toBe('https://example.com/terms');
    expect(screen.queryByRole('link', { name: 'Privacy' })).toBeNull();
  });
});
