import { randomUUID } from 'node:crypto';
import type { StreamTest } from '@tenantry/contract/audit-streams';
import { recordEvent } from '../core/events.ts';
import type { Call } from '../core/mount.ts';
import { lineOf, sampleRecord } from './lines.ts';
import { openTarget, sendMs } from './open-target.ts';
import { readStream, type StreamRow } from './queries.ts';
import { TargetError } from './target.ts';

/**
 * Sends a sample record over a connection of its own, and into a file of its own. The request's transaction has not begun meanwhile: a slow
 * target holds none open.
 */
export async function testStream({
  tx,
  recorder,
  params,
  services,
}: Pick<Call, 'tx' | 'recorder' | 'services'> & { params: { id: string } }): Promise<StreamTest> {
  const stream = await services.database.read(tx.context, (before) => readStream(before, params.id));
  const outcome = await send(services, stream);
  await recordEvent(
    tx,
    recorder,
    { type: 'AuditStream', id: stream.id, name: stream.name, revision: stream.revision },
    {
      event: 'platform.audit.stream.tested',
      summary: outcome.delivered ? 'Audit stream tested' : 'Audit stream tested without success',
      details: `{{actor.name}} sent a sample record to the stream {{object.name}}: ${outcome.message}`,
      documents: { test: outcome },
      type: 'Private',
    },
  );
  return outcome;
}

async function send(services: Call['services'], stream: StreamRow): Promise<StreamTest> {
  const began = performance.now();
  const settings = stream.kind === 'file' ? { ...stream, target: { name: `${stream.target.name}-test` } } : stream;
  const target = openTarget(services, settings);
  const line = lineOf(sampleRecord(stream), stream.format);
  const done = (delivered: boolean, message: string) => ({ delivered, message, milliseconds: Math.round(performance.now() - began) });
  try {
    return done(true, await target.send({ id: `${stream.id}_test_${randomUUID()}`, lines: [line] }, AbortSignal.timeout(sendMs)));
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return done(false, error.message);
  } finally {
    target.release();
  }
}
