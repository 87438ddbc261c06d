import { ApiError, api } from '../api.ts';
import { membersPath } from './queries.ts';

export interface MemberChange {
  /** USR-… */
  id: string;
  name: string;
  /** Into the group, or out of it. */
  join: boolean;
}

export interface MemberResult {
  change: MemberChange;
  /** Why it was refused; absent when it worked. */
  problem?: string;
}

export interface Membership {
  account: string;
  group: string;
}

/**
 * Puts people into a group and takes others out, one after the other: each is a change of that person's membership with
 * its own event, and one refusal (the last group, the last administrator) stops nobody else.
 */
export async function applyChanges(
  { account, group }: Membership,
  changes: readonly MemberChange[],
  onDone: (done: number) => void,
): Promise<MemberResult[]> {
  const results: MemberResult[] = [];
  for (const change of changes) {
    const path = `${membersPath(account)}/${change.id}/groups`;
    try {
      await (change.join ? api.post(path, { id: group }) : api.delete(`${path}/${group}`));
      results.push({ change });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      results.push({ change, problem: error.message });
    }
    onDone(results.length);
  }
  return results;
}

export const refused = (results: readonly MemberResult[]): MemberResult[] => results.filter((result) => result.problem !== undefined);
