import { ApiError, api } from '../api.ts';
import { type Member, stateOf } from './member.ts';

export type BulkKind = 'resend' | 'remove' | 'add-to-group';
export type SkipReason = 'active' | 'declined' | 'own' | 'inGroup';
export type DoneWord = 'resent' | 'renewed' | 'added' | 'removed';

/** What is to be done with one member, or why nothing is. */
export type Task = { member: Member; skip: SkipReason } | { member: Member; word: DoneWord; run: () => Promise<unknown> };

export type Result =
  | { member: Member; kind: 'done'; word: DoneWord }
  | { member: Member; kind: 'skipped'; reason: SkipReason }
  | { member: Member; kind: 'failed'; message: string }
  | { member: Member; kind: 'stopped' };

export interface BulkChoice {
  kind: BulkKind;
  /** The collection of members. */
  path: string;
  /** Who does it. */
  self: string;
  group?: string | undefined;
}

export function taskFor(member: Member, { kind, path, self, group }: BulkChoice): Task {
  const url = `${path}/${member.id}`;
  if (kind === 'remove') return member.user.id === self ? { member, skip: 'own' } : { member, word: 'removed', run: () => api.delete(url) };
  if (kind === 'add-to-group') {
    if (member.groups?.some(({ id }) => id === group)) return { member, skip: 'inGroup' };
    return { member, word: 'added', run: () => api.post(`${url}/groups`, { id: group }) };
  }
  switch (stateOf(member)) {
    case 'Invited':
      return { member, word: 'resent', run: () => api.post(`${url}/resend-invite`) };
    case 'InvitationExpired':
      return { member, word: 'renewed', run: () => api.post(`${url}/send-new-invite`) };
    case 'Declined':
      return { member, skip: 'declined' };
    default:
      return { member, skip: 'active' };
  }
}

/**
 * Does all tasks, a few at a time, and answers with one result per member in the given order; a failed one never stops the others.
 * `onDone` hears how many are finished; after an abort nothing new is started.
 */
export async function runTasks(
  tasks: readonly Task[],
  unexpected: string,
  signal: AbortSignal,
  onDone: (count: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let finished = 0;
  async function work() {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index] as Task;
      results[index] = signal.aborted ? { member: task.member, kind: 'stopped' } : await resultOf(task, unexpected);
      onDone(++finished);
    }
  }
  await Promise.all(Array.from({ length: 4 }, work));
  return results;
}

async function resultOf(task: Task, unexpected: string, tries = 5): Promise<Result> {
  const { member } = task;
  if ('skip' in task) return { member, kind: 'skipped', reason: task.skip };
  try {
    await task.run();
    return { member, kind: 'done', word: task.word };
  } catch (error) {
    const problem = error instanceof ApiError ? error.problem : undefined;
    if (problem?.status === 429 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return resultOf(task, unexpected, tries - 1);
    }
    return { member, kind: 'failed', message: problem ? (error as ApiError).message : unexpected };
  }
}
