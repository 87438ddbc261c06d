import { describe, expect, test } from 'vitest';
import { meaningOf, type OcsfEvent, ocsfEvent, type ShippedRecord } from './ocsf.ts';

const record = (more: Partial<ShippedRecord> = {}): ShippedRecord => ({
  id: 'AUD-1234-5678-9012-3456',
  index: 7,
  event: 'platform.accounts.user_group.created',
  summary: 'Group created',
  details: 'Ada Roth made the group Finance',
  object: { id: 'UGR-1234-5678', name: 'Finance', objectType: 'UserGroup', revision: 3 },
  timestamp: '2026-03-01T10:00:00.250Z',
  actor: { id: 'USR-1234-5678', name: 'Ada Roth', account: { id: 'ACC-1234-5678', name: 'Harbour Group', accountType: 'Client' } },
  type: 'Public',
  request: { api: { ip: '203.0.113.9', userAgent: 'curl/8' }, log: { correlationId: 'c-1' } },
  documents: { userGroup: { name: 'Finance' } },
  viewers: [{ id: 'ACC-1234-5678', name: 'Harbour Group' }],
  account: 'ACC-1234-5678',
  ...more,
});
const made = (more: Partial<ShippedRecord> = {}): OcsfEvent => ocsfEvent(record(more), { version: '1.2.3' });

test.each([
  ['platform.security.session.created', 3002, 1],
  ['platform.security.session.refused', 3002, 1],
  ['platform.security.session.ended', 3002, 2],
  ['platform.security.session.confirmed', 3002, 99],
  ['platform.accounts.user.created', 3001, 1],
  ['platform.accounts.user.password_changed', 3001, 3],
  ['platform.security.password_reset.requested', 3001, 4],
  ['platform.accounts.user.disabled', 3001, 5],
  ['platform.accounts.user.blocked', 3001, 9],
  ['platform.accounts.user.unblocked', 3001, 12],
  ['platform.accounts.user.updated', 3001, 99],
  ['platform.accounts.account_user.invited', 3001, 1],
  ['platform.accounts.account_user.removed', 3001, 6],
  ['platform.accounts.api_token.created', 3001, 1],
  ['platform.accounts.api_token.enabled', 3001, 2],
  ['platform.accounts.api_token.deleted', 3001, 6],
  ['platform.accounts.api_token.revealed', 6003, 2],
  ['platform.accounts.api_token.read', 6003, 2],
  ['platform.accounts.user_group.created', 3006, 6],
  ['platform.accounts.user_group.deleted', 3006, 5],
  ['platform.accounts.user_group.narrowed', 3006, 2],
  ['platform.accounts.user_group.updated', 3006, 99],
  ['platform.audit.record.exported', 6003, 2],
  ['platform.notifications.mail.opened', 6003, 2],
  ['platform.security.request.refused', 6003, 99],
  ['platform.accounts.buyer.created', 3004, 1],
  ['platform.accounts.buyer.updated', 3004, 3],
  ['platform.accounts.seller.deleted', 3004, 4],
  ['platform.accounts.account.enabled', 3004, 8],
  ['platform.accounts.account.disabled', 3004, 9],
  ['platform.accounts.seller.activated', 3004, 10],
  ['platform.accounts.buyer.transferred', 3004, 99],
  ['extensions.sync.user.created', 3004, 1],
] as const)('%s is class %i, activity %i', (event, kind, activity) => {
  expect(meaningOf(event)).toEqual({ class: kind, activity });
  const { class_uid, category_uid, type_uid, activity_id, activity_name } = made({ event });
  expect({ class_uid, category_uid, type_uid, activity_id }).toEqual({
    class_uid: kind,
    category_uid: Math.floor(kind / 1000),
    type_uid: kind * 100 + activity,
    activity_id: activity,
  });
  // What the schema has no number for is named.
  expect(activity_name).toBe(activity === 99 ? event.split('.').at(-1) : undefined);
});

/** Of the schema's version 1.7.0: what each class requires, and which activities it knows. */
const base = ['activity_id', 'category_uid', 'class_uid', 'metadata.product', 'metadata.version', 'severity_id', 'time', 'type_uid'];
const required: Record<number, { attributes: string[]; activities: number[] }> = {
  3001: { attributes: [...base, 'user.uid'], activities: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 99] },
  // Or `dst_endpoint`: at least one.
  3002: { attributes: [...base, 'user.uid', 'service.name'], activities: [0, 1, 2, 3, 4, 5, 6, 7, 99] },
  3004: { attributes: [...base, 'entity.uid'], activities: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 99] },
  3006: { attributes: [...base, 'group.uid'], activities: [0, 1, 2, 3, 4, 5, 6, 7, 8, 99] },
  6003: { attributes: [...base, 'actor.user.uid', 'api.operation', 'src_endpoint'], activities: [0, 1, 2, 3, 4, 99] },
};

describe('what the schema requires is there', () => {
  const events = [
    'security.session.refused',
    'accounts.user.updated',
    'accounts.buyer.transferred',
    'accounts.user_group.narrowed',
    'audit.record.exported',
  ];
  const requests = [record().request, { worker: { workerName: 'housekeeping' } }, undefined];
  test.each(events.flatMap((event) => requests.map((request) => [`platform.${event}`, request] as const)))(
    'in %s from %o',
    (event, request) => {
      const { request: _, ...rest } = record({ event });
      const found = ocsfEvent({ ...rest, ...(request ? { request } : {}) }, { version: '1.2.3' });
      const { attributes, activities } = required[found.class_uid as number]!;
      const at = (path: string) => path.split('.').reduce<unknown>((value, name) => (value as OcsfEvent | undefined)?.[name], found);
      expect(attributes.filter((path) => at(path) === undefined)).toEqual([]);
      expect(activities).toContain(found.activity_id);
      expect(Object.keys(found.src_endpoint as object).some((key) => ['ip', 'svc_name'].includes(key))).toBe(true);
    },
  );
});

test('a record keeps its time, its names, where it came from and its place in the log; the rest is unmapped', () => {
  expect(made()).toMatchObject({
    time: Date.UTC(2026, 2, 1, 10, 0, 0, 250),
    severity_id: 1,
    status_id: 1,
    message: 'Ada Roth made the group Finance',
    metadata: {
      version: '1.7.0',
      product: { name: 'Tenantry', vendor_name: 'Tenantry', version: '1.2.3' },
      uid: 'AUD-1234-5678-9012-3456',
      log_name: 'audit-trail',
      event_code: 'platform.accounts.user_group.created',
      sequence: 7,
      tenant_uid: 'ACC-1234-5678',
      correlation_uid: 'c-1',
    },
    actor: { user: { uid: 'USR-1234-5678', name: 'Ada Roth', type_id: 1, org: { uid: 'ACC-1234-5678', name: 'Harbour Group' } } },
    src_endpoint: { ip: '203.0.113.9' },
    http_request: { user_agent: 'curl/8' },
    group: { uid: 'UGR-1234-5678', name: 'Finance' },
    unmapped: { documents: { userGroup: { name: 'Finance' } }, viewers: ['ACC-1234-5678'], type: 'Public' },
  });
  const call = made({ event: 'platform.security.request.refused', actor: { id: 'TKN-1234-5678', name: 'Nightly export' } });
  expect(call).toMatchObject({
    severity_id: 3,
    status_id: 2,
    actor: { user: { type_id: 4 } },
    resources: [{ uid: 'UGR-1234-5678', type: 'UserGroup' }],
  });
  expect(made({ event: 'platform.accounts.buyer.updated' })).toMatchObject({
    entity: { uid: 'UGR-1234-5678', type: 'UserGroup', version: '3' },
  });
});

test('where on earth it came from goes along when it is known', () => {
  const api = { ip: '203.0.113.9', geolocation: { countryCode: 'CH', countryName: 'Switzerland', region: 'Zug' } };
  expect(made({ request: { api } })).toMatchObject({ src_endpoint: { ip: '203.0.113.9', location: { country: 'CH', region: 'Zug' } } });
});
