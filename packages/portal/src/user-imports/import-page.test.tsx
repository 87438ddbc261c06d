import type { UserImport } from '@tenantry/contract/user-imports';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, type Call, open, problem } from '../../test/harness.tsx';
import { groups } from '../account-users/samples.ts';
import { noChoices } from './choices.ts';
import { keepFile } from './kept-files.ts';
import { checked, imports, pageOf, rows, withStatus } from './samples.ts';

const counted =
  (created = 0, skipped = 0) =>
  ({ path }: Call) => {
    const [, outcome] = /outcome,"(created|skipped)"/.exec(path) ?? [];
    return outcome && path.includes('limit=0') ? pageOf([], outcome === 'created' ? created : skipped) : pageOf(rows);
  };

async function openImport(batch: UserImport, answers: Answers = {}, search = '') {
  const calls = answer({
    [`GET ${imports}/${batch.id}`]: batch,
    [`GET ${imports}/${batch.id}/rows`]: counted(),
    'GET /public/v1/accounts/user-groups': ({ path }: Call) => pageOf(path.includes('isDefault,true') ? groups.slice(0, 1) : groups),
    ...answers,
  });
  const shown = await open(`/administration/settings/users/import/${batch.id}${search}`);
  await screen.findByRole('heading', { name: batch.fileName });
  return { ...shown, calls, posts: () => calls.filter((call) => call.method === 'POST') };
}

const optionsIn = (call: Call | undefined) => JSON.parse(String((call?.body as FormData | undefined)?.get('import')));

const file = new File(['Email\n'], 'people.csv', { type: 'text/csv' });

async function choose(field: RegExp | string, option: RegExp | string) {
  await userEvent.click(await screen.findByRole('combobox', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('a checked import', () => {
  it('shows the outcomes as a picture in words and numbers, and filters the rows by one of them', async () => {
    const { address } = await openImport(checked);
    expect(screen.getByRole('img', { name: '10 rows: To be invited 4, Already here 1, Twice in the file 1, Faulty 4' })).toBeTruthy();
    expect(await screen.findByText('The address has no @.')).toBeTruthy();
    await userEvent.click(screen.getByRole('link', { name: /^4 ?Faulty/ }));
    expect(decodeURIComponent(address())).toContain('filter=eq(outcome,"error")');
  });

  it('asks before it invites, says who is left out, and commits by the digest', async () => {
    const { posts } = await openImport(checked, { [`POST ${imports}/${checked.id}/commit`]: withStatus('Running') });
    await userEvent.click(screen.getByRole('button', { name: 'Invite 4 people' }));
    const dialog = await screen.findByRole('dialog', { name: 'Invite 4 people?' });
    expect(within(dialog).getByText('6 rows are left out.')).toBeTruthy();
    expect(posts()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Invite' }));
    await waitFor(() =>
      expect(posts().map((call) => [call.path, call.body])).toEqual([[`${imports}/${checked.id}/commit`, { digest: 'the-digest' }]]),
    );
  });

  it('stays with the reason when the server refuses to commit', async () => {
    await openImport(checked, {
      [`POST ${imports}/${checked.id}/commit`]: () => problem({ status: 409, detail: 'This import is Running already.' }),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Invite 4 people' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Invite' }));
    expect((await within(dialog).findByRole('alert')).textContent).toBe('This import is Running already.');
  });

  it('invites nobody when every row is left out', async () => {
    const { posts } = await openImport(withStatus('Checked', { create: 0 }));
    await userEvent.click(screen.getByRole('button', { name: 'Invite 0 people' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(posts()).toEqual([]);
  });

  it('checks again with what was decided, and does not commit an older check meanwhile', async () => {
    keepFile(checked.id, { file, choices: noChoices });
    const next = { ...checked, id: 'IMP-1000-0000-0002', unknownGroups: [] };
    const { posts, address } = await openImport(checked, {
      [`POST ${imports}`]: next,
      [`GET ${imports}/${next.id}`]: next,
      [`GET ${imports}/${next.id}/rows`]: counted(),
    });
    await choose('Warehouse', 'Create “Warehouse”');
    const again = () => screen.getByRole('button', { name: 'Check again' });
    expect(again().getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(await screen.findByRole('checkbox', { name: /^Access management/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Yes, these people are to become administrators' }));
    await choose(/^Phone/, 'Note');
    expect(screen.getByRole('button', { name: 'Invite 4 people' }).getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(again());
    await waitFor(() => expect(address()).toBe(`/administration/settings/users/import/${next.id}`));
    expect(optionsIn(posts()[0])).toEqual({
      mapping: { phone: 4 },
      createGroups: ['Warehouse'],
      createGroupModules: [{ id: 'MOD-1756' }],
      allowDefaultGroup: true,
      fileName: 'people.csv',
    });
    expect(await screen.findByRole('combobox', { name: 'Warehouse' })).toBeTruthy();
  });

  it('asks for the file again after a reload, because it is kept nowhere else', async () => {
    const { posts } = await openImport({ ...checked, id: 'IMP-9' }, { [`POST ${imports}`]: checked });
    await userEvent.upload(screen.getByLabelText('Choose the file again'), file);
    await waitFor(() => expect(posts()).toHaveLength(1));
  });
});

describe('an import under way and after', () => {
  it('shows how far it is and asks again until it is done', async () => {
    let asked = 0;
    await openImport(withStatus('Running', { done: 1 }), {
      [`GET ${imports}/${checked.id}`]: () => (++asked < 2 ? withStatus('Running', { done: 1 }) : withStatus('Completed', { done: 4 })),
      [`GET ${imports}/${checked.id}/rows`]: counted(3, 1),
    });
    expect(screen.getByRole('progressbar', { name: '1 of 4' }).getAttribute('aria-valuenow')).toBe('25');
    expect(screen.queryByRole('button', { name: /^Invite/ })).toBeNull();
    expect(await screen.findByText('3 people have been invited')).toBeTruthy();
    expect(screen.getByText('1 row was skipped, because something changed since the check.')).toBeTruthy();
  });

  it('is undone after a confirmation that says what stays', async () => {
    const { posts } = await openImport(withStatus('Completed', { done: 4 }), {
      [`GET ${imports}/${checked.id}/rows`]: counted(4),
      [`POST ${imports}/${checked.id}/undo`]: withStatus('Undone'),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Undo this import' }));
    const dialog = await screen.findByRole('dialog', { name: 'Undo this import?' });
    expect(within(dialog).getByText('Whoever has already accepted stays in the account.')).toBeTruthy();
    expect(posts()).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo import' }));
    expect(await screen.findByText('The import is being undone')).toBeTruthy();
    expect(posts().map((call) => call.path)).toEqual([`${imports}/${checked.id}/undo`]);
  });

  it('cannot be undone twice', async () => {
    await openImport(withStatus('Undone', { done: 4, undone: 3 }), { [`GET ${imports}/${checked.id}/rows`]: counted(4) });
    expect(await screen.findByText('Undone: 3 invitations were withdrawn')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Undo this import' })).toBeNull();
  });
});
