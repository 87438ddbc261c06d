import { describe, expect, test } from 'vitest';
import { refuseUserAction, type UserAction, type UserStatus } from './rules.ts';

const allowed: Record<UserStatus, UserAction[]> = {
  New: [],
  Invited: [],
  InvitationExpired: [],
  Active: ['block'],
  Disabled: ['block', 'delete'],
  Blocked: ['unblock', 'delete'],
  Deleted: [],
};

describe('what operators may do with a person', () => {
  const cases = (Object.keys(allowed) as UserStatus[]).flatMap((status) =>
    (['block', 'unblock', 'delete'] as const).map((action) => [status, action, allowed[status].includes(action)] as const),
  );
  test.each(cases)('%s, %s: %s', (status, action, may) => expect(refuseUserAction(status, action, false) === undefined).toBe(may));
  test.each(cases)('%s, %s oneself: never', (status, action) => expect(refuseUserAction(status, action, true)).toContain('yourself'));
});
