import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, show } from '../../test/harness.tsx';
import { AuditTab } from './audit-tab.tsx';
import { sampleRecord } from './samples.ts';

const list = (...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total: data.length } } });

describe('the Audit trail tab', () => {
  it('asks for the records of its objects only, newest first and with names filled in, and shows no Object columns', async () => {
    const calls = answer({ 'GET /public/v1/audit/records': list(sampleRecord()) });
    await show(<AuditTab objectIds={['AUSR-1000-0001', 'USR-1000-0001']} />);
    expect(await screen.findByText('API token updated')).toBeTruthy();
    const asked = calls.map((call) => call.path).filter((path) => path.includes('/audit/records'));
    expect(asked).toEqual([
      "/public/v1/audit/records?limit=10&offset=0&order=-timestamp&in(object.id,('AUSR-1000-0001','USR-1000-0001'))&render()",
    ]);
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      'Date',
      'Actor',
      'Tech details',
      'Details',
      'Actions',
    ]);
    expect(screen.getByText('Firefox 128 · Linux')).toBeTruthy();
    expect(screen.getByText('Changed: Name, Modules')).toBeTruthy();
  });

  it('opens a record with what was before and after, without asking again, and puts it into the address', async () => {
    const calls = answer({ 'GET /public/v1/audit/records': list(sampleRecord()) });
    const { address } = await show(<AuditTab objectIds={['TKN-1000-0001']} />);
    await userEvent.click(await screen.findByRole('button', { name: /Actions for API token updated/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'View details' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'API token updated' }));
    expect(address()).toBe('/?record=AUD-0000-0000-0000-0001');
    expect([...document.querySelectorAll('del')].map((cell) => cell.textContent)).toEqual(['Export', 'Account management']);
    expect([...document.querySelectorAll('ins')].map((cell) => cell.textContent)).toEqual(['Nightly export', 'Billing']);
    expect(dialog.getAllByText(/30\.456/).length).toBe(1);
    expect(dialog.getByText(/Example AG \(ACC-1000-0001\)/)).toBeTruthy();
    expect(dialog.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['API token', 'Before', 'Actor']);
    expect(calls.filter((call) => call.path.includes('AUD-'))).toEqual([]);
    await userEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    expect(address()).toBe('/');
  });

  it('says so when nothing is recorded', async () => {
    answer({ 'GET /public/v1/audit/records': list() });
    await show(<AuditTab objectIds={['TKN-1000-0001']} />);
    expect(await screen.findByText('Nothing has been recorded about it yet')).toBeTruthy();
  });
});
