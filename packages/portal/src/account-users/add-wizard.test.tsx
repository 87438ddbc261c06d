import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { type Answers, answer, type Call, open, problem } from '../../test/harness.tsx';
import { ben, carla, elif, everybody, groups, pageOf, users } from './samples.ts';

const list =
  (found: unknown[] = []) =>
  ({ path }: Call) =>
    path.includes('ilike(user.email,') ? pageOf(found) : pageOf(everybody);

async function openWizard(answers: Answers = {}) {
  const calls = answer({ [`GET ${users}`]: list(), 'GET /public/v1/accounts/user-groups': pageOf(groups), ...answers });
  const shown = await open('/administration/settings/users?open=add');
  const dialog = within(await screen.findByRole('dialog', { name: 'Add user' }));
  return { ...shown, dialog, posted: () => calls.filter((call) => call.method === 'POST') };
}

type Dialog = Awaited<ReturnType<typeof openWizard>>['dialog'];
const next = (dialog: Dialog) => userEvent.click(dialog.getByRole('button', { name: 'Next' }));

async function fill(dialog: Dialog, email = 'grace.lin@example.com') {
  await userEvent.type(dialog.getByRole('textbox', { name: /E-mail/ }), email);
  await next(dialog);
  await userEvent.type(await dialog.findByRole('textbox', { name: /First name/ }), 'Grace');
  await userEvent.type(dialog.getByRole('textbox', { name: /Last name/ }), 'Lin');
  await next(dialog);
  await userEvent.click(await dialog.findByRole('checkbox', { name: /Finance/ }));
  await next(dialog);
  await dialog.findByText(/The invitation is sent as soon as you press Add/);
}

describe('AddWizard', () => {
  it('invites with e-mail, names and groups, and ends with the link to copy', async () => {
    const made = { ...carla, user: { ...carla.user, id: 'USR-9000-0001', name: 'Grace Lin', email: 'grace.lin@example.com' } };
    const { dialog, posted, address } = await openWizard({ [`POST ${users}`]: made });
    await fill(dialog);
    expect(posted()).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('Grace Lin has been invited')).toBeTruthy();
    expect(posted().map((call) => call.body)).toEqual([
      {
        user: { email: 'grace.lin@example.com', firstName: 'Grace', lastName: 'Lin' },
        groups: [{ id: 'UGR-1000-0002' }],
        invitation: { status: 'Invited' },
      },
    ]);
    expect(dialog.getByRole('textbox', { name: 'Invitation link' })).toHaveProperty('value', carla.invitation?.url);
    expect(dialog.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe('/administration/settings/users/USR-9000-0001');
    await userEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await waitFor(() => expect(address()).toBe('/administration/settings/users'));
  });

  it('stays on the step whose answer is missing', async () => {
    const { dialog } = await openWizard();
    await next(dialog);
    expect(await dialog.findByText('This field is required.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: /E-mail/ }), 'nobody');
    await next(dialog);
    expect(await dialog.findByText('Not in the expected form.')).toBeTruthy();
    expect(dialog.queryByRole('textbox', { name: /First name/ })).toBeNull();
  });

  it('says at the e-mail step that the person is here already, in whatever spelling, and leads to her', async () => {
    const { dialog, posted } = await openWizard({ [`GET ${users}`]: list([ben]) });
    await userEvent.type(dialog.getByRole('textbox', { name: /E-mail/ }), 'BEN.okafor@example.com');
    await next(dialog);
    expect(await dialog.findByText('Ben Okafor is already a member of this account.')).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'Open Ben Okafor' }).getAttribute('href')).toBe('/administration/settings/users/USR-1000-0002');
    expect(dialog.queryByRole('textbox', { name: /First name/ })).toBeNull();
    expect(posted()).toEqual([]);
  });

  it('asks somebody again who declined, with her names filled in', async () => {
    const { dialog } = await openWizard({ [`GET ${users}`]: list([elif]) });
    await userEvent.type(dialog.getByRole('textbox', { name: /E-mail/ }), 'elif.aydin@example.com');
    await next(dialog);
    expect(await dialog.findByText(/declined an earlier invitation/)).toBeTruthy();
    expect(dialog.getByRole('textbox', { name: /First name/ })).toHaveProperty('value', 'Elif');
  });

  it('goes back to the e-mail step with the message of the server when somebody was faster', async () => {
    const message = 'This person is already a member of the account.';
    const { dialog } = await openWizard({
      [`POST ${users}`]: () => problem({ status: 409, detail: message, errors: [{ message, properties: ['user.email'] }] }),
    });
    await fill(dialog);
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText(message)).toBeTruthy();
    expect(dialog.getByRole('textbox', { name: /E-mail/ })).toHaveProperty('value', 'grace.lin@example.com');
    expect(dialog.queryByText(/has been invited/)).toBeNull();
  });
});
