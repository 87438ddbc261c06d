import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { api, type Page } from '../api.ts';
import { type PageEntry, useRegistryTexts } from '../registry.ts';
import { type Session, useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { containsAny } from '../ui/data-table/rql-text.ts';
import { Select } from '../ui/select.tsx';
import { allowedPages } from './allowed-pages.ts';
import { useShellTexts } from './texts.ts';

interface Hit {
  id: string;
  name: string;
  icon?: string;
  to: string;
}

export interface GlobalSearchProps {
  inputId?: string;
  initialText?: string;
  autoFocus?: boolean;
  onFollow?: () => void;
}

/** A category first, then part or all of a name or an id. */
export function GlobalSearch({ inputId, initialText = '', autoFocus, onFollow }: GlobalSearchProps) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const session = useSession();
  const navigate = useNavigate();
  const categories = allowedPages(session).filter((page) => page.search);
  const [category, setCategory] = useState(categories[0]?.id);
  const [text, setText] = useState(initialText);
  const page = categories.find((candidate) => candidate.id === category);
  const { wanted, hits, status } = useHits(page, text);
  if (!category) return null;

  function follow(hit: Hit) {
    setText('');
    onFollow?.();
    void navigate({ to: hit.to as never });
  }

  return (
    <div className="control flex h-8 min-w-0 items-stretch">
      <Select
        aria-label={t('search.category')}
        value={category}
        onValueChange={setCategory}
        options={categories.map(({ id }) => ({ value: id, label: say(`page.${id}.title`) }))}
        className="h-full w-auto shrink-0 border-0! bg-transparent text-muted text-xs"
      />
      <Autocomplete.Root
        items={hits}
        value={text}
        onValueChange={setText}
        filter={null}
        autoHighlight
        itemToStringValue={(hit: Hit) => hit.name}
      >
        <span className="relative flex min-w-0 flex-1 items-center border-s">
          <Search aria-hidden className="pointer-events-none absolute start-2 size-3.5 text-faint" />
          <Autocomplete.Input
            {...(inputId ? { id: inputId } : {})}
            autoFocus={autoFocus ?? false}
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            className="h-full w-full min-w-0 rounded-e-md bg-transparent ps-7 pe-2 text-sm outline-none"
          />
        </span>
        <Autocomplete.Portal hidden={wanted === ''} render={<section aria-label={t('search.label')} />}>
          <Autocomplete.Positioner sideOffset={6} align="start" className="z-50">
            <Autocomplete.Popup className="popup max-h-[min(24rem,var(--available-height))] w-80 max-w-(--available-width) overflow-y-auto p-1">
              <Autocomplete.Status className="px-2 py-1.5 text-muted text-xs">{wanted !== '' && status}</Autocomplete.Status>
              <Autocomplete.List>{(hit: Hit) => <HitRow key={hit.id} hit={hit} onFollow={follow} />}</Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </div>
  );
}

function HitRow({ hit, onFollow }: { hit: Hit; onFollow: (hit: Hit) => void }) {
  return (
    <Autocomplete.Item value={hit} onClick={() => onFollow(hit)} className="option items-center">
      <Avatar name={hit.name} id={hit.id} src={hit.icon} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{hit.name}</span>
        <code className="block truncate text-2xs text-muted">{hit.id}</code>
      </span>
    </Autocomplete.Item>
  );
}

function useHits(page: PageEntry | undefined, text: string): { wanted: string; hits: Hit[]; status: string } {
  const t = useShellTexts();
  const session = useSession();
  const wanted = useDeferredValue(text.trim());
  const query = useQuery({
    queryKey: ['global-search', page?.id, wanted],
    queryFn: ({ signal }) => (page ? find(page, session, wanted, signal) : []),
    enabled: wanted !== '',
    placeholderData: (before) => before,
  });
  const hits = wanted === '' ? [] : (query.data ?? []);
  if (query.isFetching) return { wanted, hits, status: t('search.busy') };
  if (query.isError) return { wanted, hits, status: t('search.failed') };
  return { wanted, hits, status: hits.length > 0 ? t('search.results', { count: hits.length }) : t('search.none', { text: wanted }) };
}

async function find(page: PageEntry, session: Session, text: string, signal: AbortSignal): Promise<Hit[]> {
  if (!page.search) return [];
  const { collection, paths, read } = page.search;
  const answer = await api.get<Page<Record<string, never>>>(`/public/v1${collection(session)}`, {
    query: { limit: 8 },
    filter: containsAny(paths, text),
    signal,
  });
  return answer.data.map((row) => {
    const hit = read(row);
    return { ...hit, to: `${page.path}/${hit.id}` };
  });
}
