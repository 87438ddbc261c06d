import type { NewAuditStream } from '@tenantry/contract/audit-streams';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder } from '../core/events.ts';
import type { Services } from '../core/services.ts';
import { type StreamRow, streamObject, streamWords } from './queries.ts';
import { storedTarget } from './rules.ts';
import { newWebhookSecret, sealSecret } from './stream-secret.ts';

/** What a stream is made of, checked before. */
export type StreamSettings = Pick<NewAuditStream, 'name' | 'kind' | 'format' | 'target' | 'eventPrefix' | 'startAt'> & {
  accounts: string[] | null;
};

/** Makes a stream with its event. Answers its id, and the secret of a webhook that was made here, which nobody is told again. */
export async function createStream(
  { tx, recorder, services }: { tx: Transaction; recorder: Recorder; services: Pick<Services, 'vault'> },
  { name, kind, format, target: given, accounts, eventPrefix, startAt }: StreamSettings,
): Promise<{ id: string; madeSecret: string | undefined }> {
  const { secret: wanted, ...rest } = given;
  const target = storedTarget(rest);
  const secret = kind === 'webhook' ? (wanted ?? newWebhookSecret()) : undefined;
  // Drawn beforehand: the secret is sealed for its row.
  const [drawn] = await tx.query(sql<{ id: string }>`select new_id('AST', 2, nextval('audit_streams_id')) as id`);
  const { id } = drawn!;
  const columns = {
    id,
    name,
    kind,
    format,
    target,
    secret: secret === undefined ? null : sealSecret(services.vault, id, secret),
    account_ids: accounts,
    event_prefix: eventPrefix || null,
    position: startAt === 'beginning' ? 0 : await logEnd(tx),
  };
  await insertObject<StreamRow>(tx, recorder, streamObject, columns, streamWords('created'));
  return { id, madeSecret: wanted ? undefined : secret };
}

/** How many entries the log has. */
export async function logEnd(tx: Transaction): Promise<number> {
  const [row] = await tx.query(sql<{ size: string }>`select audit_stream_end()::text as size`);
  return Number(row!.size);
}
