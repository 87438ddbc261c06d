import { Type } from 'typebox';

/** The problem types; each has a page in docs/problems, to which its `type` leads. Titles are part of the wire contract. */
export const problems = {
  'invalid-request': { status: 400, title: 'Bad Request' },
  'invalid-query': { status: 400, title: 'Bad Request' },
  'authentication-failed': { status: 401, title: 'Authentication Failed' },
  'confirm-identity': { status: 403, title: 'Forbidden' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not Found' },
  'method-not-allowed': { status: 405, title: 'Method Not Allowed' },
  conflict: { status: 409, title: 'Conflict' },
  'idempotency-conflict': { status: 409, title: 'Conflict' },
  'stale-revision': { status: 412, title: 'Precondition Failed' },
  'too-large': { status: 413, title: 'Payload Too Large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported Media Type' },
  'too-many-requests': { status: 429, title: 'Too Many Requests' },
  'headers-too-large': { status: 431, title: 'Request Header Fields Too Large' },
  'temporarily-unavailable': { status: 503, title: 'Service Unavailable' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemName = keyof typeof problems;

/** RFC 9457 with our members: `errors` (a map of dotted paths, or a list for broken rules), `pointers` (JSON pointers for forms), `traceId`. */
export const ProblemDetails = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  traceId: Type.String(),
  errors: Type.Optional(
    Type.Union([
      Type.Record(Type.String(), Type.Array(Type.String())),
      Type.Array(
        Type.Object({
          message: Type.String(),
          properties: Type.Array(Type.String()),
          id: Type.String(),
          parameters: Type.Record(Type.String(), Type.Unknown()),
        }),
      ),
    ]),
  ),
  pointers: Type.Optional(Type.Record(Type.String(), Type.String())),
});
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  traceId: string;
  errors?: Record<string, string[]> | { message: string; properties: string[]; id: string; parameters: Record<string, unknown> }[];
  pointers?: Record<string, string>;
}
