import type { Address } from '@tenantry/contract/fields';
import { addressFields, optional, strict } from '@tenantry/contract/fields';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Type } from 'typebox';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../../../test/harness.tsx';
import { Form, useEditForm } from '../form/index.ts';
import { AddressFields } from './address-fields.tsx';
import { AddressText } from './address-text.tsx';
import { type AddressValues, addressPatch, addressValues } from './address-values.ts';
import { useAddressCheck } from './use-address-check.ts';

const schema = Type.Object({ address: Type.Optional(strict(optional(addressFields))) });
const zug: Address = { addressLine1: 'Weg 1', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

function Example({ stored, save, required = false }: { stored: Address | null; save: (patch: unknown) => void; required?: boolean }) {
  const values = { address: addressValues(stored) };
  const check = useAddressCheck('address', required);
  const edit = useEditForm<{ address: AddressValues }>({
    values,
    schema,
    check,
    save: async (after) => save(addressPatch(values.address, after.address)),
  });
  return (
    <Form edit={edit}>
      <AddressFields name="address" required={required} />
    </Form>
  );
}

async function form(stored: Address | null, required = false) {
  const save = vi.fn();
  await show(<Example stored={stored} save={save} required={required} />);
  const labels = () => [...document.querySelectorAll('label')].map((label) => label.textContent?.replace(/\*.*/, ''));
  const submit = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));
  return { save, labels, submit };
}

async function retype(name: RegExp, text: string) {
  const input = screen.getByRole(
    name.source === 'State' || name.source === 'Country' || name.source === 'Canton' ? 'combobox' : 'textbox',
    { name },
  );
  await userEvent.clear(input);
  if (text) await userEvent.type(input, text);
}

async function choose(name: RegExp, typed: string, option: string | RegExp) {
  await retype(name, typed);
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

const street = ['Country', 'Address line 1', 'Address line 2'];

describe('address fields', () => {
  it('are those of the country, in its order and with its words', async () => {
    const { labels } = await form(zug);
    expect(labels()).toEqual([...street, 'Postcode', 'City', 'Canton']);
    expect(screen.getByText('For example 2544')).toBeTruthy();
    await choose(/Country/, 'United States', 'United States');
    await waitFor(() => expect(labels()).toEqual([...street, 'City', 'State', 'ZIP code']));
    await retype(/ZIP code/, '');
    await choose(/Country/, 'Hong Kong', /Hong Kong/);
    await waitFor(() => expect(labels()).toEqual([...street, 'District', 'Area']));
  });

  it('keep a stored text that is in no list, or is written out, and send nothing when nothing changed', async () => {
    const { save, submit } = await form({ ...zug, country: 'US', state: 'california', postCode: '94016' });
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('combobox', { name: /State/ }).value).toBe('California'));
    await submit();
    await waitFor(() => expect(save).toHaveBeenCalledWith(undefined));
  });

  it('send the code of a chosen state, and take one that no list has', async () => {
    const { save, submit } = await form({ ...zug, country: 'US', state: 'Atlantis', postCode: '94016' });
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: /State/ }).value).toBe('Atlantis');
    await choose(/State/, 'Calif', 'California');
    await submit();
    await waitFor(() => expect(save).toHaveBeenLastCalledWith({ state: 'CA' }));
    await choose(/State/, 'Lemuria', /Lemuria/);
    await submit();
    await waitFor(() => expect(save).toHaveBeenLastCalledWith({ state: 'Lemuria' }));
  });

  it('say what a postcode looks like, and send none that does not', async () => {
    const { save, submit } = await form(zug);
    await retype(/Postcode/, '63000');
    await submit();
    expect(await screen.findByText('Does not fit the country.')).toBeTruthy();
    expect(save).not.toHaveBeenCalled();
    await retype(/Postcode/, '6340');
    await submit();
    await waitFor(() => expect(save).toHaveBeenCalledWith({ postCode: '6340' }));
    expect(screen.queryByText(/Does not fit/)).toBeNull();
  });

  it('do not ask who corrects a street for what was unknown before', async () => {
    const { save, submit } = await form({ ...zug, postCode: 'unknown', city: 'unknown', country: 'UK' });
    expect(screen.queryByDisplayValue('unknown')).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: /Country/ }).value).toBe('United Kingdom');
    await retype(/Address line 1/, 'Weg 2');
    await submit();
    await waitFor(() => expect(save).toHaveBeenCalledWith({ addressLine1: 'Weg 2' }));
  });

  it('may all stay empty, unless the address must be given', async () => {
    const { save, submit } = await form(null);
    await submit();
    await waitFor(() => expect(save).toHaveBeenCalledWith(undefined));
  });

  it('ask for street and country when the address must be given', async () => {
    const { save, submit } = await form(null, true);
    await submit();
    expect(await screen.findAllByText('This is needed.')).toHaveLength(2);
    expect(save).not.toHaveBeenCalled();
  });
});

describe('an address as text', () => {
  it('has the lines of its country, or one line, or says that there is none', async () => {
    await show(
      <>
        <AddressText address={zug} />
        <p data-testid="line">
          <AddressText address={{ ...zug, country: 'UK', postCode: 'M3 3JE', state: 'unknown' }} inline />
        </p>
        <p data-testid="none">
          <AddressText address={null} />
        </p>
      </>,
    );
    expect(screen.getByRole('group').textContent).toBe('Weg 1\nCH-6300 Zug\nSwitzerland');
    expect(screen.getByTestId('line').textContent).toBe('Weg 1, Zug, M3 3JE, United Kingdom');
    expect(screen.getByTestId('none').textContent).not.toContain('null');
  });
});
