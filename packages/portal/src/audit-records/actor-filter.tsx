import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useSession } from '../session.ts';
import { Combobox } from '../ui/combobox.tsx';
import { containsAny, quote } from '../ui/data-table/index.ts';
import { type Actor, fetchActors } from './fetch-records.ts';
import { useAuditTexts } from './texts.ts';

export interface ActorFilterProps {
  value: string | undefined;
  disabled: boolean;
  onValueChange: (id: string | undefined) => void;
}

/**
 * Who did it, found by name or id. The names come from the records themselves: they hold people who have left and deleted
 * tokens too, and whoever may read the trail may read them.
 */
export function ActorFilter({ value, disabled, onValueChange }: ActorFilterProps) {
  const t = useAuditTexts();
  const { actor: me } = useSession();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string; description: string }>();
  const wanted = useDeferredValue(text.trim());
  const { data = [] } = useQuery({
    queryKey: ['audit-actors', wanted, value],
    queryFn: ({ signal }) => findActors(wanted, value, signal),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const found = data.map(({ id, name }) => ({ value: id, label: name, description: id }));
  const known = chosen?.value === value ? chosen : value === me.id ? { value: me.id, label: me.name, description: me.id } : undefined;
  const options = known && !found.some((option) => option.value === known.value) ? [known, ...found] : found;
  return (
    <Combobox
      aria-label={t('filter.actor')}
      placeholder={t('filter.anyActor')}
      className="sm:w-48"
      clearable={value !== undefined}
      disabled={disabled}
      value={value}
      options={options}
      // The name of what is chosen is no search.
      onSearch={(typed) => setText(options.some((option) => option.label === typed) ? '' : typed)}
      onValueChange={(id) => {
        setChosen(options.find((option) => option.value === id));
        onValueChange(id);
      }}
    />
  );
}

// The latest records that match, and one of the chosen actor, so that a link shows a name at once.
async function findActors(text: string, chosen: string | undefined, signal: AbortSignal): Promise<Actor[]> {
  const pages = await Promise.all([
    fetchActors(100, text ? containsAny(['actor.name', 'actor.id'], text) : undefined, signal),
    ...(chosen ? [fetchActors(1, `eq(actor.id,${quote(chosen)})`, signal)] : []),
  ]);
  const actors = new Map(pages.flat().map((actor) => [actor.id, actor]));
  return [...actors.values()].sort((a, b) => a.name.localeCompare(b.name));
}
