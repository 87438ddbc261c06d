import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answers, answer, open, problem, session } from '../../test/harness.tsx';
import { sampleRecord } from '../audit-records/samples.ts';
import { sampleLog } from './samples.ts';

const url = '/administration/settings/audit-trail/integrity';
const path = '/public/v1/audit/log';
const oldest = { data: [{ timestamp: '2026-09-30T23:59:59.000Z' }], $meta: { pagination: { limit: 1, offset: 0, total: 1 } } };
const operator = {
  ...session,
  account: { ...session.account, type: 'Operations' },
  modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
  isOperator: true,
};
const asOperator = (answers: Answers) =>
  answer({ 'GET /public/v1/me': operator, 'GET /public/v1/audit/records': oldest, [`GET ${path}`]: sampleLog(), ...answers });
const asClient = (answers: Answers = {}) => answer({ 'GET /public/v1/audit/records': oldest, [`GET ${path}`]: sampleLog(), ...answers });

let saved: { name: string; text: Promise<string> }[];
beforeEach(() => {
  saved = [];
  const blobs: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: (blobs.at(-1) as Blob).text() });
  });
});

const panel = async (name: string) => within((await screen.findByRole('heading', { name })).closest('section') as HTMLElement);

describe('the integrity of the trail', () => {
  it('is one press away from the trail, and explained with a picture that is read out too', async () => {
    asClient({ 'GET /public/v1/audit/records': { ...oldest, data: [sampleRecord()] } });
    const { address } = await open('/administration/settings/audit-trail');
    await userEvent.click(await screen.findByRole('link', { name: 'Integrity' }));
    await waitFor(() => expect(address()).toBe(url));
    const picture = await screen.findByRole('img', { name: /How the log proves a record/ });
    expect(picture.querySelector('desc')?.textContent).toContain('1,234 records');
    expect(picture.querySelector('desc')?.textContent).toContain(sampleLog().root);
    expect(screen.getByText(/stands for all of them/)).toBeTruthy();
  });

  it('shows the latest checkpoint: when, how large, the root, who signed and who cosigned', async () => {
    const user = userEvent.setup();
    asClient();
    await open(url);
    const checkpoint = await panel('Latest checkpoint');
    expect(checkpoint.getByText('1,234')).toBeTruthy();
    expect(checkpoint.getByText('Key of the log').parentElement?.textContent).toContain('655ef66a');
    expect(checkpoint.getByText('Witness').parentElement?.textContent).toContain('witness.example (0a0b0c0d)');
    expect(checkpoint.getByRole('link', { name: `${location.origin}/audit/log/checkpoint` })).toBeTruthy();
    await user.click(checkpoint.getByRole('button', { name: 'Copy root' }));
    expect(await navigator.clipboard.readText()).toBe(sampleLog().root);
    const witnesses = await panel('Witnesses');
    expect(witnesses.getByText(/1,234 of 1,234 records/)).toBeTruthy();
  });

  it('says when the log is not served, what waits, and which signature it does not know', async () => {
    asClient({ [`GET ${path}`]: sampleLog({ public: false, waiting: 17, witnesses: [] }) });
    await open(url);
    const checkpoint = await panel('Latest checkpoint');
    expect(checkpoint.getByText(/Not served/)).toBeTruthy();
    expect(checkpoint.queryByRole('link')).toBeNull();
    expect(checkpoint.getByText('17')).toBeTruthy();
    expect(checkpoint.getByText('Unknown key').parentElement?.textContent).toContain('witness.example');
    expect(screen.queryByText(/tenantry audit verify http/)).toBeNull();
  });

  it('saves the checkpoint as the signed note that it is, and says why', async () => {
    asClient();
    await open(url);
    const checkpoint = await panel('Latest checkpoint');
    await userEvent.click(checkpoint.getByRole('button', { name: 'Keep this checkpoint' }));
    expect(saved[0]?.name).toBe('checkpoint-1234.txt');
    expect(await saved[0]?.text).toBe(sampleLog().checkpoint);
    expect(checkpoint.getByText(/where the operators of this installation cannot reach it/)).toBeTruthy();
  });

  it('gives the commands that check it elsewhere, with the active key', async () => {
    const user = userEvent.setup();
    asClient();
    await open(url);
    const yourself = await panel('Check it yourself');
    await user.click(yourself.getByRole('button', { name: /Copy the command: The whole log/ }));
    const key = sampleLog().keys[0]?.verifier;
    expect(await navigator.clipboard.readText()).toBe(
      `tenantry audit verify ${location.origin}/audit/log --key '${key}' --since checkpoint-1234.txt`,
    );
  });

  it('survives a log that has no checkpoint yet', async () => {
    const { checkpointAt: _, ...log } = sampleLog({ size: 0, root: '', checkpoint: '', keys: [], witnesses: [], waiting: 3 });
    asClient({ [`GET ${path}`]: log });
    await open(url);
    const button = (await panel('Latest checkpoint')).getByRole('button', { name: 'Keep this checkpoint' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(button);
    expect(saved).toEqual([]);
    expect((await panel('Verifier keys')).getByText(/There is no key yet/)).toBeTruthy();
  });
});

describe('a verification', () => {
  it('is started by operators, shows how far it is and what came of it', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      let verification: ReturnType<typeof sampleLog>['verification'] = { status: 'None' };
      const calls = asOperator({
        [`GET ${path}`]: () => sampleLog({ verification }),
        [`POST ${path}/verify`]: () => {
          verification = { status: 'Running', startedAt: '2026-11-20T11:00:00.000Z', checked: 308, total: 1234 };
          return sampleLog({ verification });
        },
      });
      await open(url);
      const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
      expect(await screen.findByText('Nobody has verified this log here yet.')).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Verify now' }));
      const bar = await screen.findByRole('progressbar', { name: '308 of 1,234 records checked' });
      expect(bar.getAttribute('aria-valuenow')).toBe('25');
      expect(screen.getByRole('button', { name: 'Verify now' }).getAttribute('aria-disabled')).toBe('true');
      verification = {
        status: 'Passed',
        startedAt: '2026-11-20T11:00:00.000Z',
        endedAt: '2026-11-20T11:00:05.000Z',
        checked: 1234,
        size: 1234,
      };
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await screen.findByText('All 1,234 records fit the log')).toBeTruthy();
      expect(await screen.findByText('All records fit the log')).toBeTruthy();
      expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not for others, who are told how to check it themselves', async () => {
    const calls = asClient();
    await open(url);
    const button = await screen.findByRole('button', { name: 'Verify now' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('you can check the log yourself');
    await userEvent.click(button);
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
  });

  it('that failed says which record does not fit and what to do', async () => {
    const fault = 'AUD-0000-0000-0000-0007 is not what was put into the log';
    asOperator({
      [`GET ${path}`]: sampleLog({ verification: { status: 'Failed', endedAt: '2026-11-20T11:00:05.000Z', checked: 6, fault } }),
    });
    await open(url);
    expect((await screen.findByRole('alert')).textContent).toContain(fault);
    expect(screen.getByText(/copy the data folder or the database as it is/)).toBeTruthy();
    expect(screen.queryByText(/fit the log/)).toBeNull();
  });

  it('that failed tells a client so, and to ask the operators', async () => {
    asClient({ [`GET ${path}`]: sampleLog({ verification: { status: 'Failed', endedAt: '2026-11-20T11:00:05.000Z' } }) });
    await open(url);
    expect((await screen.findByRole('alert')).textContent).toContain('The operators of this installation see what does not fit.');
    expect(screen.getByText(/Ask the operators of this installation/)).toBeTruthy();
    expect(screen.queryByText(/copy the data folder/)).toBeNull();
  });

  it('that somebody else has started already is shown instead of a second one', async () => {
    let running = false;
    asOperator({
      [`GET ${path}`]: () => sampleLog(running ? { verification: { status: 'Running', checked: 0, total: 0 } } : {}),
      [`POST ${path}/verify`]: () => {
        running = true;
        return problem({ status: 409, type: '/problems/conflict', title: 'Conflict', detail: 'A verification is under way.' });
      },
    });
    await open(url);
    await userEvent.click(await screen.findByRole('button', { name: 'Verify now' }));
    expect(await screen.findByRole('progressbar')).toBeTruthy();
  });
});

describe('the keys of the log', () => {
  it('are added after a question, by a person who confirms who she is', async () => {
    let asked = 0;
    const added = { id: '99990000', verifier: 'new+99990000+AQ', createdAt: '2026-11-21T08:00:00.000Z' };
    const calls = asOperator({
      [`POST ${path}/keys`]: () =>
        ++asked === 1
          ? problem({ status: 403, type: '/problems/confirm-identity', title: 'Forbidden' })
          : sampleLog({ keys: [added, ...sampleLog().keys] }),
      'POST /public/v1/security/confirm': () => new Response(null, { status: 204 }),
    });
    await open(url);
    await userEvent.click(await screen.findByRole('button', { name: 'Add key' }));
    const question = within(await screen.findByRole('dialog', { name: 'Add a signing key?' }));
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
    await userEvent.click(question.getByRole('button', { name: 'Add key' }));
    const confirm = within(await screen.findByRole('dialog', { name: 'Confirm that it is you' }));
    await userEvent.type(confirm.getByLabelText(/Your password/), 'correct horse');
    await userEvent.click(confirm.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('99990000')).toBeTruthy();
    expect(asked).toBe(2);
  });

  it('are retired after a question, but never the last active one', async () => {
    const calls = asOperator({});
    await open(url);
    const last = await screen.findByRole('button', { name: 'Retire key 655ef66a' });
    expect(last.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(last);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Retire key 11112222' })).toBeNull();
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
  });

  it('leave the page as it is when the server refuses', async () => {
    const second = { id: '33334444', verifier: 'x+33334444+AQ', createdAt: '2026-11-21T08:00:00.000Z' };
    asOperator({
      [`GET ${path}`]: sampleLog({ keys: [second, ...sampleLog().keys] }),
      [`POST ${path}/keys/33334444/retire`]: () =>
        problem({ status: 409, type: '/problems/conflict', title: 'Conflict', detail: 'It is the last one.' }),
    });
    await open(url);
    await userEvent.click(await screen.findByRole('button', { name: 'Retire key 33334444' }));
    const question = within(await screen.findByRole('dialog', { name: 'Retire the key 33334444?' }));
    await userEvent.click(question.getByRole('button', { name: 'Retire' }));
    expect((await question.findByRole('alert')).textContent).toContain('It is the last one.');
  });
});

describe('the evidence of a month', () => {
  const lines = (count: number) => ['{"format":"tenantry-evidence-month-1"}', ...Array.from({ length: count }, () => '{}')].join('\n');

  it('is one of the months since the first record, and is saved as the server names it', async () => {
    const headers = { 'content-disposition': 'attachment; filename="evidence-2026-10.jsonl"', 'tenantry-total': '3' };
    const calls = asClient({ 'GET /public/v1/audit/evidence/2026-10': () => new Response(`${lines(3)}\n`, { headers }) });
    vi.setSystemTime(new Date('2026-11-20T12:00:00Z'));
    try {
      await open(url);
      const evidence = await panel('Evidence of a month');
      await waitFor(() => expect(calls.some((call) => call.path.includes('order=timestamp'))).toBe(true));
      await userEvent.click(evidence.getByRole('combobox', { name: 'Month' }));
      expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual([
        'November 2026',
        'October 2026',
        'September 2026',
      ]);
      await userEvent.click(screen.getByRole('option', { name: 'October 2026' }));
      await userEvent.click(evidence.getByRole('button', { name: 'Download evidence' }));
      expect(await screen.findByText('Evidence of 3 records downloaded')).toBeTruthy();
      expect(saved[0]?.name).toBe('evidence-2026-10.jsonl');
      expect(await saved[0]?.text).toBe(`${lines(3)}\n`);
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows how far it is, can be stopped, and saves nothing then', async () => {
    let push: ((text: string) => void) | undefined;
    let stopped = false;
    const body = new ReadableStream({
      start(source) {
        push = (text) => source.enqueue(new TextEncoder().encode(text));
      },
    });
    vi.stubGlobal('fetch', undefined);
    asClient();
    const usual = fetch;
    vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
      if (!input.includes('/audit/evidence/')) return usual(input, init);
      init.signal?.addEventListener('abort', () => {
        stopped = true;
        void body.cancel().catch(() => {});
      });
      return new Response(body, { headers: { 'tenantry-total': '4' } });
    });
    await open(url);
    const evidence = await panel('Evidence of a month');
    await userEvent.click(evidence.getByRole('button', { name: 'Download evidence' }));
    await waitFor(() => expect(push).toBeDefined());
    push?.(`${lines(2)}\n`);
    expect(await screen.findByRole('progressbar', { name: '2 of 4 records' })).toBeTruthy();
    await userEvent.click(evidence.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stopped).toBe(true));
    expect(saved).toEqual([]);
  });

  it('says why there is none', async () => {
    asClient({});
    await open(url);
    const evidence = await panel('Evidence of a month');
    await userEvent.click(evidence.getByRole('button', { name: 'Download evidence' }));
    expect(await screen.findAllByText('Not Found')).not.toEqual([]);
    expect(saved).toEqual([]);
    expect(evidence.getByRole('button', { name: 'Download evidence' })).toBeTruthy();
  });
});
