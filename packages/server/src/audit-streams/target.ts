import type { StreamTarget } from '@tenantry/contract/audit-streams';
import { AddressRefused } from './addresses.ts';

/** One record as it is sent. */
export interface Line {
  /** In the log; absent for a sample. */
  index?: number;
  record: LineRecord;
  /** JSON without a line break. */
  text: string;
}

/** What a target needs of a record beside its text. */
export interface LineRecord {
  id: string;
  event: string;
  timestamp: string;
  summary: string;
  object: { id: string; objectType: string };
  actor: { id: string };
  /** Whose object it is; empty for the platform's. */
  account: string;
}

export interface Batch {
  /** The same each time that this batch is sent. */
  id: string;
  lines: readonly Line[];
}

/** Where a stream leads. Resolves with a sentence that says where the batch went, once it is there as far as the target can tell. */
export interface Target {
  send(batch: Batch, signal: AbortSignal): Promise<string>;
  release(): void;
}

/** What `targetOf` needs to know of a stream. */
export interface TargetSettings {
  kind: 'webhook' | 'syslog' | 'file';
  target: StreamTarget;
  secret?: string;
}

/** A batch did not arrive. The message is a sentence for people, without secrets and without what the other side sent. */
export class TargetError extends Error {}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'names cannot be resolved just now',
  ETIMEDOUT: 'no connection came about in time',
  EHOSTUNREACH: 'there is no way there',
  ENETUNREACH: 'there is no way there',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed and not among the trusted ones',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS as we do',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};

/** The failure of a connection in words. Only codes: the texts of libraries may hold what an operator put into an address. */
export function connectionError(where: string, error: unknown): TargetError {
  if (error instanceof TargetError) return error;
  if (error instanceof AddressRefused) return new TargetError(`${where} is not sent to: ${error.message}.`);
  // Several addresses of one name were tried.
  const one = error instanceof AggregateError ? error.errors[0] : error;
  const code = (one as { code?: unknown } | undefined)?.code;
  const reason = typeof code === 'string' ? (reasons[code] ?? code) : 'the connection broke';
  return new TargetError(`${where} cannot be reached: ${reason}.`);
}
