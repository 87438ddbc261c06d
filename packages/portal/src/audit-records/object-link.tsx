import type { AuditRecord } from '@tenantry/contract/audit-records';
import type { ReactNode } from 'react';
import { useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Link } from '../ui/link.tsx';
import { documentKey, isObject } from './changes.ts';

const settings = '/administration/settings';

/** The page of an object by the form of its id, where it has one. */
export function pagePath(id: string, ownAccount: string | undefined): string | undefined {
  if (/^A?USR-/.test(id)) return `${settings}/users/${id}`;
  if (id.startsWith('UGR-')) return `${settings}/groups/${id}`;
  if (id.startsWith('TKN-')) return `${settings}/api-tokens/${id}`;
  // Other accounts have no page in these settings.
  return id === ownAccount ? `${settings}/account` : undefined;
}

/** Picture, name and id of somebody or something named in a record, linked where it has a page. */
export function Named({
  id,
  name,
  icon,
  to,
  extra,
}: {
  id: string;
  name: string;
  icon?: string | null;
  to?: string | undefined;
  extra?: ReactNode;
}) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} id={id} src={icon} size="sm" shape={/^A?USR-/.test(id) ? 'round' : 'square'} />
      <span className="min-w-0">
        <span className="block wrap-anywhere sm:min-w-28">{to ? <Link to={to}>{name}</Link> : name}</span>
        <code className="block whitespace-nowrap text-2xs text-muted">{id}</code>
        {extra}
      </span>
    </span>
  );
}

export function RecordObject({ record }: { record: AuditRecord }) {
  const { account } = useSession();
  const { id, name, icon } = record.object;
  return <Named id={id} name={name || id} icon={pictureOf(id, icon)} to={objectPath(record, account?.id)} />;
}

export function RecordActor({ record, extra }: { record: AuditRecord; extra?: ReactNode }) {
  const { account } = useSession();
  const { id, name, icon } = record.actor;
  return <Named id={id} name={name || id} icon={pictureOf(id, icon)} to={pagePath(id, account?.id)} extra={extra} />;
}

// Tokens have no picture of their own, and asking for that of a deleted one would only fail.
const pictureOf = (id: string, icon: string | null | undefined): string | null => (id.startsWith('TKN-') ? null : (icon ?? null));

// A membership is shown on the page of its person; what is gone has no page.
function objectPath(record: AuditRecord, ownAccount: string | undefined): string | undefined {
  if (/\.(deleted|removed)$/.test(record.event)) return undefined;
  const document = record.documents?.[documentKey(record)];
  const person = isObject(document) && typeof document.user === 'string' ? document.user : undefined;
  return pagePath(record.object.objectType === 'AccountUser' && person ? person : record.object.id, ownAccount);
}
