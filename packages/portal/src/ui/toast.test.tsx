import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../test/harness.tsx';
import { ApiError } from '../api.ts';
import { showProblem, showToast } from './toast.tsx';

describe('toast', () => {
  it('shows the first message too, although its list is fetched only then', async () => {
    await show(<p>Page</p>);
    showToast({ title: 'Group deleted' });
    expect(await screen.findByText('Group deleted')).toBeTruthy();
  });

  it('merges equal messages into one with a count', async () => {
    await show(<p>Page</p>);
    for (let times = 0; times < 3; times++) showToast({ title: 'User removed' });
    expect(await screen.findByText('×3')).toBeTruthy();
    expect(screen.getAllByText('User removed').filter((found) => found.closest('[data-type]')).length).toBe(1);
  });

  it('undoes once and disappears', async () => {
    const undo = vi.fn();
    await show(<p>Page</p>);
    showToast({ title: 'Token disabled', action: { label: 'Undo', run: undo } });
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  });

  it('tells the detail of a problem, and not the text of a bug', async () => {
    await show(<p>Page</p>);
    showProblem(new ApiError({ type: 'about:blank', title: 'Conflict', status: 409, detail: 'Not now.' }), 'It did not work.');
    showProblem(new TypeError('x is undefined'), 'It did not work.');
    expect((await screen.findAllByText('Not now.')).length).toBeGreaterThan(0);
    expect((await screen.findAllByText('It did not work.')).length).toBeGreaterThan(0);
    expect(screen.queryByText('x is undefined')).toBeNull();
  });
});
