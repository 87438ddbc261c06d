import type { ProblemName } from '@tenantry/contract';

/** One sentence for each problem type: when it is answered. The whole story is in docs/problems. */
export const problemTexts: Readonly<Record<ProblemName, string>> = {
  'invalid-request': 'The content of the request alone decides: a field, a reference that does not exist, or text that cannot be read.',
  'invalid-query': 'The filter, order, selection or paging cannot be understood; the message ends with the position.',
  'authentication-failed': 'No token or session was sent, or the one sent is unknown, disabled, deleted or expired.',
  'confirm-identity': 'The person has to confirm with her password who she is, and repeat the call.',
  forbidden: 'The caller may see this, and may not do it; the detail says what is missing and who can grant it.',
  'not-found': 'There is nothing of that id, or it is not the caller’s to see.',
  'method-not-allowed': 'The address exists, and does not take this method.',
  conflict: 'The request is well-formed, but the present state of stored objects refuses it.',
  'idempotency-conflict': 'The Idempotency-Key was used with another body, or its first request is still being worked on.',
  'stale-revision': 'The object has changed since the revision named by If-Match.',
  'too-large': 'The body or a file in it is too large.',
  'unsupported-media-type': 'The body is neither JSON nor, where a file goes along, a multipart form.',
  'too-many-requests': 'Too many requests or tries; Retry-After says how many seconds to wait.',
  'headers-too-large': 'The request headers are too large.',
  'temporarily-unavailable': 'The database does not answer just now. Nothing was changed; repeat the call after Retry-After.',
};
