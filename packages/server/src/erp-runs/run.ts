import { sql } from '../core/database.ts';
import type { Services } from '../core/services.ts';
import { apply, changes, type Planned } from './apply.ts';
import { sourceOf } from './configured.ts';
import { absentNamed, contactsBetween, contactsNamed, lockBuyers, nextAbsent, pageEnds } from './load.ts';
import { buyersAtOnce, newTally, reconcile, type Steps, stageFeed, type Tally } from './reconcile.ts';
import { planFor } from './rules.ts';
import { asRun, claimRun, endRun, keepAlive, knownEtag, RunLost, worker } from './runs.ts';
import { ErpSourceError } from './source.ts';
import { sellersByKey, storeLines } from './stage.ts';

/**
 * Works a queued run off: the feed into a table, then batch by batch what differs, each batch a transaction of its own. After a crash the
 * next run goes on by itself, because it compares anew. `ifChanged`: not at all when neither the feed nor we have changed.
 */
export async function workOff(services: Services, id: string, { ifChanged = false } = {}): Promise<void> {
  if (!(await claimRun(services, id))) return;
  const tally = newTally();
  const end = (ending: Parameters<typeof endRun>[3]) =>
    services.database.write(worker, async (tx) => {
      await tx.query(sql`delete from erp_records where run_id = ${id}`);
      await endRun(tx, asRun(id), id, { counts: tally.counts, errors: tally.errors, ...ending });
    });
  try {
    const etag = await pull(services, id, tally, ifChanged);
    if (etag === 'unchanged') await end({ status: 'Unchanged', etag: (await services.database.read(worker, knownEtag)) ?? null });
    else await end({ status: 'Completed', etag: etag ?? null, message: tally.isIncomplete ? incomplete : null });
  } catch (error) {
    if (error instanceof RunLost) return;
    if (!(error instanceof ErpSourceError)) services.log.error({ err: error, run: id }, 'an ERP run failed');
    await end({
      status: 'Failed',
      message: error instanceof ErpSourceError ? error.message : 'Something unexpected happened; the log says what.',
    });
  }
}

const incomplete = 'Some lines cannot be attributed to any buyer, so nothing was taken for gone from the ERP.';

/** Answers what the feed calls its state, when it does. */
async function pull(services: Services, id: string, tally: Tally, ifChanged: boolean): Promise<string | undefined> {
  const { database, config } = services;
  const source = sourceOf(config.erp);
  if (!source) throw new ErpSourceError('No source of the ERP is configured.');
  const etag = ifChanged ? await database.read(worker, knownEtag) : undefined;
  const opened = await source.open(etag ? { etag } : {});
  if (opened === 'unchanged') return opened;
  const sellers = await database.read(worker, sellersByKey);
  await stageFeed(opened.entries, sellers, tally, (rows) =>
    database.write(worker, async (tx) => {
      await keepAlive(tx, id, tally.counts);
      return storeLines(tx, id, rows);
    }),
  );
  await reconcile(stepsOf(services, id, tally), tally);
  return opened.etag;
}

const stepsOf = ({ database }: Services, id: string, tally: Tally): Steps => ({
  ends: () => database.read(worker, (tx) => pageEnds(tx, id, buyersAtOnce)),
  present: (after, upTo) => database.read(worker, (tx) => contactsBetween(tx, id, after, upTo)),
  absent: (after) => database.read(worker, (tx) => nextAbsent(tx, id, after, buyersAtOnce)),
  write: (half, planned, wish) =>
    again(() =>
      database.write(worker, async (tx) => {
        await keepAlive(tx, id, tally.counts);
        const known = planned.flatMap(({ situation }) => situation.buyer?.id ?? []);
        await lockBuyers(tx, known);
        const looked =
          half === 'present'
            ? await contactsNamed(
                tx,
                id,
                planned.map(({ situation }) => situation.contactKey),
              )
            : await absentNamed(tx, id, known);
        const done: Planned[] = looked.map((situation) => ({ situation, plan: planFor(situation, wish) }));
        await apply(tx, asRun(id), done.filter(changes));
        return done;
      }),
    ),
});

/** Somebody may make the same buyer or link at the same moment: looked at anew, it is there. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    return work();
  }
}
