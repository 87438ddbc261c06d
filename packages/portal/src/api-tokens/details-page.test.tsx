import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open } from '../../test/harness.tsx';
import { sampleToken } from './samples.ts';

const url = '/administration/settings/api-tokens/TKN-1000-0001';
const path = '/public/v1/accounts/api-tokens/TKN-1000-0001';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function openToken(more: Answers = {}, token = sampleToken()) {
  const calls = answer({
    [`GET ${path}`]: token,
    'GET /public/v1/installation': { id: 'installation' },
    ...more,
  });
  const shown = await open(url);
  await screen.findByRole('heading', { level: 1, name: token.name });
  return { calls, ...shown };
}

describe('the page of a token', () => {
  it('warns in the last two weeks and leads to the expiry', async () => {
    const { address } = await openToken({}, sampleToken({ expiresAt: inDays(3) }));
    expect(screen.getByText(/^This token expires on/)).toBeTruthy();
    expect(screen.getByText('3 days left')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Change expiry' }));
    await waitFor(() => expect(address()).toBe(`${url}?open=edit`));
  });

  it('asks again when somebody comes back to it, so that the last access is that of now', async () => {
    const { lastAccessAt: _, ...unused } = sampleToken();
    let token: typeof unused = unused;
    await openToken({ [`GET ${path}`]: () => token }, unused);
    expect(screen.getByText('Never used')).toBeTruthy();
    token = sampleToken({ lastAccessAt: new Date().toISOString() });
    window.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(screen.queryByText('Never used')).toBeNull());
  });

  it('offers to enable a disabled token, asks before, and does not offer to disable it', async () => {
    const { calls } = await openToken({ [`POST ${path}/enable`]: sampleToken() }, sampleToken({ status: 'Disabled' }));
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(['Enable', 'Delete']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Enable' }));
    expect(calls.filter((call) => call.method === 'POST')).toEqual([]);
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Enable' }));
    expect(await screen.findByText('“Nightly export” is enabled')).toBeTruthy();
    expect(calls.filter((call) => call.method === 'POST').map((call) => call.path)).toEqual([`${path}/enable`]);
  });

  it('edits name and expiry at the revision that was read, and leaves an expiry alone that was not touched', async () => {
    const token = sampleToken({ expiresAt: inDays(100) });
    const { calls } = await openToken({ [`PUT ${path}`]: token }, token);
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    const name = await screen.findByRole('textbox', { name: /Name/ });
    await userEvent.clear(name);
    await userEvent.type(name, 'Weekly export');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const put = calls.find((call) => call.method === 'PUT');
    expect(put?.headers.get('if-match')).toBe('"4"');
    expect(put?.body).toEqual({
      name: 'Weekly export',
      description: 'Reads users every night',
      modules: [{ id: 'MOD-1756' }, { id: 'MOD-1239' }],
      auditReads: false,
    });
  });

  it('explains the switch for its reads, and sends it', async () => {
    const { calls } = await openToken({ [`PUT ${path}`]: sampleToken({ auditReads: true }) });
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    const reads = await screen.findByRole('switch', { name: /^Record what this token reads/ });
    expect(reads.getAttribute('aria-checked')).toBe('false');
    expect(screen.getByText(/every successful read is too/)).toBeTruthy();
    await userEvent.click(reads);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.find((call) => call.method === 'PUT')?.body).toMatchObject({ auditReads: true });
  });

  it.each([
    [true, 'Each read is recorded in the audit trail'],
    [false, 'Not recorded; its changes are'],
  ])('says in its details that its reads are recorded: %s', async (auditReads, sentence) => {
    await openToken({}, sampleToken({ auditReads }));
    await userEvent.click(screen.getByRole('tab', { name: 'Details' }));
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
