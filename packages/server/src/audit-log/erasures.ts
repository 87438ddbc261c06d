import { sql, type Transaction } from '../core/database.ts';

interface Run {
  viewer_id: string;
  before: Date;
  first_index: string;
  last_index: string;
  erased: string;
  /** Whether the log knows the record of the run. */
  recorded: boolean;
}

/** What retention runs say that they erased: what is missing beyond that was taken away by somebody else. */
export class Erasures {
  readonly #runs: readonly Run[];
  readonly #taken = new Map<string, number>();

  private constructor(runs: readonly Run[]) {
    this.#runs = runs;
  }

  static async read(tx: Transaction): Promise<Erasures> {
    const [known] = await tx.query(sql<{ there: boolean }>`select to_regclass('tenantry.audit_erasures') is not null as there`);
    if (!known!.there) return new Erasures([]);
    return new Erasures(
      await tx.query(
        sql<Run>`select r.viewer_id, r.before, r.first_index::text, r.last_index::text, r.erased::text,
            -- A run that is under way has no record yet.
            r.event_id is null or exists (select from audit_log_entries l where l.event_id = r.event_id)
              or exists (select from events t where t.id = r.event_id) as recorded
          from audit_erasures r order by r.id`,
      ),
    );
  }

  /** Takes an erased entry as accounted for; false when no run of its viewer covers it. */
  take(viewer: string, index: number, at: Date): boolean {
    const covers = (run: Run) =>
      run.viewer_id === viewer && index >= Number(run.first_index) && index <= Number(run.last_index) && at < run.before;
    if (!this.#runs.some(covers)) return false;
    this.#taken.set(viewer, (this.#taken.get(viewer) ?? 0) + 1);
    return true;
  }

  /** What does not add up when all entries are done, in words. */
  firstFault(): string | undefined {
    const unrecorded = this.#runs.find(({ recorded }) => !recorded);
    if (unrecorded) return `the erasure of ${named(unrecorded.viewer_id)} before ${unrecorded.before.toISOString()} has no record`;
    for (const [viewer, taken] of this.#taken) {
      const told = this.#runs.reduce((sum, run) => sum + (run.viewer_id === viewer ? Number(run.erased) : 0), 0);
      if (taken > told) return `${taken} records of ${named(viewer)} are gone, but retention runs erased only ${told}`;
    }
    return undefined;
  }
}

const named = (viewer: string): string => (viewer === '' ? 'the platform' : `account ${viewer}`);
