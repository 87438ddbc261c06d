import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AccountUser } from '@tenantry/contract/account-users';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { api, type Page } from '../api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { containsAny, join } from '../ui/data-table/rql-text.ts';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import type { MemberChange } from './memberships.ts';
import { membersPath } from './queries.ts';
import { useGroupTexts } from './texts.ts';

/** Changes against what is stored, by user id: members of an account can be far more than a page. */
export type MemberChanges = ReadonlyMap<string, MemberChange>;

export interface MemberPickerProps {
  account: string;
  /** The group that exists already, with the number of its users now. */
  group?: { id: string; userCount: number };
  changes: MemberChanges;
  onChange: (changes: MemberChanges) => void;
}

const shownMax = 50;

/** Members of the account to tick, found by name or e-mail on the server. */
export function MemberPicker({ account, group, changes, onChange }: MemberPickerProps) {
  const t = useGroupTexts();
  const [text, setText] = useState('');
  const [onlyMembers, setOnlyMembers] = useState(false);
  const wanted = useDeferredValue(text.trim());
  const inGroup = group && `any(groups,eq(id,"${group.id}"))`;
  const { data, error, refetch } = useQuery({
    queryKey: ['choosable-members', account, group?.id, wanted, onlyMembers],
    queryFn: ({ signal }) =>
      api.get<Page<AccountUser>>(membersPath(account), {
        query: { order: 'user.name', limit: shownMax },
        filter: join('and', [
          onlyMembers ? inGroup : join('or', ['eq(status,"Active")', inGroup]),
          wanted && containsAny(['user.name', 'user.email'], wanted),
        ]),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const isMember = (person: AccountUser) => person.groups?.some(({ id }) => id === group?.id) ?? false;
  const moves = [...changes.values()].reduce((sum, change) => sum + (change.join ? 1 : -1), 0);

  function toggle(person: AccountUser, on: boolean) {
    const next = new Map(changes);
    if (on === isMember(person)) next.delete(person.user.id);
    else next.set(person.user.id, { id: person.user.id, name: person.user.name ?? person.user.email ?? person.user.id, join: on });
    onChange(next);
  }

  if (error) return <ErrorState error={error} onRetry={refetch} />;
  const total = data?.$meta.pagination.total ?? 0;
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <Input
        icon={Search}
        type="search"
        value={text}
        onValueChange={setText}
        aria-label={t('usersStep.search')}
        placeholder={t('usersStep.search')}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        {group && <Checkbox label={t('usersStep.onlyMembers')} checked={onlyMembers} onCheckedChange={setOnlyMembers} />}
        <span aria-live="polite" className="text-muted text-sm">
          {t('usersStep.chosen', { count: (group?.userCount ?? 0) + moves })}
        </span>
      </div>
      {!data && <Skeleton lines={6} />}
      {data && (
        <ul aria-label={t('usersStep.list')} className="divide-y rounded-lg border">
          {data.data.map((person) => (
            <MemberRow
              key={person.user.id}
              person={person}
              checked={changes.get(person.user.id)?.join ?? isMember(person)}
              onCheckedChange={(on) => toggle(person, on)}
            />
          ))}
          {total === 0 && <NoMatch />}
        </ul>
      )}
      {total > shownMax && <p className="text-muted text-xs">{t('usersStep.more', { shown: shownMax, total })}</p>}
    </div>
  );
}

interface MemberRowProps {
  person: AccountUser;
  checked: boolean;
  onCheckedChange: (on: boolean) => void;
}

function MemberRow({ person, checked, onCheckedChange }: MemberRowProps) {
  const { user, status } = person;
  const name = user.name ?? user.email ?? user.id;
  return (
    <li className="flex items-center gap-3 px-3 py-2 hover:bg-hover">
      <span className="min-w-0 flex-1 wrap-anywhere">
        <Checkbox checked={checked} onCheckedChange={onCheckedChange} label={name} description={user.email} />
      </span>
      {status && status !== 'Active' && <StatusChip status={status} />}
      <Avatar name={name} id={user.id} src={user.icon} size="sm" />
    </li>
  );
}

function NoMatch() {
  const t = useGroupTexts();
  return <li className="px-3 py-6 text-center text-muted text-sm">{t('usersStep.none')}</li>;
}
