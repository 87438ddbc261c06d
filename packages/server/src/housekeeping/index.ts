import { retentionJob } from '../audit-settings/index.ts';
import type { PeriodicJob } from '../core/jobs.ts';
import { cleanUp } from './clean-up.ts';
import { expireInvitations } from './expire-invitations.ts';

/** What runs by the clock, on one server at a time. */
export const housekeeping: readonly PeriodicJob[] = [
  { name: 'expire-invitations', cron: '* * * * *', run: expireInvitations },
  { name: 'clean-up', cron: '17 * * * *', run: cleanUp },
  retentionJob,
];
