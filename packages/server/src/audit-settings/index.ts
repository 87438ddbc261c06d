import { randomUUID } from 'node:crypto';
import { nobody } from '../core/context.ts';
import type { PeriodicJob } from '../core/jobs.ts';
import { dropExpiredMonths } from './drop-months.ts';
import { eraseExpired } from './erase.ts';

export { dropExpiredMonths } from './drop-months.ts';
export { type Erased, eraseExpired, expiredRecords } from './erase.ts';

/** Shorter than a job may last; what is left goes the next day. */
const runMs = 600_000;

/** Daily, at an hour when few people work. */
export const retentionJob: PeriodicJob = {
  name: 'erase-expired-records',
  cron: '41 2 * * *',
  async run(services) {
    const recorder = {
      caller: { ...nobody, name: 'System' },
      origin: { correlationId: randomUUID(), workerName: 'erase-expired-records' },
    };
    await eraseExpired(services, recorder, performance.now() + runMs);
    await dropExpiredMonths(services, recorder);
  },
};
