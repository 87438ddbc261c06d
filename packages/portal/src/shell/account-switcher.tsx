import { useQuery } from '@tanstack/react-query';
import { Check, Search } from 'lucide-react';
import { useState } from 'react';
import { api, type Page } from '../api.ts';
import { useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { favouriteAccounts, recentAccounts } from './preferences.ts';
import { StarToggle } from './star.tsx';
import { useShellTexts } from './texts.ts';
import { useSwitchAccount } from './use-switch-account.ts';

interface OwnAccount {
  id: string;
  name: string;
  type: string;
  icon?: string;
}

type View = 'all' | 'favourites' | 'recents';

/** The person's accounts, found by name or id. Choosing one changes this browser tab only. */
export function AccountSwitcher({ onClose }: { onClose: () => void }) {
  const t = useShellTexts();
  const session = useSession();
  const switchTo = useSwitchAccount();
  const [text, setText] = useState('');
  const [view, setView] = useState<View>('all');
  const favourites = favouriteAccounts.use();
  const recents = recentAccounts.use();
  const { data, error, refetch } = useQuery({
    queryKey: ['own-accounts', session.actor.id],
    queryFn: ({ signal }) => listAccounts(session.actor.id, signal),
  });

  async function choose(account: OwnAccount) {
    if (await switchTo(account.id)) onClose();
  }

  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const shown = (data ?? [])
    .filter((account) => `${account.name} ${account.id}`.toLowerCase().includes(text.trim().toLowerCase()))
    .filter((account) => view === 'all' || (view === 'favourites' ? favourites : recents).includes(account.id))
    .sort((a, b) => (view === 'recents' ? recents.indexOf(a.id) - recents.indexOf(b.id) : 0));
  return (
    <section aria-label={t('accounts.title')} className="flex min-w-0 flex-col gap-2 p-4">
      <Input
        icon={Search}
        type="search"
        aria-label={t('accounts.search')}
        placeholder={t('accounts.search')}
        value={text}
        onValueChange={setText}
      />
      <Views view={view} onView={setView} />
      {!data && <Skeleton lines={4} />}
      {data && shown.length === 0 && <p className="py-6 text-center text-muted text-sm">{t('accounts.none')}</p>}
      <ul className="max-h-72 overflow-y-auto">
        {shown.map((account) => (
          <Row key={account.id} account={account} current={account.id === session.account?.id} onChoose={() => void choose(account)} />
        ))}
      </ul>
    </section>
  );
}

function Views({ view, onView }: { view: View; onView: (view: View) => void }) {
  const t = useShellTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own border and legend
    <div role="group" aria-label={t('accounts.title')} className="flex gap-1">
      {(['all', 'favourites', 'recents'] as const).map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={view === id}
          onClick={() => onView(id)}
          className={buttonClass('ghost', 'sm', 'aria-pressed:bg-accent-soft aria-pressed:text-accent-ink')}
        >
          {t(`accounts.${id}`)}
        </button>
      ))}
    </div>
  );
}

function Row({ account, current, onChoose }: { account: OwnAccount; current: boolean; onChoose: () => void }) {
  const t = useShellTexts();
  return (
    <li className="flex items-center gap-1 rounded-md hover:bg-hover">
      <button
        type="button"
        onClick={onChoose}
        aria-current={current || undefined}
        className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md p-1.5 text-start"
      >
        <Avatar name={account.name} id={account.id} src={account.icon} size="sm" shape="square" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm">{account.name}</span>
          <span className="block truncate text-2xs text-muted">
            <code>{account.id}</code> · {account.type}
          </span>
        </span>
        {current && (
          <>
            <Check aria-hidden className="size-4 text-accent-ink" />
            <span className="sr-only">{t('accounts.current')}</span>
          </>
        )}
      </button>
      <StarToggle list={favouriteAccounts} id={account.id} name={account.name} />
    </li>
  );
}

async function listAccounts(userId: string, signal: AbortSignal): Promise<OwnAccount[]> {
  const query = { select: 'id,name,type,icon,-*', order: 'name', limit: 100 };
  const path = `/public/v1/accounts/users/${userId}/accounts`;
  return (await api.get<Page<OwnAccount>>(path, { query, filter: 'eq(invitation.status,"Active")', signal })).data;
}
