import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/harness.tsx';
import { Form, useEditForm } from '../form/index.ts';
import { PhoneFields } from '../phone/phone-fields.tsx';
import { TaxIdField } from './tax-id-field.tsx';

interface Values {
  taxId: string;
  phone: { prefix: string; number: string };
}

function Example({ values, country, save }: { values: Values; country: string; save: (values: Values) => Promise<void> }) {
  const edit = useEditForm<Values>({ values, save });
  return (
    <Form edit={edit}>
      <TaxIdField name="taxId" country={country} />
      <PhoneFields name="phone" stored={values.phone.prefix} />
    </Form>
  );
}

async function form(values: Values, country = 'DE') {
  const save = vi.fn(async (_values: Values) => {});
  await show(<Example values={values} country={country} save={save} />);
  return save;
}

const none = { taxId: '', phone: { prefix: '', number: '' } };

describe('a tax number', () => {
  it('with a wrong check digit is doubted after it was typed, not while, and is saved all the same', async () => {
    const save = await form(none);
    const input = screen.getByRole('textbox', { name: 'Tax number' });
    await userEvent.type(input, 'DE136695977');
    expect(screen.queryByRole('status')).toBeNull();
    await userEvent.tab();
    expect((await screen.findByText(/check digit does not fit/)).closest('[role=status]')).toBeTruthy();
    expect(input.getAttribute('aria-invalid')).not.toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(save).toHaveBeenCalledWith({ ...none, taxId: 'DE136695977' }));
  });

  it('that fits says that no registry was asked', async () => {
    await form({ ...none, taxId: 'DE136695976' });
    expect(await screen.findByText(/No registry was asked/)).toBeTruthy();
  });

  it('of a country without rules is not judged', async () => {
    await form({ ...none, taxId: '12' }, 'AQ');
    await userEvent.click(screen.getByRole('textbox', { name: 'Tax number' }));
    await userEvent.tab();
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('a phone number', () => {
  it('is read out as it will be dialled, and doubted when it has too few digits', async () => {
    const save = await form({ ...none, phone: { prefix: '+41', number: '041 511 22 33' } });
    expect(await screen.findByText('Reads as +41 41 511 22 33')).toBeTruthy();
    const input = screen.getByRole('textbox', { name: 'Phone number' });
    await userEvent.clear(input);
    await userEvent.type(input, '12');
    await userEvent.tab();
    expect(await screen.findByText(/No number of this country code/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(save).toHaveBeenCalledWith({ ...none, phone: { prefix: '+41', number: '12' } }));
  });
});
