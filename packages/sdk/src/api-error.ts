import type { ProblemDetails } from '@tenantry/contract';

/** Any answer that is not 2xx, as its RFC 9457 problem. `status` 0: the server could not be reached. Branch on `problem.type`, never on texts. */
export class ApiError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails, options?: ErrorOptions) {
    super(problem.detail || problem.title, options);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The problem of an answer; one is made up where something between us and the server answers without. */
export async function problemOf(answer: Response, path: string): Promise<ProblemDetails> {
  const given: unknown = await answer.json().catch(() => undefined);
  return {
    type: 'about:blank',
    title: answer.statusText || 'Error',
    detail: `The server answered ${answer.status}.`,
    instance: path,
    traceId: '',
    ...(given !== null && typeof given === 'object' && !Array.isArray(given) ? given : {}),
    status: answer.status,
  };
}

/** No answer at all. */
export const unreachable = (path: string, cause: unknown): ApiError =>
  new ApiError(
    { type: 'about:blank', title: 'No answer', status: 0, detail: 'The server cannot be reached.', instance: path, traceId: '' },
    { cause },
  );
