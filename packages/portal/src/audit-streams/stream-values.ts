import {
  type AuditStream,
  type AuditStreamPatch,
  type NewAuditStream,
  NewAuditStream as NewStream,
} from '@tenantry/contract/audit-streams';
import type { Reference } from '@tenantry/contract/fields';
import { Type } from 'typebox';
import type { Messages } from '../ui/form/index.ts';
import type { StreamTexts } from './texts.ts';

export interface StreamValues {
  kind: AuditStream['kind'];
  name: string;
  format: AuditStream['format'];
  target: { url: string; secret: string; ca: string; host: string; port: string; facility: string; name: string };
  accounts: Reference[];
  eventPrefix: string;
  startAt: 'beginning' | 'end';
}

const { name, eventPrefix } = NewStream.properties;
/** What the form has as plain fields of the body; the target is for `streamCheck` and the server. */
export const streamSchema = Type.Object({ name, eventPrefix });

export const valuesOf = (stream: AuditStream | undefined): StreamValues => ({
  kind: stream?.kind ?? 'webhook',
  name: stream?.name ?? '',
  format: stream?.format ?? 'jsonl',
  target: {
    url: stream?.target.url ?? '',
    secret: '',
    ca: stream?.target.ca ?? '',
    host: stream?.target.host ?? '',
    port: String(stream?.target.port ?? 6514),
    facility: String(stream?.target.facility ?? 13),
    name: stream?.target.name ?? '',
  },
  accounts: stream?.accounts ?? [],
  eventPrefix: stream?.eventPrefix ?? '',
  startAt: 'end',
});

/** What the kind needs. */
export const streamCheck =
  (t: StreamTexts) =>
  ({ kind, target }: StreamValues): Messages => {
    const needed = { webhook: 'url', syslog: 'host', file: 'name' } as const;
    const field = needed[kind];
    const port = Number(target.port);
    return {
      ...(target[field].trim() === '' ? { [`target.${field}`]: t('needed') } : {}),
      ...(kind === 'syslog' && !(Number.isInteger(port) && port >= 1 && port <= 65_535) ? { 'target.port': t('badPort') } : {}),
    };
  };

function targetBody({ kind, target }: StreamValues): NewAuditStream['target'] {
  const ca = target.ca.trim() || null;
  switch (kind) {
    case 'webhook':
      return { url: target.url.trim(), ca, ...(target.secret.trim() ? { secret: target.secret.trim() } : {}) };
    case 'syslog':
      return { host: target.host.trim(), port: Number(target.port), facility: Number(target.facility), ca };
    case 'file':
      return { name: target.name.trim() };
  }
}

export const patchBody = (
  values: StreamValues,
): Required<Pick<AuditStreamPatch, 'name' | 'format' | 'target' | 'accounts' | 'eventPrefix'>> => ({
  name: values.name.trim(),
  format: values.format,
  target: targetBody(values),
  accounts: values.accounts.length > 0 ? values.accounts.map(({ id }) => ({ id })) : null,
  eventPrefix: values.eventPrefix.trim() || null,
});

export const newBody = (values: StreamValues): NewAuditStream => ({ ...patchBody(values), kind: values.kind, startAt: values.startAt });
