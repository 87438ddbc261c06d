import { type Static, Type } from 'typebox';
import { trailReaders } from './audit-records.ts';
import { core, nullableText, page, text } from './fields.ts';
import { resource } from './resource.ts';

export const EventType = Type.Object({
  ...core,
  key: Type.String(),
  name: Type.String(),
  description: Type.String(),
});
export type EventType = Static<typeof EventType>;

export const EventTypePatch = Type.Object(
  { name: Type.Optional(text(200, 1)), description: Type.Optional(nullableText(2000)) },
  { additionalProperties: false, examples: [{ description: 'Somebody was invited into the account.' }] },
);

export const eventTypes = resource({
  name: 'event-types',
  summary: 'The catalogue of events; filled by the first event of each kind.',
  operations: {
    list: {
      method: 'GET',
      path: '/audit/event-types',
      summary: 'List event types',
      permission: trailReaders,
      list: true,
      answer: page(EventType),
      status: 200,
    },
    get: {
      method: 'GET',
      path: '/audit/event-types/{id}',
      summary: 'Read an event type',
      permission: trailReaders,
      select: true,
      answer: EventType,
      status: 200,
    },
    update: {
      method: 'PUT',
      path: '/audit/event-types/{id}',
      summary: 'Name and describe an event type: operators for everybody, vendors for their own account',
      permission: { types: ['Vendor', 'Operations'], modules: ['access-management', 'account-management'] },
      body: EventTypePatch,
      reads: EventType,
      answer: EventType,
      status: 200,
      problems: ['stale-revision'],
      events: ['platform.audit.event_type.updated'],
    },
  },
});
