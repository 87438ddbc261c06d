import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { sampleSecret, sampleToken } from './samples.ts';

const url = '/administration/settings/api-tokens/TKN-1000-0001';
const path = '/public/v1/accounts/api-tokens/TKN-1000-0001';

async function openToken(more: Answers = {}, token = sampleToken()) {
  const calls = answer({
    [`GET ${path}`]: token,
    'GET /public/v1/installation': { id: 'installation' },
    [`POST ${path}/reveal`]: { ...token, token: sampleSecret },
    ...more,
  });
  const shown = await open(url);
  await screen.findByRole('heading', { level: 1, name: token.name });
  return { calls, ...shown };
}

const showSecret = () => userEvent.click(screen.getByRole('button', { name: 'Show API token' }));
const page = () => document.body.innerHTML;

describe('the secret of a token', () => {
  it('is neither asked for nor on the page until somebody wants to see it; the example does without it', async () => {
    const { calls } = await openToken();
    expect(page()).not.toContain(sampleSecret);
    expect(screen.getByText(`curl -H "Authorization: Bearer $TENANTRY_TOKEN" ${location.origin}/public/v1/me`)).toBeTruthy();
    expect(calls.filter((call) => call.method === 'POST')).toEqual([]);
  });

  it('is shown after the password, in the example too, and hidden again by the eye', async () => {
    let known = false;
    const { calls } = await openToken({
      [`POST ${path}/reveal`]: () =>
        known ? { ...sampleToken(), token: sampleSecret } : problem({ status: 403, type: '/problems/confirm-identity' }),
      'POST /public/v1/security/confirm': () => {
        known = true;
        return { id: 'SES-1' };
      },
    });
    await showSecret();
    await userEvent.type(await screen.findByLabelText('Your password'), 'correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText(sampleSecret)).toBeTruthy();
    expect(screen.getByText(`curl -H "Authorization: Bearer ${sampleSecret}" ${location.origin}/public/v1/me`)).toBeTruthy();
    expect(calls.filter((call) => call.method === 'POST').map((call) => call.path)).toEqual([
      `${path}/reveal`,
      '/public/v1/security/confirm',
      `${path}/reveal`,
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Hide API token' }));
    expect(page()).not.toContain(sampleSecret);
  });

  it('stays hidden when the person does not confirm', async () => {
    await openToken({ [`POST ${path}/reveal`]: () => problem({ status: 403, type: '/problems/confirm-identity' }) });
    await showSecret();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: 'Show API token' })).toBeTruthy();
    expect(page()).not.toContain(sampleSecret);
  });

  it('hides when the window goes to the background', async () => {
    await openToken();
    await showSecret();
    await screen.findByText(sampleSecret);
    act(() => void window.dispatchEvent(new Event('blur')));
    expect(page()).not.toContain(sampleSecret);
  });

  it('hides when focus goes elsewhere on the page', async () => {
    await openToken();
    await showSecret();
    await screen.findByText(sampleSecret);
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    await waitFor(() => expect(page()).not.toContain(sampleSecret));
  });

  it('hides by itself after a minute', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      await openToken();
      await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByRole('button', { name: 'Show API token' }));
      await screen.findByText(sampleSecret);
      await act(() => vi.advanceTimersByTimeAsync(61_000));
      expect(page()).not.toContain(sampleSecret);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is copied without being shown', async () => {
    const user = userEvent.setup();
    await openToken();
    await user.click(screen.getByRole('button', { name: 'Copy API token' }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(sampleSecret));
    expect(page()).not.toContain(sampleSecret);
  });

  it('is not offered where tokens are shown once, whether known before or said by the server', async () => {
    await openToken({
      [`POST ${path}/reveal`]: () =>
        problem({ status: 409, errors: [{ message: 'Only once.', properties: [], id: 'shown-once' }] as never }),
    });
    await showSecret();
    expect(await screen.findByText(/shows a token only once/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show API token' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copy API token' })).toBeNull();
  });

  it('is not even asked for when the installation says so beforehand', async () => {
    await openToken({ 'GET /public/v1/installation': { id: 'installation', tokensShownOnce: true } });
    expect(await screen.findByText(/shows a token only once/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show API token' })).toBeNull();
  });
});
