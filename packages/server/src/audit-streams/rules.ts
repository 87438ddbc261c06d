import type { AuditStream, Rewind, StreamTarget, streamStatuses } from '@tenantry/contract/audit-streams';
import { isLoopback } from '../core/config.ts';
import type { StateMachine } from '../core/state-machine.ts';

export type StreamStatus = (typeof streamStatuses)[number];
export type StreamAction = 'create' | 'enable' | 'disable' | 'delete';

export const streamStates: StateMachine<StreamStatus, StreamAction> = {
  noun: 'stream',
  states: ['Enabled', 'Disabled', 'Deleted'],
  transitions: [
    { action: 'create', from: ['New'], to: 'Enabled', by: ['operations'] },
    { action: 'disable', from: ['Enabled'], to: 'Disabled', by: ['operations'] },
    { action: 'enable', from: ['Disabled'], to: 'Enabled', by: ['operations'] },
    { action: 'delete', from: ['Enabled', 'Disabled'], to: 'Deleted', by: ['operations'] },
  ],
};

/** Seconds until the next try after so many failures in a row. */
export const backoffSeconds = (tries: number): number => Math.min(2 ** Math.min(Math.max(tries, 1) - 1, 20), 300);

type Kind = AuditStream['kind'];
type Field = keyof StreamTarget;

/** What a kind needs, and what it may have beside that. */
const fieldsOf: Record<Kind, { required: readonly Field[]; allowed: readonly Field[] }> = {
  webhook: { required: ['url'], allowed: ['url', 'secret', 'ca'] },
  syslog: { required: ['host'], allowed: ['host', 'port', 'ca', 'facility'] },
  file: { required: ['name'], allowed: ['name'] },
};

/** What is wrong with a target, by field; nothing when it is good. */
export function targetFaults(kind: Kind, target: StreamTarget): Record<string, string[]> {
  const { required, allowed } = fieldsOf[kind];
  const faults: Record<string, string[]> = {};
  for (const field of required) if (target[field] === undefined) faults[`target.${field}`] = [`A ${kind} stream needs it.`];
  for (const field of Object.keys(target) as Field[])
    if (!allowed.includes(field) && target[field] !== undefined) faults[`target.${field}`] = [`Does not belong to a ${kind} stream.`];
  const checks: Partial<Record<Field, string | undefined>> = {
    url: target.url === undefined ? undefined : urlFault(target.url),
    secret: typeof target.secret === 'string' ? secretFault(target.secret) : undefined,
    ca: typeof target.ca === 'string' ? caFault(target.ca) : undefined,
  };
  for (const [field, fault] of Object.entries(checks)) if (fault) faults[`target.${field}`] ??= [fault];
  return faults;
}

/** What was cleared is not there any more. */
export const storedTarget = (target: StreamTarget): StreamTarget =>
  Object.fromEntries(Object.entries(target).filter(([, value]) => value !== null));

/** The sentence leaves the address out: whoever wrote a password into it should not find it in a log. */
function urlFault(given: string): string | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url) return 'Must be an https address such as https://logs.example.com/tenantry.';
  if (url.username || url.password) return 'Must not hold a user name or password: the signature says who sends.';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(given))) return undefined;
  return 'Must begin with https://; plain http is for this machine only.';
}

function secretFault(given: string): string | undefined {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(given) ?? [];
  const length = encoded === undefined ? 0 : Buffer.from(encoded, 'base64').length;
  return length >= 24 && length <= 64 ? undefined : 'Must be whsec_ and 24 to 64 bytes in base64.';
}

const caFault = (given: string): string | undefined =>
  /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(given) && !/PRIVATE KEY/.test(given)
    ? undefined
    : 'Must be certificates in PEM: -----BEGIN CERTIFICATE----- … without a private key.';

/** Exactly one place to go on from. */
export function rewindFaults(body: Rewind, end: number): Record<string, string[]> {
  const given = Object.keys(body);
  if (given.length === 0) return { body: ['Give one of position, since and to.'] };
  if (given.length > 1) return { [given[1]!]: ['Give only one of position, since and to.'] };
  return body.position !== undefined && body.position > end ? { position: [`The log ends at ${end}.`] } : {};
}
