import type { AuditRecord } from '@tenantry/contract/audit-records';
import type { ReactNode } from 'react';
import { ObjectLink } from '../object-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { documentKey, isObject } from './changes.ts';

interface NamedProps {
  id: string;
  name: string;
  icon: string | null;
  /** The id whose page the name leads to; without it the name leads nowhere. */
  target: string | undefined;
  extra?: ReactNode;
}

/** Picture, name and id of somebody or something named in a record, linked where it has a page. */
function Named({ id, name, icon, target, extra }: NamedProps) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} id={id} src={icon} size="sm" shape={/^A?USR-/.test(id) ? 'round' : 'square'} />
      <span className="min-w-0">
        <span className="block wrap-anywhere sm:min-w-24">{target ? <ObjectLink id={target} name={name} /> : name}</span>
        <code className="block text-2xs text-muted wrap-anywhere sm:whitespace-nowrap">{id}</code>
        {extra}
      </span>
    </span>
  );
}

export function RecordObject({ record }: { record: AuditRecord }) {
  const { id, name, icon } = record.object;
  return <Named id={id} name={name || id} icon={icon ?? null} target={targetOf(record)} />;
}

export function RecordActor({ record, extra }: { record: AuditRecord; extra?: ReactNode }) {
  const { id, name, icon } = record.actor;
  return <Named id={id} name={name || id} icon={icon ?? null} target={isGone(record.actor) ? undefined : id} extra={extra} />;
}

/** The actor in one line: small picture and name. */
export function ActorLine({ record: { actor } }: { record: AuditRecord }) {
  const name = actor.name || actor.id;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted text-sm">
      <Avatar name={name} id={actor.id} src={actor.icon ?? null} size="xs" shape={actor.id.startsWith('USR-') ? 'round' : 'square'} />
      <span className="min-w-0 wrap-anywhere">{isGone(actor) ? name : <ObjectLink id={actor.id} name={name} />}</span>
    </span>
  );
}

// The trail offers no picture of somebody whom its reader cannot see (any more); her page would be "not found".
const isGone = ({ id, icon }: { id: string; icon?: string | null }): boolean => icon === null && id.startsWith('USR-');

// A membership is shown on the page of its person; what is gone has no page.
function targetOf(record: AuditRecord): string | undefined {
  const { event, object } = record;
  if (/\.(deleted|removed)$/.test(event) || isGone(object)) return undefined;
  const document = record.documents?.[documentKey(record)];
  const person = isObject(document) && typeof document.user === 'string' ? document.user : undefined;
  return object.objectType === 'AccountUser' && person ? person : object.id;
}
