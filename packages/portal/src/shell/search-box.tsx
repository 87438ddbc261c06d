import { ChevronsUpDown, Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useRegistryTexts } from '../registry.ts';
import { useSession } from '../session.ts';
import { allowedPages } from './allowed-pages.ts';
import { useShellTexts } from './texts.ts';
import { searchInputId } from './use-shortcuts.ts';

const load = () => import('./global-search.tsx').then((module) => ({ default: module.GlobalSearch }));
const GlobalSearch = lazy(load);

/** The search of the header. It looks like one at once; the rest comes when somebody turns to it, with what was typed meanwhile. */
export function SearchBox() {
  const [wanted, setWanted] = useState(false);
  const [text, setText] = useState('');
  const lookalike = <Lookalike text={text} onText={setText} onWant={() => setWanted(true)} />;
  if (!wanted) return lookalike;
  return (
    <Suspense fallback={lookalike}>
      <Arrived text={text} />
    </Suspense>
  );
}

/** Takes the focus over from the lookalike. Whoever has tabbed on meanwhile keeps it where she is: tried anew each time the wait ends. */
function Arrived({ text }: { text: string }) {
  const [hasFocus] = useState(() => document.activeElement?.id === searchInputId);
  return <GlobalSearch inputId={searchInputId} initialText={text} autoFocus={hasFocus} />;
}

function Lookalike({ text, onText, onWant }: { text: string; onText: (text: string) => void; onWant: () => void }) {
  const t = useShellTexts();
  const say = useRegistryTexts();
  const first = allowedPages(useSession()).find((page) => page.search);
  if (!first) return null;
  return (
    <div className="control flex h-8 items-stretch" onPointerEnter={() => void load()}>
      <span aria-hidden className="flex items-center gap-2 ps-2.5 pe-2 text-muted text-xs">
        {say(`page.${first.id}.title`)}
        <ChevronsUpDown className="size-3.5 text-faint" />
      </span>
      <span className="relative flex min-w-0 flex-1 items-center border-s">
        <Search aria-hidden className="pointer-events-none absolute start-2 size-3.5 text-faint" />
        <input
          id={searchInputId}
          role="combobox"
          aria-expanded={false}
          aria-autocomplete="list"
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onFocus={onWant}
          className="h-full w-full min-w-0 rounded-e-md bg-transparent ps-7 pe-2 text-sm outline-none"
        />
      </span>
    </div>
  );
}
