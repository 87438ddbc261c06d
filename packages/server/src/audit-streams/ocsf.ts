import type { AuditRecord } from '@tenantry/contract/audit-records';
import { isRefusal } from './outcome.ts';

/** Of the Open Cybersecurity Schema Framework that these events follow. */
export const ocsfVersion = '1.7.0';

export type OcsfEvent = Record<string, unknown>;

/** A record with what the list of records does not show. */
export interface ShippedRecord extends AuditRecord {
  /** Whose object it is; empty for the platform's. */
  account: string;
  index?: number;
}

interface Meaning {
  class: 3001 | 3002 | 3004 | 3006 | 6003;
  /** 99 is Other: the action itself is the name then. */
  activity: number;
}

const classNames = {
  3001: 'Account Change',
  3002: 'Authentication',
  3004: 'Entity Management',
  3006: 'Group Management',
  6003: 'API Activity',
} as const;

/** Activities by the last part of a key. What is not here is Other. */
const activities: Record<Meaning['class'], Readonly<Record<string, number>>> = {
  3001: {
    created: 1,
    registered: 1,
    invited: 1,
    enabled: 2,
    password_changed: 3,
    requested: 4,
    completed: 4,
    disabled: 5,
    deleted: 6,
    removed: 6,
    blocked: 9,
    unblocked: 12,
  },
  3002: { created: 1, refused: 1, ended: 2 },
  3004: { created: 1, updated: 3, deleted: 4, enabled: 8, disabled: 9, activated: 10, deactivated: 11 },
  3006: { narrowed: 2, deleted: 5, created: 6 },
  6003: { read: 2, opened: 2, revealed: 2, exported: 2, evidence_exported: 2 },
};

const classOfObject: Readonly<Record<string, Meaning['class']>> = {
  session: 3002,
  user: 3001,
  account_user: 3001,
  api_token: 3001,
  password_reset: 3001,
  user_group: 3006,
};

/** Which class and activity an event is, by its key. */
export function meaningOf(event: string): Meaning {
  const [object = '', action = ''] = event.split('.').slice(-2);
  const isCall = action in activities[6003] || object === 'request';
  const kind = isCall ? 6003 : (classOfObject[event.startsWith('platform.') ? object : ''] ?? 3004);
  return { class: kind, activity: activities[kind][action] ?? 99 };
}

/** A record as an event of OCSF; what has no place there is in `unmapped`. Pure. */
export function ocsfEvent(record: ShippedRecord, product: { version: string }): OcsfEvent {
  const { class: kind, activity } = meaningOf(record.event);
  const refused = isRefusal(record.event);
  return {
    class_uid: kind,
    class_name: classNames[kind],
    category_uid: Math.floor(kind / 1000),
    category_name: kind === 6003 ? 'Application Activity' : 'Identity & Access Management',
    activity_id: activity,
    ...(activity === 99 ? { activity_name: record.event.split('.').at(-1) } : {}),
    type_uid: kind * 100 + activity,
    time: Date.parse(record.timestamp),
    severity_id: refused ? 3 : 1,
    severity: refused ? 'Medium' : 'Informational',
    status_id: refused ? 2 : 1,
    status: refused ? 'Failure' : 'Success',
    message: record.details,
    metadata: metadataOf(record, product),
    actor: { user: actorOf(record) },
    ...whereFrom(record),
    ...subjectOf(record, kind),
    unmapped: {
      summary: record.summary,
      type: record.type,
      ...(record.documents ? { documents: record.documents } : {}),
      ...(record.viewers ? { viewers: record.viewers.map(({ id }) => id) } : {}),
    },
  };
}

const metadataOf = ({ id, index, event, account, timestamp, request }: ShippedRecord, { version }: { version: string }): OcsfEvent => ({
  version: ocsfVersion,
  product: { name: 'Tenantry', vendor_name: 'Tenantry', version },
  log_name: 'audit-trail',
  uid: id,
  original_event_uid: id,
  event_code: event,
  original_time: timestamp,
  ...(index === undefined ? {} : { sequence: index }),
  ...(account ? { tenant_uid: account } : {}),
  ...(request?.log ? { correlation_uid: request.log.correlationId } : {}),
});

function actorOf({ actor }: ShippedRecord): OcsfEvent {
  const type = actor.id.startsWith('USR-') ? [1, 'User'] : actor.id.startsWith('TKN-') ? [4, 'Service'] : [3, 'System'];
  return {
    uid: actor.id,
    name: actor.name,
    type_id: type[0],
    type: type[1],
    ...(actor.account ? { org: { uid: actor.account.id, name: actor.account.name } } : {}),
  };
}

/** An endpoint is required for calls, so what came from no network names the worker that did it. */
function whereFrom({ request }: ShippedRecord): OcsfEvent {
  const api = request?.api as { ip?: string; userAgent?: string; geolocation?: { countryCode?: string; region?: string } } | undefined;
  const place = api?.geolocation;
  return {
    src_endpoint: {
      ...(api?.ip ? { ip: api.ip } : { svc_name: request?.worker?.workerName ?? 'tenantry' }),
      ...(place?.countryCode ? { location: { country: place.countryCode, ...(place.region ? { region: place.region } : {}) } } : {}),
    },
    ...(api?.userAgent ? { http_request: { user_agent: api.userAgent } } : {}),
  };
}

/** What it is about, under the name that its class has for it. */
function subjectOf({ object, event }: ShippedRecord, kind: Meaning['class']): OcsfEvent {
  const named = { uid: object.id, name: object.name ?? object.id };
  switch (kind) {
    case 3001:
      return { user: { ...named, ...userType(object.id) } };
    case 3002:
      return { user: { ...named, ...userType(object.id) }, service: { name: 'Tenantry' }, is_remote: true };
    case 3006:
      return { group: named };
    case 6003:
      return { api: { operation: event }, resources: [{ ...named, type: object.objectType }] };
    default:
      return {
        entity: {
          ...named,
          type_id: 99,
          type: object.objectType,
          ...(object.revision === undefined ? {} : { version: String(object.revision) }),
        },
      };
  }
}

const userType = (id: string): OcsfEvent => (id.startsWith('TKN-') ? { type_id: 4, type: 'Service' } : { type_id: 1, type: 'User' });
