import type { AuditStream } from '@tenantry/contract/audit-streams';
import { ocsfEvent, type ShippedRecord } from './ocsf.ts';
import type { Line } from './target.ts';

/** What receivers are told of the program that sends. */
export const product = { version: '0.1.0' } as const;

/** A record as one line of JSON. */
export function lineOf(record: ShippedRecord, format: AuditStream['format']): Line {
  const { account, index, ...shown } = record;
  const value = format === 'ocsf' ? ocsfEvent(record, product) : { ...(index === undefined ? {} : { index }), ...shown };
  return { record: { ...record, account }, ...(index === undefined ? {} : { index }), text: JSON.stringify(value) };
}

/** A record that says of itself that it is none. */
export const sampleRecord = (stream: { id: string; name: string }, at = new Date()): ShippedRecord => ({
  id: 'AUD-0000-0000-0000-0000',
  event: 'platform.audit.stream.tested',
  summary: 'Sample record',
  details: `A sample record of the stream ${stream.name}. It is not part of the audit trail.`,
  object: { id: stream.id, name: stream.name, objectType: 'AuditStream' },
  timestamp: at.toISOString(),
  actor: { id: 'SYSTEM', name: 'System' },
  type: 'Private',
  request: { worker: { workerName } },
  documents: {},
  viewers: [],
  account: '',
});

/** Who records what the delivery itself has to say. */
export const workerName = 'audit-stream';
