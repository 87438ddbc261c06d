import { useQuery } from '@tanstack/react-query';
import type { Audit } from '@tenantry/contract/fields';
import type { ReactNode } from 'react';
import { api, type Page } from '../api.ts';
import { Avatar } from './avatar.tsx';
import { DateTime } from './date-time.tsx';
import { Link } from './link.tsx';
import { problemText } from './problem-text.ts';
import { Skeleton } from './skeleton.tsx';
import { useUiTexts } from './texts.ts';

/** What a card says of one object; the times of making and changing come from its `audit`. */
export interface CardContent {
  name: string;
  picture?: string | null | undefined;
  /** `StatusChip`, `Chip`. */
  chips?: ReactNode;
  description?: string | null | undefined;
  facts?: readonly { label: string; value: ReactNode; hidden?: boolean }[];
  links?: readonly { label: string; to: string; search?: Readonly<Record<string, unknown>> }[];
}

export interface ObjectCardProps<T> {
  id: string;
  /** The list that the object is in, `/public/v1/accounts/user-groups`. */
  collection: string;
  /** RQL that finds it there when `id` is not its own `id`. */
  filter?: string;
  /** People are round, things are square. */
  shape?: 'round' | 'square';
  content: (object: T) => CardContent;
}

/**
 * A summary of one object for an `InfoCard`, fetched when it is shown. It asks the list instead of the object, because an
 * object that is gone, or not this person's to see, is an empty page there and no failed request.
 */
export function ObjectCard<T extends { audit?: Audit }>({ id, collection, filter, shape = 'square', content }: ObjectCardProps<T>) {
  const t = useUiTexts();
  const found = useQuery({
    queryKey: ['card', collection, id],
    queryFn: ({ signal }) =>
      api.get<Page<T>>(collection, { query: { limit: 1, select: 'audit' }, filter: filter ?? `eq(id,"${id}")`, signal }),
    staleTime: 0,
  });
  if (found.isPending) return <CardSkeleton />;
  if (found.isError) return <p className="pe-6 text-muted">{problemText(found.error, t)}</p>;
  const [object] = found.data.data;
  if (!object) return <p className="pe-6 text-muted">{t('card.gone')}</p>;
  return <Content id={id} shape={shape} audit={object.audit} {...content(object)} />;
}

/** Stands where the card will be. */
export function CardSkeleton() {
  return <Skeleton lines={5} className="pe-6" />;
}

interface ContentProps extends CardContent {
  id: string;
  shape: 'round' | 'square';
  audit: Audit | undefined;
}

function Content({ id, shape, audit, name, picture, chips, description, facts = [], links = [] }: ContentProps) {
  const t = useUiTexts();
  const times = [
    { label: t('card.created'), value: <DateTime value={audit?.created?.at} style="date" />, hidden: !audit?.created },
    { label: t('card.updated'), value: <DateTime value={audit?.updated?.at} style="date" />, hidden: !audit?.updated },
  ];
  const shown = [...facts, ...times].filter((fact) => !fact.hidden);
  return (
    <div className="flex flex-col gap-2.5">
      <span className="flex items-center gap-2.5 pe-6">
        <Avatar name={name} id={id} src={picture} shape={shape} />
        <span className="min-w-0">
          <span className="block font-medium wrap-anywhere">{name}</span>
          <code className="block text-2xs text-muted">{id}</code>
        </span>
      </span>
      {chips && <span className="flex flex-wrap gap-1.5">{chips}</span>}
      {description && <p className="line-clamp-3 text-muted text-xs wrap-anywhere">{description}</p>}
      {shown.length > 0 && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
          {shown.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {links.length > 0 && (
        <span className="flex flex-wrap gap-x-4 gap-y-1 border-t pt-2.5 text-xs">
          {links.map(({ label, ...link }) => (
            <Link key={label} {...link}>
              {label}
            </Link>
          ))}
        </span>
      )}
    </div>
  );
}
