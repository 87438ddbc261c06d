import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, open, problem, session } from '../../test/harness.tsx';
import { sampleStream } from './samples.ts';

const url = '/administration/settings/audit-streams';
const path = '/public/v1/audit/streams';
const pageOf = (...data: unknown[]) => ({ data, $meta: { pagination: { limit: 10, offset: 0, total: data.length }, omitted: [] } });
const stream = sampleStream();
const one = `${path}/${stream.id}`;
const base = {
  'GET /public/v1/me': {
    ...session,
    account: { ...session.account, type: 'Operations' },
    modules: [...session.modules, { id: 'MOD-3301', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
    isOperator: true,
  },
  'GET /public/v1/accounts/accounts': pageOf({ id: 'ACC-2000-0002', name: 'Harbour Group', type: 'Client', status: 'Active' }),
  [`GET ${path}`]: pageOf(stream),
  [`GET ${one}`]: stream,
};
const choose = async (row: RegExp, action: string) => {
  await userEvent.click(within(await screen.findByRole('row', { name: row })).getByRole('button', { name: /actions/i }));
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
};
const sent = (calls: { method: string; path: string; body: unknown }[], method: string) => calls.filter((call) => call.method === method);

describe('the list of streams', () => {
  it('says where each one leads, how far it is and what stops it', async () => {
    const failing = sampleStream({
      id: 'AST-1000-0002',
      name: 'Log server',
      kind: 'syslog',
      target: { host: 'logs.example.com' },
      waiting: 1234,
      lastError: { at: '2026-03-01T03:00:00.000Z', message: 'logs.example.com:6514 cannot be reached: nothing listens there.', tries: 7 },
    });
    const paused = sampleStream({ id: 'AST-1000-0003', name: 'Archive', kind: 'file', target: { name: 'trail' }, status: 'Disabled' });
    answer({ ...base, [`GET ${path}`]: pageOf(stream, failing, paused) });
    await open(url);
    const good = within(await screen.findByRole('row', { name: /Security monitoring/ }));
    expect(good.getByText('https://logs.example.com/tenantry')).toBeTruthy();
    expect(good.getByText('Up to date')).toBeTruthy();
    const bad = within(screen.getByRole('row', { name: /Log server/ }));
    expect(bad.getByText('Failing')).toBeTruthy();
    expect(bad.getByText('logs.example.com:6514')).toBeTruthy();
    expect(bad.getByText(/nothing listens there/)).toBeTruthy();
    expect(bad.getByText('1234 entries wait')).toBeTruthy();
    expect(within(screen.getByRole('row', { name: /Archive/ })).getByText('Not sending')).toBeTruthy();
  });

  it('is not open to an administrator of a client', async () => {
    const calls = answer({ [`GET ${path}`]: pageOf(stream) });
    await open(url);
    expect(await screen.findByRole('heading', { name: 'Audit streams is not open to you' })).toBeTruthy();
    expect(calls.some((call) => call.path.startsWith(path))).toBe(false);
  });
});

describe('a new stream', () => {
  it('of a webhook has its address and accounts, and its secret is shown until somebody has stored it', async () => {
    const secret = 'whsec_c2hvd24gb25jZSBhbmQgbmV2ZXIgYWdhaW4=';
    const calls = answer({
      ...base,
      [`POST ${path}`]: () => Response.json({ ...stream, target: { ...stream.target, secret } }, { status: 201 }),
    });
    await open(`${url}?open=add`);
    const form = within(await screen.findByRole('dialog', { name: 'Add an audit stream' }));
    await userEvent.click(form.getByRole('button', { name: 'Add' }));
    expect(form.getAllByText('This field is required.')).toHaveLength(2);
    expect(sent(calls, 'POST')).toEqual([]);
    await userEvent.type(form.getByRole('textbox', { name: /^Name/ }), 'Security monitoring');
    await userEvent.type(form.getByRole('textbox', { name: /^Address/ }), 'https://logs.example.com/tenantry');
    await userEvent.click(form.getByRole('combobox', { name: /^Accounts/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Harbour Group/ }));
    await userEvent.click(form.getByRole('button', { name: 'Add' }));
    const shown = within(await screen.findByRole('dialog', { name: 'Secret of Security monitoring' }));
    expect(shown.getByText(secret)).toBeTruthy();
    expect(sent(calls, 'POST')[0]?.body).toEqual({
      kind: 'webhook',
      name: 'Security monitoring',
      format: 'jsonl',
      target: { url: 'https://logs.example.com/tenantry', ca: null },
      accounts: [{ id: 'ACC-2000-0002' }],
      eventPrefix: null,
      startAt: 'end',
    });
    await userEvent.click(shown.getAllByRole('button', { name: 'Close' })[0]!);
    expect(screen.getByText(secret)).toBeTruthy();
    await userEvent.click(shown.getByRole('checkbox', { name: 'I have stored the secret' }));
    await userEvent.click(shown.getAllByRole('button', { name: 'Close' })[0]!);
    await waitFor(() => expect(screen.queryByText(secret)).toBeNull());
  });

  it('of the other kinds asks for what they need, and shows a refusal at its field', async () => {
    const refusal = { status: 400, errors: { 'target.name': ['Has characters or a form that is not allowed here.'] } };
    const calls = answer({ ...base, [`POST ${path}`]: () => problem(refusal) });
    await open(`${url}?open=add`);
    const form = within(await screen.findByRole('dialog'));
    await userEvent.click(form.getByRole('radio', { name: /^Syslog/ }));
    await userEvent.type(form.getByRole('textbox', { name: /^Server/ }), 'logs.example.com');
    expect((form.getByRole('textbox', { name: /^Port/ }) as HTMLInputElement).value).toBe('6514');
    await userEvent.click(form.getByRole('radio', { name: /^File/ }));
    expect(form.queryByRole('textbox', { name: /^Server/ })).toBeNull();
    await userEvent.type(form.getByRole('textbox', { name: /^Name/ }), 'Archive');
    await userEvent.type(form.getByRole('textbox', { name: /^File name/ }), '../x');
    await userEvent.click(form.getByRole('button', { name: 'Add' }));
    expect(await form.findByText(/not allowed here/)).toBeTruthy();
    expect(sent(calls, 'POST')[0]?.body).toMatchObject({ kind: 'file', target: { name: '../x' } });
  });
});

describe('a stream', () => {
  it('is changed under the revision that was read, without touching its secret', async () => {
    const calls = answer({ ...base, [`PUT ${one}`]: stream });
    await open(`${url}/${stream.id}?open=edit`);
    const form = within(await screen.findByRole('dialog', { name: 'Edit Security monitoring' }));
    expect(form.queryByRole('radio')).toBeNull();
    await userEvent.type(form.getByRole('textbox', { name: /^Events that begin with/ }), 'platform.security.');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [put] = calls.filter((call) => call.method === 'PUT');
    expect(put?.headers.get('if-match')).toBe('"4"');
    expect(put?.body).toEqual({
      name: 'Security monitoring',
      format: 'jsonl',
      target: { url: 'https://logs.example.com/tenantry', ca: null },
      accounts: null,
      eventPrefix: 'platform.security.',
    });
  });

  it('is tried with a sample record, and says what came of it', async () => {
    let outcome = { delivered: false, message: 'logs.example.com answered 503.', milliseconds: 12 };
    const calls = answer({ ...base, [`POST ${one}/test`]: () => outcome });
    await open(url);
    await choose(/Security monitoring/, 'Send a sample record');
    const dialog = within(await screen.findByRole('dialog', { name: 'A sample record to Security monitoring' }));
    expect((await dialog.findByRole('alert')).textContent).toMatch(/did not arrive.*answered 503.*12 ms/);
    outcome = { delivered: true, message: 'logs.example.com answered 204.', milliseconds: 9 };
    await userEvent.click(dialog.getByRole('button', { name: 'Send again' }));
    expect(await dialog.findByText('The sample record arrived')).toBeTruthy();
    expect(sent(calls, 'POST')).toHaveLength(2);
  });

  it('is rewound to a place or a time after it was said that receivers see records twice', async () => {
    const calls = answer({ ...base, [`POST ${one}/rewind`]: { ...stream, position: 7 } });
    await open(url);
    await choose(/Security monitoring/, 'Rewind');
    const dialog = within(await screen.findByRole('dialog', { name: 'Rewind Security monitoring' }));
    expect(dialog.getByText(/receivers see it twice/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: /^A time/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Rewind' }));
    expect(await dialog.findByText('Choose a date and a time.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: /^An entry of the log/ }));
    const position = dialog.getByRole('textbox', { name: /^Index of the entry/ });
    await userEvent.clear(position);
    await userEvent.type(position, '7');
    await userEvent.click(dialog.getByRole('button', { name: 'Rewind' }));
    expect(await screen.findByText('“Security monitoring” goes on from entry 7')).toBeTruthy();
    expect(sent(calls, 'POST').map((call) => call.body)).toEqual([{ position: 7 }]);
  });

  it('is disabled after a question, and deleted only by who types its name', async () => {
    const calls = answer({ ...base, [`POST ${one}/disable`]: stream, [`DELETE ${one}`]: () => new Response(null, { status: 204 }) });
    await open(url);
    await choose(/Security monitoring/, 'Disable');
    await userEvent.click(
      within(await screen.findByRole('dialog', { name: 'Disable Security monitoring?' })).getByRole('button', { name: 'Disable' }),
    );
    await waitFor(() => expect(sent(calls, 'POST')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await choose(/Security monitoring/, 'Delete');
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete Security monitoring?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(sent(calls, 'DELETE')).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox'), 'Security monitoring');
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(sent(calls, 'DELETE')).toHaveLength(1));
  });

  it('that fails says on its page what is wrong and that nothing is lost; its secret can be renewed', async () => {
    const failing = sampleStream({
      waiting: 42,
      lastError: { at: '2026-03-01T03:00:00.000Z', message: 'logs.example.com answered 500.', tries: 3 },
    });
    const secret = 'whsec_cmVuZXdlZCBhbmQgc2hvd24gdGhpcyBvbmNl';
    const calls = answer({ ...base, [`GET ${one}`]: failing, [`PUT ${one}`]: { ...failing, target: { ...failing.target, secret } } });
    await open(`${url}/${stream.id}`);
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toMatch(/answered 500\. 3 tries so far.*nothing is lost/);
    await userEvent.click(screen.getByRole('button', { name: /actions/i }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Renew the secret' }));
    const question = within(await screen.findByRole('dialog', { name: /Renew the secret of/ }));
    await userEvent.click(question.getByRole('button', { name: 'Renew the secret' }));
    expect(await screen.findByText(secret)).toBeTruthy();
    expect(sent(calls, 'PUT').map((call) => call.body)).toEqual([{ target: { secret: null } }]);
  });
});
