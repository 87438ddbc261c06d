import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answer, problem, show } from '../../test/harness.tsx';
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx';
import { runTasks } from './bulk-run.ts';
import { ada, ben, carla, dmitri, elif, everybody, groups, pageOf, users } from './samples.ts';

async function openBulk(kind: BulkKind, answers = {}) {
  const calls = answer({ 'GET /public/v1/accounts/user-groups': pageOf(groups), ...answers });
  const onClose = vi.fn();
  await show(<BulkDialog kind={kind} rows={everybody} onClose={onClose} />);
  const dialog = await screen.findByRole('dialog');
  const press = (name: string) => userEvent.click(within(dialog).getByRole('button', { name }));
  return { dialog: within(dialog), press, onClose, changes: () => calls.filter((call) => call.method !== 'GET') };
}

const lines = () =>
  within(screen.getByRole('list', { name: 'Results' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

describe('BulkDialog', () => {
  it('sends open invitations again, replaces expired ones, leaves the others alone and counts exactly', async () => {
    const { dialog, press, changes, onClose } = await openBulk('resend', {
      [`POST ${users}/${carla.id}/resend-invite`]: carla,
      [`POST ${users}/${dmitri.id}/send-new-invite`]: dmitri,
    });
    expect(dialog.getByText('3 are left as they are:')).toBeTruthy();
    expect(changes()).toEqual([]);
    await press('Send');
    expect(await dialog.findByText('2 invitations sent · 3 left as they were')).toBeTruthy();
    expect(
      changes()
        .map((call) => call.path)
        .sort(),
    ).toEqual([`${users}/${carla.id}/resend-invite`, `${users}/${dmitri.id}/send-new-invite`]);
    expect(lines()).toContain('Elif Aydinelif.aydin@example.comHas declined');
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    expect(onClose).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('goes on after a refusal, shows it first with its reason, and never removes the person who asks', async () => {
    const { dialog, press, changes } = await openBulk('remove', {
      [`DELETE ${users}/${ben.id}`]: () => problem({ status: 409, detail: 'This is the last active administrator of the account.' }),
      ...Object.fromEntries([carla, dmitri, elif].map(({ id }) => [`DELETE ${users}/${id}`, () => new Response(null, { status: 204 })])),
    });
    await press('Remove');
    expect(await dialog.findByText('3 users removed · 1 failed · 1 left as it was')).toBeTruthy();
    expect(lines()[0]).toBe('Ben Okaforben.okafor@example.comThis is the last active administrator of the account.');
    expect(changes().map((call) => call.path)).not.toContain(`${users}/${ada.id}`);
  });

  it('adds to a group only once it is chosen, and only those who are not in it', async () => {
    const added = Object.fromEntries([ada, carla, dmitri, elif].map((member) => [`POST ${users}/${member.id}/groups`, member]));
    const { dialog, press, changes } = await openBulk('add-to-group', added);
    await press('Add');
    expect(changes()).toEqual([]);
    await userEvent.click(dialog.getByRole('combobox'));
    await userEvent.click(await screen.findByRole('option', { name: /Buyers/ }));
    await press('Add');
    expect(await dialog.findByText('4 users added to “Buyers” · 1 left as it was')).toBeTruthy();
    expect(changes().map((call) => call.body)).toEqual(Array(4).fill({ id: 'UGR-1000-0003' }));
  });
});

describe('runTasks', () => {
  it('starts nothing more once it is told to stop, and says so of each', async () => {
    const stop = new AbortController();
    let runs = 0;
    const tasks = Array.from({ length: 10 }, () => ({
      member: ben,
      word: 'removed' as const,
      run: async () => {
        runs += 1;
        stop.abort();
      },
    }));
    const results = await runTasks(tasks, '', stop.signal, () => {});
    await waitFor(() => expect(results).toHaveLength(10));
    expect(runs).toBeLessThan(10);
    expect(results.filter((result) => result.kind === 'stopped')).toHaveLength(10 - runs);
  });
});
