import type { EventType } from '@tenantry/contract/event-types';
import type { RoleKind } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { ObjectType } from '../core/events.ts';
import { coreFields } from '../core/fields.ts';
import { findOne, type Listing } from '../core/listing.ts';
import { notFound } from '../core/problem.ts';

const described = {
  type: 'EventType',
  document: 'eventType',
  name: 'changed.name',
  snapshot: { id: 'id', name: 'name', description: 'description' },
};

/** The platform's own entry, and one account's words for it. */
export const eventTypeObject: ObjectType = { ...described, table: 'event_types' };
export const ownTextObject: ObjectType = { ...described, table: 'event_type_texts', account: 'account_id' };

export interface EventTypeRow {
  id: string;
  key: string;
  name: string;
  description: string;
  revision: number;
  audit: NonNullable<EventType['audit']>;
}

/** As an account reads them: its own words where it has some. Operators read the platform's. */
export function eventTypeListing(role: RoleKind): Listing<EventTypeRow, EventType> {
  const own = role === 'tenant';
  const either = (column: string) => (own ? `coalesce(x.${column}, t.${column})` : `t.${column}`);
  return {
    from: own ? 'event_types t left join event_type_texts x on x.id = t.id' : 'event_types t',
    key: 't.id',
    columns: `t.id, t.key, ${['name', 'description', 'revision', 'audit'].map((column) => `${either(column)} as ${column}`).join(', ')}`,
    fields: {
      ...coreFields('t'),
      key: { type: 'text', sql: 't.key' },
      name: { type: 'text', sql: either('name') },
      description: { type: 'text', sql: either('description') },
    },
    order: [{ path: 'key', descending: false, position: 0 }],
    // A new kind comes with its first event, whatever that is about.
    dependsOn: ['*'],
    omitted: ['audit'],
    read: ({ id, key, name, description, revision, audit }) => ({ id, key, name, description, revision, audit }),
  };
}

export async function findEventType(tx: Transaction, id: string): Promise<EventType> {
  const found = await findOne(tx, eventTypeListing(tx.context.role), sql`t.id = ${id}`);
  if (!found) throw notFound('Event type', id);
  return found;
}
