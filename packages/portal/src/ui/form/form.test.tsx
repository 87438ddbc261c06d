import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Type } from 'typebox';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/harness.tsx';
import { ApiError, type ProblemDetails } from '../../api.ts';
import { CheckboxList } from '../checkbox-list.tsx';
import { Link } from '../link.tsx';
import { Form, FormField, sortProblem, TextField, useEditForm } from './index.ts';

const schema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 5 }),
  email: Type.Optional(Type.String({ pattern: '^.+@.+$' })),
  address: Type.Object({ city: Type.String({ minLength: 1 }) }),
  groups: Type.Array(Type.String(), { minItems: 1 }),
});

interface Values {
  name: string;
  email: string;
  address: { city: string };
  groups: string[];
}

const filled: Values = { name: 'Ada', email: '', address: { city: 'Zug' }, groups: ['g1'] };

function Example({ values, save, onSaved }: { values: Values; save: (values: Values) => Promise<unknown>; onSaved?: () => void }) {
  const edit = useEditForm<Values>({ values, schema, save });
  return (
    <>
      <Form edit={edit} {...(onSaved ? { onSaved } : {})}>
        <TextField name="name" label="Name" required />
        <TextField name="email" label="E-mail" />
        <TextField name="address.city" label="City" required />
        <FormField name="groups" label="Groups" group>
          {(bound) => <CheckboxList label="Groups" options={[{ value: 'g1', label: 'Administrators' }]} {...bound} />}
        </FormField>
      </Form>
      <Link to="/elsewhere">Leave</Link>
    </>
  );
}

const refuse = (problem: Partial<ProblemDetails>) =>
  vi.fn(() => Promise.reject(new ApiError({ type: 'about:blank', title: 'Bad Request', status: 400, ...problem })));

describe('form', () => {
  it('focuses the first bad field, names every one, and sends nothing', async () => {
    const save = vi.fn(async () => {});
    await show(<Example values={{ name: '', email: 'nobody', address: { city: '' }, groups: [] }} save={save} />);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Name/ })));
    expect(screen.getAllByText('This field is required.').length).toBe(2);
    expect(screen.getByText('Not in the expected form.')).toBeTruthy();
    expect(screen.getByText('Choose at least one.')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /Name/ }).getAttribute('aria-invalid')).toBe('true');
    expect(save).not.toHaveBeenCalled();
  });

  it('saves the emptied text too, and is clean afterwards', async () => {
    const save = vi.fn(async () => {});
    const onSaved = vi.fn();
    await show(<Example values={{ ...filled, email: 'ada@example.com' }} save={save} onSaved={onSaved} />);
    await userEvent.clear(screen.getByRole('textbox', { name: 'E-mail' }));
    expect(screen.getByText('You have unsaved changes.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(save).toHaveBeenCalledExactlyOnceWith(filled);
    expect(screen.queryByText('You have unsaved changes.')).toBeNull();
  });

  it('puts the messages of a problem at their fields and the rest above', async () => {
    const onSaved = vi.fn();
    const save = refuse({ errors: { 'address.city': ['No such city'], vat: ['Not a tax number'] } });
    await show(<Example values={filled} save={save} onSaved={onSaved} />);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('No such city')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe('Not a tax number');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /City/ })));
    expect(onSaved).not.toHaveBeenCalled();
  });

  it('shows the detail when no message belongs to a field', async () => {
    await show(<Example values={filled} save={refuse({ status: 409, detail: 'The last group cannot be taken away.' })} />);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The last group cannot be taken away.');
  });

  it('asks before unsaved changes are left behind, and stays when told so', async () => {
    const { address } = await show(<Example values={filled} save={async () => {}} />);
    await userEvent.type(screen.getByRole('textbox', { name: /Name/ }), 'x');
    await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(address()).toBe('/');
    await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
    await userEvent.click((await screen.findAllByRole('button', { name: 'Discard changes' })).at(-1)!);
    expect(await screen.findByText('Elsewhere')).toBeTruthy();
    expect(address()).toBe('/elsewhere');
  });

  it('lets an untouched form go without a question', async () => {
    await show(<Example values={filled} save={async () => {}} />);
    await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
    expect(await screen.findByText('Elsewhere')).toBeTruthy();
  });
});

describe('sortProblem', () => {
  const has = (path: string) => ['name', 'address.city', 'groups'].includes(path);
  const base = { type: 'about:blank', title: 'Bad Request', status: 400 };

  it('reads maps, lists of broken rules and JSON pointers alike', () => {
    expect([...sortProblem({ ...base, errors: { 'groups.0.id': ['Unknown group'] } }, has).fields]).toEqual([['groups', 'Unknown group']]);
    expect([...sortProblem({ ...base, errors: [{ message: 'Taken', properties: ['name'] }] }, has).fields]).toEqual([['name', 'Taken']]);
    expect([...sortProblem({ ...base, pointers: { '/address/city': 'Unknown' } }, has).fields]).toEqual([['address.city', 'Unknown']]);
  });

  it('never loses a message', () => {
    expect(sortProblem({ ...base, errors: { other: ['A'] } }, has)).toEqual({ fields: new Map(), rest: ['A'] });
    expect(sortProblem({ ...base, detail: 'B' }, has).rest).toEqual(['B']);
    expect(sortProblem(base, has).rest).toEqual(['Bad Request']);
  });
});
