import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { answer, problem, show } from '../../test/harness.tsx';
import { api } from '../api.ts';
import { useConfirmed } from './confirm-identity.tsx';

function Page() {
  const { confirmed, dialog } = useConfirmed();
  const [result, setResult] = useState('nothing yet');
  async function act() {
    try {
      const done = await confirmed(() => api.post<{ id: string }>('/public/v1/secret'));
      setResult(done ? `got ${done.id}` : 'changed my mind');
    } catch (error) {
      setResult(`failed: ${(error as Error).message}`);
    }
  }
  return (
    <>
      <button type="button" onClick={() => void act()}>
        Act
      </button>
      <output>{result}</output>
      {dialog}
    </>
  );
}

const wanted = () => problem({ status: 403, type: '/problems/confirm-identity', detail: 'Confirm your password to go on.' });
const act = () => userEvent.click(screen.getByRole('button', { name: 'Act' }));

describe('useConfirmed', () => {
  it('asks for the password only when the server wants it, and repeats the call afterwards', async () => {
    let known = false;
    const calls = answer({
      'POST /public/v1/secret': () => (known ? { id: 'TKN-1' } : wanted()),
      'POST /public/v1/security/confirm': () => {
        known = true;
        return { id: 'SES-1' };
      },
    });
    await show(<Page />);
    await act();
    await userEvent.type(await screen.findByLabelText('Your password'), 'correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('got TKN-1')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(calls.map((call) => [call.path, call.body])).toEqual([
      ['/public/v1/secret', undefined],
      ['/public/v1/security/confirm', { password: 'correct horse' }],
      ['/public/v1/secret', undefined],
    ]);
    await act();
    await waitFor(() => expect(calls).toHaveLength(4));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('stays open for a wrong password and does not repeat the call', async () => {
    const calls = answer({
      'POST /public/v1/secret': wanted,
      'POST /public/v1/security/confirm': () => problem({ status: 400, errors: { password: ['Is not your password.'] } }),
    });
    await show(<Page />);
    await act();
    const field = await screen.findByLabelText('Your password');
    await userEvent.type(field, 'wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('This is not your password.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(calls.filter((call) => call.path === '/public/v1/secret')).toHaveLength(1);
  });

  it('gives nothing and sends no password when the person changes their mind', async () => {
    const calls = answer({ 'POST /public/v1/secret': wanted });
    await show(<Page />);
    await act();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('changed my mind')).toBeTruthy();
    expect(calls.map((call) => call.path)).toEqual(['/public/v1/secret']);
  });

  it('passes every other refusal on', async () => {
    answer({ 'POST /public/v1/secret': () => problem({ status: 403, type: '/problems/forbidden', detail: 'Not for you.' }) });
    await show(<Page />);
    await act();
    expect(await screen.findByText('failed: Not for you.')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
