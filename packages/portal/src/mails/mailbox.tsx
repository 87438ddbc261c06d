import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Mail } from '@tenantry/contract/mails';
import { Inbox, MailOpen, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, type Page } from '../api.ts';
import type { PageSearch } from '../search.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { MailList } from './mail-list.tsx';
import { MailView } from './mail-view.tsx';
import { useMailTexts } from './texts.ts';

const limit = 50;

const useMails = () =>
  useInfiniteQuery({
    queryKey: ['mails'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Mail>>('/public/v1/notifications/mails', { query: { limit, offset: pageParam, order: '-createdAt' }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ $meta: { pagination } }) => {
      const next = pagination.offset + limit;
      return next < pagination.total ? next : undefined;
    },
  });

/** List and mail side by side, one after the other on small screens. `?mail=MSG-…` is the open one; `refused` stands for a 403. */
export function Mailbox({ refused }: { refused?: ReactNode }) {
  const t = useMailTexts();
  const navigate = useNavigate();
  const { mail: openId } = useSearch({ strict: false }) as PageSearch & { mail?: string };
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage } = useMails();
  const open = (mail: string | undefined) => void navigate({ to: '.', search: { mail } as never, resetScroll: false });

  if (error && !data) {
    const forbidden = (error as { problem?: { status: number } }).problem?.status === 403;
    return forbidden && refused ? refused : <ErrorState error={error} onRetry={refetch} />;
  }
  if (!data) return <Skeleton lines={6} className="max-w-2xl" />;
  // A mail that came between two pages moves the rest down by one.
  const mails = [...new Map(data.pages.flatMap((page) => page.data).map((mail) => [mail.id, mail])).values()];
  const opened = mails.find((mail) => mail.id === openId);
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(18rem,24rem)_minmax(0,1fr)]">
      <section aria-label={t('list')} className={cx('min-w-0 rounded-lg border bg-surface shadow-card', opened && 'max-lg:hidden')}>
        <header className="flex items-center justify-between border-b py-1.5 ps-4 pe-2">
          <h2 className="font-semibold text-sm">
            {t('list')} <span className="font-normal text-muted">{data.pages.at(-1)?.$meta.pagination.total}</span>
          </h2>
          <IconButton icon={RotateCw} size="sm" label={t('refresh')} busy={isFetching} onClick={() => void refetch()} />
        </header>
        {mails.length === 0 ? (
          <EmptyState icon={Inbox} title={t('empty')}>
            {t('emptyDetail')}
          </EmptyState>
        ) : (
          <MailList mails={mails} opened={openId} onOpen={open} />
        )}
        {hasNextPage && (
          <div className="border-t p-2 text-center">
            <Button size="sm" variant="ghost" busy={isFetching} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </section>
      {opened ? (
        <MailView key={opened.id} mail={opened} onBack={() => open(undefined)} />
      ) : (
        mails.length > 0 && (
          <div className="hidden rounded-lg border bg-surface lg:block">
            <EmptyState icon={MailOpen} title={t('choose')}>
              {t('chooseDetail')}
            </EmptyState>
          </div>
        )
      )}
    </div>
  );
}
