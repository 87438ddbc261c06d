import { eventTypes } from '@tenantry/contract/event-types';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { eventTypeListing, eventTypeObject, findEventType, ownTextObject } from './queries.ts';

const text = {
  event: 'platform.audit.event_type.updated',
  summary: 'Event type updated',
  details: '{{actor.name}} described the event type {{object.name}}',
};

export const eventTypeRoutes = mount(
  eventTypes,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, eventTypeListing(tx.context.role), list),
    get: ({ tx, params }) => findEventType(tx, params.id),

    async update({ tx, caller, recorder, params, body, checkRevision }) {
      const before = await findEventType(tx, params.id);
      checkRevision(before.revision ?? 0);
      const columns = {
        name: body.name ?? before.name,
        description: body.description === undefined ? before.description : (body.description ?? ''),
      };
      if (tx.context.role === 'operations') {
        await tx.query(sql`select 1 from event_types where id = ${before.id} for update`);
        await updateObject(tx, recorder, eventTypeObject, before.id, columns, text);
      } else if (await hasOwnText(tx, before.id)) await updateObject(tx, recorder, ownTextObject, before.id, columns, text);
      else await insertObject(tx, recorder, ownTextObject, { account_id: caller.account?.id, id: before.id, ...columns }, text);
      return findEventType(tx, before.id);
    },
  },
  ['audit'],
);

async function hasOwnText(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from event_type_texts where id = ${id} for update`);
  return rows.length > 0;
}
