import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, open, problem, session } from '../../test/harness.tsx';

const url = '/administration/settings/audit-trail/retention';
const path = '/public/v1/audit/settings';
const forEver = { id: 'ACC-1000-0001', revision: 1, audit: {}, retentionDays: null, oldestRecordAt: '2024-03-01T10:00:00.000Z' };
const puts = (calls: ReturnType<typeof answer>) => calls.filter(({ method }) => method === 'PUT');
const days = () => screen.findByRole('textbox', { name: /Days/ });
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
const chooseDays = async (text: string) => {
  await userEvent.click(await screen.findByRole('radio', { name: /For a number of days/ }));
  await userEvent.clear(await days());
  await userEvent.type(await days(), text);
};

describe('how long records are kept', () => {
  it('is said with the oldest record and what goes next, and what that means', async () => {
    answer({ [`GET ${path}`]: { ...forEver, retentionDays: 365, expiring: 12_345 } });
    await open(url);
    expect(await screen.findByText('365 days')).toBeTruthy();
    expect(screen.getByText('12,345 records')).toBeTruthy();
    expect(screen.getByText(/Mar 1, 2024|1 Mar 2024/)).toBeTruthy();
    expect(screen.getByText(/Nobody can undo this/)).toBeTruthy();
    expect(screen.queryByText(/belong to no account/)).toBeNull();
    expect(((await days()) as HTMLInputElement).value).toBe('365');
  });

  it('is found from the trail', async () => {
    answer({
      [`GET ${path}`]: forEver,
      'GET /public/v1/audit/records': { data: [], $meta: { pagination: { limit: 10, offset: 0, total: 0 } } },
    });
    const { router } = await open('/administration/settings/audit-trail');
    await userEvent.click(await screen.findByRole('link', { name: 'Keep records' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(url));
    expect(await screen.findByText('For ever', { selector: 'dd' })).toBeTruthy();
  });

  it.each(['89', '36501', '', '90.5', 'many'])('refuses "%s" before anything is asked or sent', async (text) => {
    const calls = answer({ [`GET ${path}`]: forEver });
    await open(url);
    await userEvent.click(await screen.findByRole('radio', { name: /For a number of days/ }));
    await userEvent.clear(await days());
    if (text) await userEvent.type(await days(), text);
    await save();
    expect(await screen.findByText('Enter a whole number from 90 to 36500.')).toBeTruthy();
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('is stored at once where nothing would be erased, at the revision that was read', async () => {
    const calls = answer({
      [`GET ${path}`]: forEver,
      [`POST ${path}/validate`]: { ...forEver, retentionDays: 3650, expiring: 0 },
      [`PUT ${path}`]: { ...forEver, retentionDays: 3650, revision: 2, expiring: 0 },
    });
    await open(url);
    await chooseDays('3650');
    await save();
    expect(await screen.findByText('Records are kept: 3650 days')).toBeTruthy();
    expect(screen.queryByRole('dialog', { name: /Erase/ })).toBeNull();
    expect(puts(calls)).toMatchObject([{ body: { retentionDays: 3650 } }]);
    expect(puts(calls)[0]!.headers.get('if-match')).toBe('"1"');
  });

  it('asks for the name of the account before it erases, says how much, and stores nothing without it', async () => {
    const calls = answer({
      [`GET ${path}`]: forEver,
      [`POST ${path}/validate`]: { ...forEver, retentionDays: 90, expiring: 12_345 },
      [`PUT ${path}`]: { ...forEver, retentionDays: 90, revision: 2, expiring: 12_345 },
    });
    await open(url);
    await chooseDays('90');
    await save();
    const dialog = within(await screen.findByRole('dialog', { name: 'Erase 12,345 records?' }));
    expect(dialog.getByText(/older than 90 days/)).toBeTruthy();
    const act = dialog.getByRole('button', { name: 'Keep 90 days, erase the rest' });
    await userEvent.click(act);
    expect(act.getAttribute('aria-disabled')).toBe('true');
    expect(puts(calls)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox'), session.account!.name!);
    await userEvent.click(act);
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /Erase/ })).toBeNull());
    expect(puts(calls)).toMatchObject([{ body: { retentionDays: 90 } }]);
    expect(await screen.findByText('12,345 records')).toBeTruthy();
  });

  it('can be left as it was when asked', async () => {
    const calls = answer({ [`GET ${path}`]: forEver, [`POST ${path}/validate`]: { ...forEver, retentionDays: 90, expiring: 1 } });
    await open(url);
    await chooseDays('90');
    await save();
    const dialog = within(await screen.findByRole('dialog', { name: 'Erase 1 record?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /Erase/ })).toBeNull());
    expect(puts(calls)).toEqual([]);
    expect(((await days()) as HTMLInputElement).value).toBe('90');
  });

  it('goes back to for ever without a question', async () => {
    const calls = answer({
      [`GET ${path}`]: { ...forEver, retentionDays: 90, revision: 4, expiring: 7 },
      [`PUT ${path}`]: { ...forEver, revision: 5 },
    });
    await open(url);
    await userEvent.click(await screen.findByRole('radio', { name: /For ever/ }));
    await save();
    await waitFor(() => expect(puts(calls)).toMatchObject([{ body: { retentionDays: null } }]));
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('tells that somebody else was faster', async () => {
    answer({
      [`GET ${path}`]: forEver,
      [`POST ${path}/validate`]: { ...forEver, retentionDays: 400, expiring: 0 },
      [`PUT ${path}`]: problem({ status: 412, title: 'Precondition Failed' }),
    });
    await open(url);
    await chooseDays('400');
    await save();
    expect(await screen.findByText(/somebody else/i)).toBeTruthy();
  });

  it('says to operators that it is the platform’s records too', async () => {
    answer({ 'GET /public/v1/me': { ...session, account: { ...session.account, type: 'Operations' } }, [`GET ${path}`]: forEver });
    await open(url);
    expect(await screen.findByText(/belong to no account/)).toBeTruthy();
  });
});
