import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/harness.tsx';
import { ApiError } from '../../api.ts';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { EditWizard, Wizard, type WizardProps } from './index.ts';

type Extra = Partial<WizardProps<{ id: string }>>;

function Add({ onAdd = async () => ({ id: 'UGR-1' }), onClose = () => {}, ...extra }: Extra) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  return (
    <Wizard
      title="Add group"
      dirty={name !== ''}
      steps={[
        {
          id: 'general',
          label: 'General',
          validate: () => {
            setError(name ? undefined : 'Give it a name.');
            return name !== '';
          },
          content: (
            <Field label="Name" {...(error ? { error } : {})}>
              <Input value={name} onValueChange={setName} />
            </Field>
          ),
        },
        { id: 'buyers', label: 'Buyers', hidden: true, content: <p>Buyers</p> },
        { id: 'modules', label: 'Modules', content: <p>Choose modules</p> },
      ]}
      overview={<p>You are about to add {name}</p>}
      onAdd={onAdd}
      summary={({ id }) => ({ title: `${name} was added`, viewTo: `/elsewhere?id=${id}` })}
      onClose={onClose}
      {...extra}
    />
  );
}

const next = () => userEvent.click(screen.getByRole('button', { name: 'Next' }));

describe('Wizard', () => {
  it('goes step by step to Overview, Add and Summary, without the hidden step', async () => {
    const onAdd = vi.fn(async () => ({ id: 'UGR-1' }));
    await show(<Add onAdd={onAdd} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['1General', '2Modules', '3Overview', '4Summary']);
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Buyers of Zug');
    await next();
    expect(screen.getByText('Choose modules')).toBeTruthy();
    await next();
    expect(screen.getByText('You are about to add Buyers of Zug')).toBeTruthy();
    expect(onAdd).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('Buyers of Zug was added')).toBeTruthy();
    expect(onAdd).toHaveBeenCalledOnce();
    expect(screen.getByRole('link', { name: 'View details' }).getAttribute('href')).toBe('/elsewhere?id=UGR-1');
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
    // The one in words at the end, and the cross.
    expect(screen.getAllByRole('button', { name: 'Close' }).map((button) => button.textContent)).toEqual(['Close', '']);
  });

  it('stays on a step that is not valid', async () => {
    await show(<Add />);
    await next();
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    expect(screen.queryByText('Choose modules')).toBeNull();
  });

  it('goes on with Enter, and back without losing what was entered', async () => {
    await show(<Add />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Zug{Enter}');
    expect(await screen.findByText('Choose modules')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Zug');
  });

  it('stays on the overview and says why when adding is refused, and can be tried again', async () => {
    const onAdd = vi
      .fn<() => Promise<{ id: string }>>()
      .mockRejectedValueOnce(new ApiError({ type: 'about:blank', title: 'Conflict', status: 409, detail: 'There are 50 groups already.' }));
    onAdd.mockResolvedValueOnce({ id: 'UGR-2' });
    await show(<Add onAdd={onAdd} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Zug');
    await next();
    await next();
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect((await screen.findByRole('alert')).textContent).toBe('There are 50 groups already.');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('Zug was added')).toBeTruthy();
  });

  it('asks before entered things are thrown away', async () => {
    const onClose = vi.fn();
    await show(<Add onClose={onClose} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Zug');
    await userEvent.keyboard('{Escape}');
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });
});

describe('EditWizard', () => {
  it('opens any step and saves once from wherever one is', async () => {
    const onSave = vi.fn(async () => true);
    const onClose = vi.fn();
    const steps = [
      { id: 'general', label: 'General', content: <p>General things</p> },
      { id: 'address', label: 'Address', content: <p>Address things</p> },
    ];
    await show(<EditWizard title="Edit account" steps={steps} onSave={onSave} onClose={onClose} />);
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Address' }));
    expect(screen.getByText('Address things').closest('[hidden]')).toBeNull();
    expect(screen.getByText('General things').closest('[hidden]')).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(onSave).toHaveBeenCalledOnce();
  });

  it('leads to the step that is not valid and saves nothing', async () => {
    const onSave = vi.fn(async () => true);
    const steps = [
      { id: 'general', label: 'General', content: <p>General things</p> },
      { id: 'address', label: 'Address', content: <p>Address things</p>, validate: () => false },
    ];
    await show(<EditWizard title="Edit account" steps={steps} onSave={onSave} onClose={() => {}} />);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByText('Address things').closest('[hidden]')).toBeNull());
    expect(onSave).not.toHaveBeenCalled();
  });
});
