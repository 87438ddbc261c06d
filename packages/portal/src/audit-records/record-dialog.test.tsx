import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answer, open, problem, show } from '../../test/harness.tsx';
import { AuditTab } from './audit-tab.tsx';
import { sampleRecord } from './samples.ts';

const url = '/administration/settings/audit-trail';
const records = 'GET /public/v1/audit/records';
const list = (total: number, ...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total } } });
const idOf = (number: number) => `AUD-0000-0000-0000-${String(number).padStart(4, '0')}`;
const numbered = (number: number) => sampleRecord({ id: idOf(number), summary: `Change ${number}` });
const dialogOf = async (name: string) => within(await screen.findByRole('dialog', { name }));

/** Two pages of ten, newest first. */
const twoPages = ({ path }: { path: string }) =>
  path.includes('offset=10')
    ? list(12, numbered(11), numbered(12))
    : list(12, ...Array.from({ length: 10 }, (_, index) => numbered(index + 1)));

describe('the dialog of a record', () => {
  it('copies summary, details, JSON, trace id and permalink', async () => {
    const user = userEvent.setup();
    const record = sampleRecord();
    answer({ [records]: list(1, record) });
    await open(`${url}?record=${record.id}`);
    const dialog = await dialogOf('API token updated');
    const copied = async (name: string) => {
      await user.click(dialog.getByRole('button', { name }));
      return navigator.clipboard.readText();
    };
    expect(await copied('Copy summary')).toBe('API token updated');
    expect(await copied('Copy details')).toBe('Ada Roth changed the API token Nightly export');
    expect(JSON.parse(await copied('Copy API token'))).toEqual(record.documents?.apiToken);
    await user.click(dialog.getByRole('tab', { name: 'Actor' }));
    expect(JSON.parse(await copied('Copy Actor'))).toEqual(record.actor);
    expect(await copied('Copy trace ID')).toBe(record.request?.log?.correlationId);
    expect(await copied('Copy IP address')).toBe('203.0.113.7');
    expect(await copied('Copy link to this record')).toBe(`${location.origin}${url}/${record.id}`);
  });

  it('says where a call came from, and names the worker of what nobody called for', async () => {
    const geolocation = { countryCode: 'CH', countryName: 'Switzerland', region: 'Zug' };
    const { request } = sampleRecord();
    const called = sampleRecord({ request: { ...request, api: { ...request?.api, geolocation } } });
    const worked = sampleRecord({ id: idOf(2), summary: 'Invitation expired', request: { worker: { workerName: 'expire-invitations' } } });
    answer({ [records]: list(2, called, worked) });
    await open(`${url}?record=${called.id}`);
    const dialog = await dialogOf('API token updated');
    expect(dialog.getByText('Zug, Switzerland')).toBeTruthy();
    expect(dialog.getByText('Firefox 128 · Linux')).toBeTruthy();
    await userEvent.keyboard('j');
    const next = await dialogOf('Invitation expired');
    expect(next.getByText('expire-invitations')).toBeTruthy();
    expect(next.queryByText('IP address')).toBeNull();
  });

  it('goes on to the next record and back, by key and by button, across the pages of the list', async () => {
    answer({ [records]: twoPages });
    const { address } = await open(`${url}?record=${idOf(9)}`);
    const dialog = await dialogOf('Change 9');
    expect(await dialog.findByText('9 of 12')).toBeTruthy();
    await userEvent.keyboard('j');
    await dialogOf('Change 10');
    await userEvent.click(screen.getByRole('button', { name: 'Next record' }));
    await dialogOf('Change 11');
    await waitFor(() => expect(address()).toBe(`${url}?record=${idOf(11)}&page=2`));
    await userEvent.keyboard('j');
    await dialogOf('Change 12');
    // There is nothing after the last one, and the button says so.
    expect(screen.getByRole('button', { name: 'Next record' }).getAttribute('aria-disabled')).toBe('true');
    await userEvent.keyboard('jkk');
    await dialogOf('Change 10');
    expect(await screen.findByText('10 of 12')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toBe(url));
  });

  it('leaves letters alone when the person turned them off', async () => {
    localStorage.setItem('tenantry.letterShortcuts', 'false');
    answer({ [records]: twoPages });
    const { router } = await open(`${url}?record=${idOf(1)}`);
    await dialogOf('Change 1');
    await userEvent.keyboard('j');
    expect(router.state.location.search).toEqual({ record: idOf(1) });
  });

  it('saves the evidence as a file, and explains the second in which there is none', async () => {
    const evidence = { format: 'tenantry-evidence-1', record: { id: idOf(1) }, salt: 'c2FsdA==', index: 7, proof: [], checkpoint: 'note' };
    let tries = 0;
    answer({
      [records]: list(1, sampleRecord()),
      [`GET /public/v1/audit/records/${idOf(1)}/evidence`]: () =>
        ++tries === 1 ? problem({ status: 409, type: '/problems/conflict', title: 'Conflict', detail: 'Not in the log yet.' }) : evidence,
    });
    const saved: { name: string; blob: Blob }[] = [];
    const blobs: Blob[] = [];
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => {} }));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob: blobs.at(-1) as Blob });
    });
    await open(`${url}?record=${idOf(1)}`);
    const dialog = await dialogOf('API token updated');
    await userEvent.click(dialog.getByRole('button', { name: 'Download evidence' }));
    expect(await dialog.findByText(/not in the log yet. It is taken in within a second/)).toBeTruthy();
    expect(saved).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.name).toBe(`evidence-${idOf(1)}.json`);
    expect(JSON.parse((await saved[0]?.blob.text()) ?? '')).toEqual(evidence);
    expect(dialog.queryByText(/not in the log yet/)).toBeNull();
  });

  it('leads to all that the same actor did, beside the filters that are there', async () => {
    answer({ [records]: list(1, sampleRecord()) });
    const before = 'eq(object.objectType,"ApiToken")';
    const { router } = await open(`${url}?filter=${encodeURIComponent(before)}&record=${idOf(1)}`);
    const dialog = await dialogOf('API token updated');
    for (const name of ['Only this object', 'Only this action', 'Only this IP address'])
      expect(dialog.getByRole('button', { name })).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Only this actor' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ filter: `and(${before},eq(actor.id,"USR-1000-0001"))` }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('offers no way into the trail to somebody who may not read it', async () => {
    const { session } = await import('../../test/harness.tsx');
    answer({ 'GET /public/v1/me': { ...session, modules: [] }, [records]: list(1, sampleRecord()) });
    await show(<AuditTab objectIds={['USR-1000-0001']} />, `/?record=${idOf(1)}`);
    const dialog = await dialogOf('API token updated');
    expect(dialog.queryByRole('button', { name: 'Only this actor' })).toBeNull();
  });

  it('shows of a long text where it changed, and a secret as changed', async () => {
    const text = (word: string) => `${'Reads the orders of the night and writes them into the ledger. '.repeat(3)}It is ${word} by hand.`;
    const documents = {
      apiToken: { id: 'TKN-1000-0001', description: text('never started'), password: '***' },
      previous: { description: text('started'), password: '***' },
    };
    answer({ [records]: list(1, sampleRecord({ documents })) });
    await open(`${url}?record=${idOf(1)}`);
    await dialogOf('API token updated');
    expect([...document.querySelectorAll('del')].map((cell) => cell.textContent)).toEqual(['', '(secret)']);
    expect([...document.querySelectorAll('ins')].map((cell) => cell.textContent)).toEqual(['never ', 'changed']);
    expect(document.body.textContent).not.toContain('***"***');
  });
});
