import { randomUUID } from 'node:crypto';
import { furtherEvents } from '@tenantry/contract/further-events';
import { nobody } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { type Recorder, updateObject } from '../core/events.ts';
import type { Services } from '../core/services.ts';
import { membershipObject } from '../invitations/index.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const batch = 100;

/** Ends invitations whose 7 days are over. Each is a transaction of its own: no lock is held for long, and one that fails stops no other. */
export async function expireInvitations(services: Services): Promise<void> {
  for (let after = ''; ; ) {
    const due = await services.database.read(worker, (tx) =>
      tx.query(
        sql<{
          id: string;
        }>`select id from memberships where status = 'Invited' and invitation_expires_at < now() and id > ${after} order by id limit ${batch}`,
      ),
    );
    for (const { id } of due)
      await expire(services, id).catch((error) => services.log.warn({ err: error, membership: id }, 'an invitation was not ended'));
    if (due.length < batch) return;
    after = due.at(-1)!.id;
  }
}

function expire(services: Services, id: string): Promise<void> {
  return services.database.write(worker, async (tx) => {
    // Looked at again under the lock: it may have been accepted or sent anew in the meantime.
    const [member] = await tx.query(
      sql<{
        user_id: string;
      }>`select user_id from memberships where id = ${id} and status = 'Invited' and invitation_expires_at < now() for update`,
    );
    if (!member) return;
    await updateObject(
      tx,
      recorder(),
      membershipObject,
      id,
      { status: 'InvitationExpired' },
      {
        event: furtherEvents.invitationExpired.key,
        summary: 'Invitation expired',
        details: 'The invitation of {{object.name}} was not answered within 7 days',
      },
    );
    await tx.query(sql`select * from refresh_person(${member.user_id})`);
  });
}

const recorder = (): Recorder => ({
  caller: { ...nobody, name: 'System' },
  origin: { correlationId: randomUUID(), workerName: 'expire-invitations' },
});
