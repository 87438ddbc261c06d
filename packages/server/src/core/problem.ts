import { type ProblemDetails, type ProblemName, problems } from '@tenantry/contract';

export interface BrokenRule {
  message: string;
  properties: string[];
  id: string;
  parameters: Record<string, unknown>;
}

/** An expected failure; leaves as RFC 9457 `application/problem+json`. Its texts are public. */
export class Problem extends Error {
  readonly problem: ProblemName;
  readonly errors: Record<string, string[]> | BrokenRule[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    name: ProblemName,
    detail: string,
    more: { errors?: Record<string, string[]> | BrokenRule[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.problem = name;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get status(): number {
    return problems[this.problem].status;
  }

  toDetails(instance: string, traceId: string): ProblemDetails {
    const { status, title } = problems[this.problem];
    return {
      type: `/problems/${this.problem}`,
      title,
      status,
      detail: this.message,
      instance,
      traceId,
      ...(this.errors ? { errors: this.errors } : {}),
      ...(this.errors && !Array.isArray(this.errors) ? { pointers: pointersOf(this.errors) } : {}),
    };
  }
}

/** 404 for what is absent and for what is not the caller's: a 403 would tell that it exists. */
export const notFound = (what: string, id?: string) =>
  new Problem('not-found', id ? `${what} '${id}' was not found.` : `${what} was not found.`);

/** 403: may see, may not do. The sentence says what is missing and who can grant it. */
export const forbidden = (detail: string) => new Problem('forbidden', detail);

/** 409: well-formed, but the present state refuses it. `id` names the rule for translation. */
export const conflict = (detail: string, id = 'conflict', properties: string[] = [], parameters: Record<string, unknown> = {}) =>
  new Problem('conflict', detail, { errors: [{ message: detail, properties, id, parameters }] });

/** 400: content alone decides. Keys are dotted paths. */
export const invalid = (errors: Record<string, string[]>, detail = 'Some fields are not valid.') =>
  new Problem('invalid-request', detail, { errors });

const pointersOf = (errors: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([path, messages]) => [`/${path.replaceAll('.', '/')}`, messages[0] ?? '']));
