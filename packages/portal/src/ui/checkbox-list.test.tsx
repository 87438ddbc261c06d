import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '../../test/harness.tsx';
import { CheckboxList } from './checkbox-list.tsx';
import { RadioGroup } from './choice.tsx';
import { Field } from './field.tsx';

const options = ['Finance', 'Buyers'].map((name) => ({ value: name, label: name }));

function Groups() {
  const [value, setValue] = useState<string[]>([]);
  return (
    <Field label="Groups" group required>
      <CheckboxList label="Groups" options={options} value={value} onValueChange={setValue} />
      <p>Chosen: {value.join(' ')}</p>
    </Field>
  );
}

it('names each box of a list inside a field by its own label, which ticks that box and no other', async () => {
  await show(<Groups />);
  expect(screen.getAllByRole('checkbox', { name: /^(Finance|Buyers)$/ })).toHaveLength(2);
  expect(screen.getByRole('searchbox', { name: 'Search in Groups' })).toBeTruthy();
  await userEvent.click(screen.getByText('Buyers'));
  expect(screen.getByText('Chosen: Buyers')).toBeTruthy();
});

it('names each choice of a radio group inside a field by its own label', async () => {
  await show(
    <Field label="Buyers" group>
      <RadioGroup label="Buyers" options={options} value="Finance" onValueChange={() => {}} />
    </Field>,
  );
  expect(screen.getByRole('radio', { name: 'Buyers' }).getAttribute('aria-checked')).toBe('false');
  expect(screen.getByRole('radio', { name: 'Finance' }).getAttribute('aria-checked')).toBe('true');
});
