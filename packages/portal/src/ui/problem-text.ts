import { ApiError } from '../api.ts';
import type { Texts } from '../i18n.ts';
import type { en } from './texts.en.ts';

/** What to tell a person about a failure: the server's own sentence, that it is out of reach, or (for a bug) that something went wrong. */
export function problemText(error: unknown, say: Texts<typeof en>): string {
  if (!(error instanceof ApiError)) return say('error.unexpected');
  return error.problem.status === 0 ? say('error.offline') : error.message;
}
