import { useQuery } from '@tanstack/react-query';
import { findArea } from '@tenantry/addresses';
import { Combobox } from '../combobox.tsx';
import { FormField } from '../form/index.ts';
import type { Option } from '../select.tsx';

export interface StateFieldProps {
  name: string;
  label: string;
  required: boolean;
  country: string;
}

/** A state from the list of the country, which is loaded when it is needed. Lists age, so any other text may be typed. */
export function StateField({ country, ...field }: StateFieldProps) {
  const { data: areas = [] } = useQuery({
    queryKey: ['areas', country],
    queryFn: async () => (await import('@tenantry/addresses/areas')).areasOf(country),
    staleTime: Number.POSITIVE_INFINITY,
  });

  /** What is stored stays as it is written: `California` is the option of `CA` without a change. */
  function options(stored: string): Option[] {
    const known = findArea(areas, stored);
    const all = areas.map((area) => ({ value: area === known ? stored : area.value, label: area.name }));
    return all.sort((a, b) => a.label.localeCompare(b.label));
  }

  return (
    <FormField {...field}>
      {({ value, onValueChange, ...bound }) => (
        <Combobox
          {...bound}
          clearable
          free
          options={options(value as string)}
          value={value as string}
          onValueChange={(next) => onValueChange(next ?? '')}
        />
      )}
    </FormField>
  );
}
