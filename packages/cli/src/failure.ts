import { ApiError } from '@tenantry/sdk';

/** What was given to check with cannot be used, so nothing was checked: told apart from a check that failed. */
export class UsageError extends Error {}

/** A failure for standard error: title and detail, then what is wrong with each field; the whole problem with `json`. */
export function describeFailure(error: unknown, json: boolean): string {
  if (!(error instanceof ApiError)) return `error: ${error instanceof Error ? error.message : String(error)}\n`;
  const { problem } = error;
  if (json) return `${JSON.stringify(problem, null, 2)}\n`;
  if (problem.status === 0) return `No server answers at ${originOf(problem.instance)}: is it running, and is --url right?\n`;
  const lines = [`${problem.title}: ${problem.detail}`, ...fieldLines(problem.errors, problem.detail)];
  if (problem.status === 401) lines.push('Give a token with --token or TENANTRY_TOKEN.');
  if (problem.status >= 500 && problem.traceId) lines.push(`Trace: ${problem.traceId}`);
  return lines.map((line) => `${line.replaceAll(/\p{Cc}+/gu, ' ')}\n`).join('');
}

function fieldLines(errors: ApiError['problem']['errors'], detail: string): string[] {
  if (!errors) return [];
  if (Array.isArray(errors)) return errors.filter(({ message }) => message !== detail).map(({ message }) => `  ${message}`);
  return Object.entries(errors).flatMap(([name, messages]) =>
    messages.filter((one) => one !== detail).map((message) => `  ${name}: ${message}`),
  );
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
