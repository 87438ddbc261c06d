import { type AuditStream, type AuditStreamPatch, auditStreams, type NewAuditStream, type Rewind } from '@tenantry/contract/audit-streams';
import { sql, type Transaction } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { conflict, invalid } from '../core/problem.ts';
import { decide } from '../core/state-machine.ts';
import { unlessTaken } from '../core/unique.ts';
import { createStream, logEnd } from './create-stream.ts';
import { findStream, loadStream, streamListing, streamObject, streamWords } from './queries.ts';
import { rewindFaults, type StreamAction, storedTarget, streamStates, targetFaults } from './rules.ts';
import { newWebhookSecret, sealSecret } from './stream-secret.ts';
import { testStream } from './test-stream.ts';

export const auditStreamRoutes = mount(
  auditStreams,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, streamListing, list),
    get: ({ tx, params }) => findStream(tx, params.id),

    async create({ tx, recorder, body, services }) {
      refuseFaults(targetFaults(body.kind, body.target));
      const accounts = await checkedAccounts(tx, body.accounts ?? null);
      const { id, madeSecret } = await unlessTaken(
        createStream({ tx, recorder, services }, { ...body, accounts }),
        fileTaken(body.target.name),
      );
      return withSecret(await findStream(tx, id), madeSecret);
    },

    async update({ tx, recorder, params, body, services, checkRevision }) {
      const before = await loadStream(tx, params.id);
      checkRevision(before.revision);
      const { secret: given, ...changes } = body.target ?? {};
      const target = storedTarget({ ...before.target, ...changes });
      refuseFaults(targetFaults(before.kind, given === undefined ? target : { ...target, secret: given }));
      // Null: a new one is made, and shown this once.
      const secret = given === undefined ? undefined : (given ?? newWebhookSecret());
      const columns = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.format === undefined ? {} : { format: body.format }),
        ...(body.target === undefined ? {} : { target }),
        ...(secret === undefined ? {} : { secret: sealSecret(services.vault, before.id, secret) }),
        ...(await filterColumns(tx, body)),
        ...begunAnew,
      };
      await unlessTaken(updateObject(tx, recorder, streamObject, before.id, columns, streamWords('updated')), fileTaken(target.name));
      return withSecret(await findStream(tx, before.id), given === null ? secret : undefined);
    },

    enable: (call) => actAndRead(call, 'enable', 'enabled'),
    disable: (call) => actAndRead(call, 'disable', 'disabled'),
    async delete(call) {
      await act(call, 'delete', 'deleted', { secret: null });
      return undefined;
    },

    async rewind({ tx, recorder, params, body }) {
      const { id } = await loadStream(tx, params.id);
      const end = await logEnd(tx);
      refuseFaults(rewindFaults(body, end));
      await updateObject(tx, recorder, streamObject, id, { position: await placeOf(tx, body, end), ...begunAnew }, streamWords('rewound'));
      return findStream(tx, id);
    },

    test: (call) => testStream(call),
  },
  streamListing.omitted,
);

/** Whatever is under way counts no more, and a stream that waits after a failure is tried at once. */
const begunAnew = { generation: sql`generation + 1`, sending_until: null, next_try_at: null };

const withSecret = (stream: AuditStream, secret: string | undefined): AuditStream =>
  secret === undefined ? stream : { ...stream, target: { ...stream.target, secret } };

function refuseFaults(faults: Record<string, string[]>): void {
  if (Object.keys(faults).length > 0) throw invalid(faults);
}

/** A time may lie after all records: there is nothing to be sent again then. */
async function placeOf(tx: Transaction, { position, since, to }: Rewind, end: number): Promise<number> {
  if (position !== undefined) return position;
  if (since === undefined) return to === 'beginning' ? 0 : end;
  const [row] = await tx.query(sql<{ index: string | null }>`select audit_stream_since(${new Date(since)})::text as index`);
  return row?.index == null ? end : Number(row.index);
}

const filterColumns = async (tx: Transaction, { accounts, eventPrefix }: AuditStreamPatch) => ({
  ...(accounts === undefined ? {} : { account_ids: await checkedAccounts(tx, accounts) }),
  ...(eventPrefix === undefined ? {} : { event_prefix: eventPrefix || null }),
});

async function checkedAccounts(tx: Transaction, given: NonNullable<NewAuditStream['accounts']> | null): Promise<string[] | null> {
  if (given === null) return null;
  const ids = [...new Set(given.map(({ id }) => id))];
  if (ids.length === 0) throw invalid({ accounts: ['Name at least one account, or leave it out for all.'] });
  const rows = await tx.query(sql<{ id: string }>`select id from accounts where id = any (${ids}::text[])`);
  const unknown = ids.find((id) => !rows.some((row) => row.id === id));
  if (unknown !== undefined) throw invalid({ accounts: [`Account '${unknown}' was not found.`] });
  return ids;
}

type ActCall = Pick<Call, 'tx' | 'recorder'> & { params: { id: string } };

async function act({ tx, recorder, params }: ActCall, action: StreamAction, word: string, more: object = {}): Promise<void> {
  const stream = await loadStream(tx, params.id);
  const decision = decide(streamStates, { status: stream.status, action, by: 'operations' });
  if ('refused' in decision) throw conflict(decision.refused, 'status');
  await updateObject(tx, recorder, streamObject, stream.id, { status: decision.to, ...begunAnew, ...more }, streamWords(word));
}

async function actAndRead(call: ActCall, action: StreamAction, word: string): Promise<AuditStream> {
  await act(call, action, word);
  return findStream(call.tx, call.params.id);
}

const fileTaken = (name = '') => ({
  audit_streams_file: () => conflict(`Another stream writes into the file '${name}'.`, 'audit-stream-file', ['target.name']),
});
