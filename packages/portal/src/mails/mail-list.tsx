import type { Mail } from '@tenantry/contract/mails';
import { DateTime } from '../ui/date-time.tsx';
import { MailStatus } from './mail-status.tsx';

export interface MailListProps {
  mails: readonly Mail[];
  /** The id of the open one. */
  opened: string | undefined;
  onOpen: (id: string) => void;
}

export function MailList({ mails, opened, onOpen }: MailListProps) {
  return (
    <ul className="divide-y lg:max-h-[70dvh] lg:overflow-y-auto">
      {mails.map((mail) => (
        <li key={mail.id}>
          <button
            type="button"
            aria-current={mail.id === opened || undefined}
            onClick={() => onOpen(mail.id)}
            className="relative flex w-full min-w-0 flex-col gap-0.5 px-4 py-2.5 text-start -outline-offset-2 hover:bg-hover aria-current:bg-accent-soft"
          >
            <span className="flex w-full min-w-0 items-baseline justify-between gap-3 text-xs">
              <span className="truncate text-muted">{mail.to}</span>
              <span className="shrink-0 text-muted">
                <DateTime value={mail.createdAt} style="relative" />
              </span>
            </span>
            <span className="font-medium text-sm wrap-anywhere">{mail.subject}</span>
            <MailStatus mail={mail} quiet />
          </button>
        </li>
      ))}
    </ul>
  );
}
