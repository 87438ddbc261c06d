import { Menu as Base } from '@base-ui/react/menu';
import { useRouter } from '@tanstack/react-router';
import { Check, ChevronDown, Link2, Save, Trash2 } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { type PageSearch, writeSearch } from '../../search.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { MenuPopup, MenuSeparator } from '../menu.tsx';
import { useUiTexts } from '../texts.ts';
import { showProblem, showToast } from '../toast.tsx';
import { defaultSize, type TableSearch, viewSearch } from './table-search.ts';
import { useTableTexts } from './texts.ts';
import { localViews, type SavedView, type ViewState } from './views.ts';

const usual: Omit<ViewState, 'sort'> = { size: defaultSize, filter: '', q: '', hidden: undefined, width: 'default', more: {} };

export interface ViewMenuProps {
  tableId: string;
  search: TableSearch;
  defaultSort: ViewState['sort'];
  viewKeys?: readonly string[];
}

/** "Default view", the views that this person saved, and a link to the one on the screen for others. */
export function ViewMenu({ tableId, search, defaultSort, viewKeys }: ViewMenuProps) {
  const t = useTableTexts();
  const share = useShareView(viewKeys);
  const [naming, setNaming] = useState(false);
  const views = localViews.use(tableId);
  const { page: _, ...now } = search.state;
  const standard: ViewState = { ...usual, sort: defaultSort };
  const open = views.find((view) => sameView(view.state, now));
  const isDefault = sameView(standard, now);
  const name = open?.name ?? t(isDefault ? 'views.default' : 'views.custom');
  return (
    <>
      <Base.Root modal={false}>
        <Base.Trigger
          aria-label={t('views.open', { name })}
          render={
            <Button variant="ghost" className="max-w-44 px-2">
              <span className="truncate">{name}</span>
              <ChevronDown aria-hidden className="size-3.5 text-muted" />
            </Button>
          }
        />
        <MenuPopup align="start" label={t('views.open', { name })}>
          <Base.Item className="option" onClick={() => search.change(standard)}>
            <Tick on={isDefault} />
            {t('views.default')}
          </Base.Item>
          {views.map((view) => (
            <Base.Item key={view.id} className="option" onClick={() => search.change({ more: {}, ...view.state })}>
              <Tick on={view === open} />
              <span className="truncate">{view.name}</span>
            </Base.Item>
          ))}
          <MenuSeparator />
          <Base.Item className="option" onClick={() => setNaming(true)}>
            <Save aria-hidden className="mt-0.5 size-4 text-muted" />
            {t('views.save')}
          </Base.Item>
          <Base.Item className="option" onClick={() => void share()}>
            <Link2 aria-hidden className="mt-0.5 size-4 text-muted" />
            {t('views.share')}
          </Base.Item>
          {open && (
            <Base.Item className="option text-danger-ink" onClick={() => localViews.remove(tableId, open.id)}>
              <Trash2 aria-hidden className="mt-0.5 size-4" />
              {t('views.remove', { name: open.name })}
            </Base.Item>
          )}
        </MenuPopup>
      </Base.Root>
      {naming && <NameView onClose={() => setNaming(false)} onSave={(view) => localViews.save(tableId, { ...view, state: now })} />}
    </>
  );
}

function useShareView(viewKeys: readonly string[] | undefined): () => Promise<void> {
  const t = useTableTexts();
  const say = useUiTexts();
  const router = useRouter();
  return async () => {
    const { pathname, search } = router.state.location;
    try {
      await navigator.clipboard.writeText(location.origin + pathname + writeSearch(viewSearch(search as PageSearch, viewKeys)));
      showToast({ title: t('views.shared') });
    } catch (error) {
      showProblem(error, say('error.unexpected'));
    }
  };
}

function NameView({ onClose, onSave }: { onClose: () => void; onSave: (view: Pick<SavedView, 'id' | 'name'>) => void }) {
  const t = useTableTexts();
  const say = useUiTexts();
  const [name, setName] = useState('');
  const form = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    onSave({ id: crypto.randomUUID?.() ?? String(Date.now()), name: name.trim() });
    showToast({ title: t('views.saved') });
    onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t('views.saveTitle')}
      actions={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="submit" form={form} variant="primary">
            {say('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('views.name')} required>
          <Input value={name} onValueChange={setName} maxLength={60} />
        </Field>
      </form>
    </Dialog>
  );
}

function Tick({ on }: { on: boolean }) {
  return <Check aria-hidden className={on ? 'mt-0.5 size-4 text-accent-ink' : 'invisible mt-0.5 size-4'} />;
}

function sameView(a: SavedView['state'], b: SavedView['state']): boolean {
  const key = ({ size, sort, filter, q, hidden, width, more = {} }: SavedView['state']) =>
    JSON.stringify([size, sort, filter, q, hidden ?? null, width, Object.entries(more).sort()]);
  return key(a) === key(b);
}
