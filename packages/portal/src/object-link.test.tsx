import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answer, problem, session, show } from '../test/harness.tsx';
import { ada, pageOf, users } from './account-users/samples.ts';
import { ObjectLink } from './object-link.tsx';
import { finance } from './user-groups/samples.ts';

const groups = 'GET /public/v1/accounts/user-groups';

describe('the name of an object', () => {
  it('opens a card on hover that says what it is, asked for only then, and closes by its button', async () => {
    const calls = answer({ [groups]: pageOf([{ ...finance, audit: { created: { at: '2026-01-31T10:00:00.000Z' } } }]) });
    await show(<ObjectLink id={finance.id} name="Finance" />);
    const link = await screen.findByRole('link', { name: 'Finance' });
    expect(calls.filter((call) => call.path.includes('user-groups'))).toEqual([]);

    await userEvent.hover(link);
    const card = await screen.findByRole('complementary', { name: 'Details' });
    await screen.findByText('Reads invoices');
    expect(card.textContent).toContain(finance.id);
    expect(card.textContent).toContain('Billing');
    expect(card.textContent).toContain('Created');
    expect(screen.getByRole('link', { name: 'Users' }).getAttribute('href')).toBe(
      `/administration/settings/groups/${finance.id}?tab=users`,
    );
    expect(calls.at(-1)?.path).toBe(`/public/v1/accounts/user-groups?limit=1&select=audit&eq(id,"${finance.id}")`);

    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByText('Reads invoices')).toBeNull());
  });

  it('opens for the keyboard too and closes with Escape', async () => {
    answer({ [`GET ${users}`]: pageOf([ada]) });
    await show(<ObjectLink id={ada.user.id} name="Ada Roth" />);
    await screen.findByRole('link', { name: 'Ada Roth' });
    await userEvent.tab();
    expect(await screen.findByText('ada.roth@example.com')).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText('ada.roth@example.com')).toBeNull());
  });

  it('says so where the object is gone', async () => {
    answer({ [groups]: pageOf([]) });
    await show(<ObjectLink id="UGR-9999-9999" name="Long gone" />);
    await userEvent.hover(await screen.findByRole('link', { name: 'Long gone' }));
    expect(await screen.findByText('It is not here any more, or not yours to see.')).toBeTruthy();
  });

  it('is plain text for who may not open the page, and for what has none', async () => {
    const calls = answer({ 'GET /public/v1/me': { ...session, modules: [] }, [groups]: problem({ status: 403 }) });
    await show(
      <>
        <ObjectLink id="UGR-1000-0002" name="Finance" />
        <ObjectLink id="ACC-9999-0001" name="Somebody else’s" />
        <ObjectLink id="AUD-1000-0002" name="No kind" />
      </>,
    );
    await userEvent.hover(await screen.findByText('Finance'));
    expect(screen.queryByRole('link')).toBeNull();
    expect(calls.map((call) => call.path)).toEqual(['/public/v1/me']);
  });

  it('leads to the own account, and operators to any', async () => {
    answer({});
    const { queries } = await show(
      <>
        <ObjectLink id="ACC-1000-0001" name="Own" />
        <ObjectLink id="ACC-2000-0001" name="Other" />
      </>,
    );
    expect((await screen.findByRole('link', { name: 'Own' })).getAttribute('href')).toBe('/administration/settings/account');
    expect(screen.queryByRole('link', { name: 'Other' })).toBeNull();
    queries.setQueryData(['session'], {
      ...session,
      account: { ...session.account, type: 'Operations' },
      modules: [{ id: 'MOD-1', code: 'platform-account-management', name: 'Platform', access: 'edit' }],
    });
    expect((await screen.findByRole('link', { name: 'Other' })).getAttribute('href')).toBe(
      '/administration/settings/accounts/ACC-2000-0001',
    );
  });
});
