import type { Installation } from '@tenantry/contract/installation';
import { Mail } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { useSignInTexts } from './texts.ts';

export interface DemoPeopleProps {
  people: NonNullable<Installation['demo']>;
  mailbox: boolean;
  /** Their address, as it is in the form. */
  chosen: string | undefined;
  onChoose: (email: string) => void;
}

/** Whom one can be in the demo. The password is pasted each time: no page keeps it, not even this one. */
export function DemoPeople({ people, mailbox, chosen, onChoose }: DemoPeopleProps) {
  const t = useSignInTexts();
  return (
    <section aria-label={t('demo.title')} className="min-w-0 rounded-xl border bg-surface p-4 shadow-card">
      <h2 className="font-semibold text-sm">{t('demo.title')}</h2>
      <p className="mt-0.5 text-muted text-xs">{t('demo.detail')}</p>
      <ul className="mt-3 flex flex-col gap-1">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              aria-pressed={person.email === chosen}
              onClick={() => onChoose(person.email)}
              className="flex w-full min-w-0 items-center gap-3 rounded-lg border border-transparent px-2 py-1.5 text-start hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
            >
              <Avatar name={person.name} />
              <span className="min-w-0 flex-1">
                <span className="block font-medium text-sm">{person.name}</span>
                <span className="block text-muted text-xs wrap-anywhere">
                  {person.role} · {person.account}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {mailbox && (
        <Link plain to="/mailbox" className={buttonClass('secondary', 'sm', 'mt-3')}>
          <Mail aria-hidden className="size-3.5" />
          {t('demo.mailbox')}
        </Link>
      )}
    </section>
  );
}
