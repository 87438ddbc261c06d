import type { Mail } from '@tenantry/contract/mails';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, open, problem } from '../../test/harness.tsx';
import { setTabAccount } from '../api.ts';
import { demoInstallation, plainInstallation } from '../installation/samples.ts';

const list = 'GET /public/v1/notifications/mails';
const mail = (id: string, more: Partial<Mail> = {}): Mail => ({
  id,
  to: 'wanda@example.com',
  subject: `Invitation ${id}`,
  template: 'invitation',
  status: 'Kept',
  createdAt: '2026-11-21T10:00:00.000Z',
  ...more,
});
const page = (data: Mail[], total = data.length) => ({ data, $meta: { pagination: { limit: 50, offset: 0, total } } });
const server = (answers: Answers) => answer({ 'GET /public/v1/installation': demoInstallation, ...answers });

describe('the mailbox', () => {
  it('shows a mail in a frame that may run nothing, and asks for its body once', async () => {
    setTabAccount('ACC-1000-0001');
    const calls = server({ [list]: page([mail('MSG-2'), mail('MSG-1')]) });
    const { address } = await open('/mailbox');
    await userEvent.click(await screen.findByRole('button', { name: /Invitation MSG-1/ }));
    const frame = await screen.findByTitle('Mail: Invitation MSG-1');
    expect(frame.getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    expect(frame.getAttribute('src')).toBe('/public/v1/notifications/mails/MSG-1/html?account=ACC-1000-0001');
    expect(document.querySelectorAll('iframe')).toHaveLength(1);
    expect(address()).toBe('/mailbox?mail=MSG-1');
    // The frame records the opening; reading the mail as well would record it twice.
    expect(calls.filter((call) => call.path.includes('/mails/'))).toEqual([]);
    expect(calls.find((call) => call.path.includes('/mails?'))?.path).toContain('order=-createdAt');
  });

  it('looks again when told to', async () => {
    const mails = [mail('MSG-1')];
    server({ [list]: () => page(mails) });
    await open('/mailbox');
    await screen.findByText('Invitation MSG-1');
    mails.unshift(mail('MSG-2', { status: 'Failed', error: 'No route' }));
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('Invitation MSG-2')).toBeTruthy();
    expect(screen.getByText('Failed')).toBeTruthy();
  });

  it('says what to do while it is empty', async () => {
    server({ [list]: page([]) });
    await open('/mailbox');
    expect(await screen.findByText('No mails yet')).toBeTruthy();
  });

  it('elsewhere is closed to all but operators', async () => {
    server({ 'GET /public/v1/installation': plainInstallation, [list]: () => problem({ status: 403, detail: 'Operators only.' }) });
    await open('/mailbox');
    expect(await screen.findByText('The mailbox is not open to you')).toBeTruthy();
    expect(document.querySelector('iframe')).toBeNull();
  });

  it('stands among the settings for operators, and for nobody else', async () => {
    const calls = server({ [list]: page([mail('MSG-1')]) });
    await open('/administration/settings/mails');
    expect(await screen.findByText(/is not open to you/)).toBeTruthy();
    await waitFor(() => expect(calls.some((call) => call.path.includes('/mails'))).toBe(false));
  });
});
