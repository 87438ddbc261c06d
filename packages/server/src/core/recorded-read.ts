import { furtherEvents } from '@tenantry/contract/further-events';
import type { FastifyRequest } from 'fastify';
import type { Transaction } from './database.ts';
import { type Recorder, recordEvent } from './events.ts';

const queryMax = 1_000;

/** Whether the reads of this caller are recorded. */
export const recordsReads = ({ caller }: Pick<Recorder, 'caller'>): boolean => caller.kind === 'token' && caller.auditReads === true;

/** Records what a token read, in the transaction of the read: without its record there is no answer. */
export async function recordRead(
  tx: Transaction,
  recorder: Recorder,
  request: FastifyRequest,
  answer: { status: number; result: unknown },
): Promise<void> {
  const { id, name, account } = recorder.caller;
  const at = request.url.indexOf('?');
  const path = at < 0 ? request.url : request.url.slice(0, at);
  const rows = (answer.result as { data?: unknown } | undefined)?.data;
  await recordEvent(
    tx,
    recorder,
    { type: 'ApiToken', id, name, ...(account ? { account: account.id } : {}) },
    {
      event: furtherEvents.tokenRead.key,
      summary: 'Read by an API token',
      details: '{{object.name}} read {{read.path}}',
      documents: {
        read: {
          operation: request.routeOptions.config.operation ?? path,
          method: request.method,
          path,
          ...(at < 0 ? {} : { query: request.url.slice(at + 1, at + 1 + queryMax) }),
          status: answer.status,
          ...(Array.isArray(rows) ? { rows: rows.length } : {}),
        },
      },
    },
  );
}
