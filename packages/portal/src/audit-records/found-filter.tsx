import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Option } from '../ui/select.tsx';
import { PickFilter, type PickFilterProps } from './pick-filter.tsx';

export interface FoundFilterProps extends Omit<PickFilterProps, 'options' | 'onSearch' | 'onOpen'> {
  /** Part of the cache key. */
  kind: string;
  /** What fits the text, while the list is open; and what is chosen, so that a link shows its name at once. */
  find: (text: string | undefined, chosen: string | undefined, signal: AbortSignal) => Promise<readonly Option[]>;
  /** Shown first, and found here. */
  also?: (text: string) => readonly Option[];
}

/** A filter whose options the server finds while somebody types. */
export function FoundFilter({ kind, find, also, ...rest }: FoundFilterProps) {
  const { value } = rest;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<Option>();
  const wanted = useDeferredValue(text.trim());
  const { data = [] } = useQuery({
    queryKey: ['audit-filter', kind, open && wanted, value],
    queryFn: ({ signal }) => find(open ? wanted : undefined, value, signal),
    enabled: open || value !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const found = [...(also?.(wanted) ?? []), ...data];
  // What was chosen stays named when the list goes on to something else.
  const options = picked && picked.value === value && !found.some((option) => option.value === value) ? [picked, ...found] : found;
  return (
    <PickFilter
      {...rest}
      options={options}
      onSearch={setText}
      onOpen={setOpen}
      onPick={(next) => {
        setPicked(options.find((option) => option.value === next));
        rest.onPick(next);
      }}
    />
  );
}
