import type { ErpRunCounts } from '@tenantry/contract/erp-runs';
import { changes, type Planned } from './apply.ts';
import { noCounts } from './queries.ts';
import { planFor, type Wish } from './rules.ts';
import type { Situation } from './situation.ts';
import { type Entry, ErpSourceError } from './source.ts';
import { batchesOf, type LineError, readLines, type StagedLine } from './stage.ts';

/** How far a run is. */
export interface Tally {
  counts: ErpRunCounts;
  /** The first hundred. */
  errors: LineError[];
  isIncomplete: boolean;
}

export const newTally = (): Tally => ({ counts: { ...noCounts }, errors: [], isIncomplete: false });

const errorsMax = 100;
const linesAtOnce = 1_000;
/** Few enough that no lock is held for long, many enough that the commits do not dominate. */
export const buyersAtOnce = 250;

/** Reads a feed to its end and stores its records; throws when it holds none, because that would take every link away. */
export async function stageFeed(
  entries: AsyncIterable<Entry>,
  sellers: ReadonlyMap<string, string>,
  tally: Tally,
  store: (rows: readonly StagedLine[]) => Promise<LineError[]>,
): Promise<void> {
  for await (const batch of batchesOf(entries, linesAtOnce)) {
    const read = readLines(batch, sellers);
    tally.counts.read += batch.length;
    const errors = [...read.errors, ...(await store(read.rows))].sort((a, b) => a.line - b.line);
    tally.counts.broken += errors.length;
    tally.errors.push(...errors.slice(0, errorsMax - tally.errors.length));
    tally.isIncomplete ||= read.hasLost;
  }
  if (tally.counts.read === tally.counts.broken)
    throw new ErpSourceError(
      tally.counts.read === 0
        ? 'The feed holds no record; nothing was changed.'
        : `No line of the feed can be used (line ${tally.errors[0]!.line} ${tally.errors[0]!.message}); nothing was changed.`,
    );
}

/** The two halves of a run: contacts that the feed has, and buyers that it has no more. */
export type Half = 'present' | 'absent';

export interface Steps {
  /** Where the pages of contacts end. */
  ends(): Promise<string[]>;
  present(after: string, upTo: string): Promise<Situation[]>;
  absent(after: string): Promise<Situation[]>;
  /** Carries plans out, having looked again; answers what was done. */
  write(half: Half, planned: readonly Planned[], wish: Wish): Promise<readonly Planned[]>;
}

/** Goes through everything in batches and has written what changes. */
export async function reconcile(steps: Steps, tally: Tally): Promise<void> {
  const wish = { isIncomplete: tally.isIncomplete };
  const settle = async (half: Half, situations: readonly Situation[]) => {
    const planned = onceEach(situations).map((situation) => ({ situation, plan: planFor(situation, wish) }));
    const changing = planned.filter(changes);
    const done = changing.length > 0 ? await steps.write(half, changing, wish) : [];
    count(tally.counts, half, [...planned.filter((one) => !changes(one)), ...done]);
  };
  let after = '';
  for (const end of await steps.ends()) {
    await settle('present', await steps.present(after, end));
    after = end;
  }
  for (let last = ''; ; ) {
    const situations = await steps.absent(last);
    await settle('absent', situations);
    if (situations.length < buyersAtOnce) return;
    last = situations.at(-1)!.buyer!.id;
  }
}

/** Two contacts may find the same buyer, one that is linked by its customer record alone: the first has it, the second waits for the next run. */
function onceEach(situations: readonly Situation[]): Situation[] {
  const seen = new Set<string>();
  return situations.filter(({ buyer }) => {
    if (!buyer) return true;
    if (seen.has(buyer.id)) return false;
    seen.add(buyer.id);
    return true;
  });
}

function count(counts: ErpRunCounts, half: Half, done: readonly Planned[]): void {
  for (const one of done) {
    if (one.plan.buyer?.word === 'created') counts.created++;
    else if (changes(one)) counts.changed++;
    else if (half === 'present') counts.unchanged++;
    if (one.plan.status === 'Conflict') counts.conflicts++;
    if (one.plan.status === 'Mismatch') counts.mismatches++;
  }
}
