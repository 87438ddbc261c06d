import { randomUUID } from 'node:crypto';
import type { ErpRunCounts } from '@tenantry/contract/erp-runs';
import type { Services } from '../core/services.ts';
import { sourceOf } from './configured.ts';
import { type Difference, differencesOf } from './describe.ts';
import { contactsBetween, nextAbsent, pageEnds } from './load.ts';
import { buyersAtOnce, newTally, reconcile, type Steps, stageFeed } from './reconcile.ts';
import { worker } from './runs.ts';
import { ErpSourceError } from './source.ts';
import { type LineError, sellersByKey, storeLines } from './stage.ts';

class Undone extends Error {}

/** What a run would do now, told one change at a time. All of it happens in a transaction that is undone, so that nothing stays. */
export async function dryRun(
  { database, config }: Services,
  tell: (difference: Difference) => void,
): Promise<{ counts: ErpRunCounts; errors: LineError[] }> {
  const source = sourceOf(config.erp);
  if (!source) throw new ErpSourceError('No source of the ERP is configured.');
  const tally = newTally();
  const id = randomUUID();
  try {
    await database.write(worker, async (tx) => {
      const opened = await source.open({});
      if (opened === 'unchanged') return;
      const sellers = await sellersByKey(tx);
      await stageFeed(opened.entries, sellers, tally, (rows) => storeLines(tx, id, rows));
      const steps: Steps = {
        ends: () => pageEnds(tx, id, buyersAtOnce),
        present: (after, upTo) => contactsBetween(tx, id, after, upTo),
        absent: (after) => nextAbsent(tx, id, after, buyersAtOnce),
        async write(_, planned) {
          for (const difference of planned.flatMap(differencesOf)) tell(difference);
          return planned;
        },
      };
      await reconcile(steps, tally);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return { counts: tally.counts, errors: tally.errors };
}
