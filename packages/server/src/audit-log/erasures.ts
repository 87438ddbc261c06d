import { sql, type Transaction } from '../core/database.ts';

interface Run {
  viewer_id: string;
  /** To the microsecond, UTC. */
  before: string;
  first_index: string;
  last_index: string;
  erased: string;
  /** What the runs of this viewer have erased up to this one. */
  in_all: string;
  is_open: boolean;
  /** What its own record, itself in the tree, says of it; null where that one has gone by now. */
  told: { before: string; firstIndex: number; lastIndex: number; erased: number; erasedInAll: number } | null;
  /** Whether the log knows its record. */
  is_known: boolean;
}

/** What retention runs say that they erased: what is missing beyond that was taken away by somebody else. */
export class Erasures {
  readonly #runs: readonly Run[];
  readonly #taken = new Map<string, number>();

  private constructor(runs: readonly Run[]) {
    this.#runs = runs;
  }

  static async read(tx: Transaction): Promise<Erasures> {
    return new Erasures(
      await tx.query(
        sql<Run>`select r.viewer_id, to_char(r.before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as before,
            r.first_index::text, r.last_index::text, r.erased::text,
            (sum(r.erased) over (partition by r.viewer_id order by r.id))::text as in_all, r.event_id is null as is_open,
            (select e.documents -> 'erasure' from events e
              where e.id = r.event_id and e.viewer_id = r.viewer_id and e.event = 'platform.audit.record.erased') as told,
            exists (select from audit_log_entries l where l.event_id = r.event_id) as is_known
          from audit_erasures r order by r.id`,
      ),
    );
  }

  /** Takes an erased entry as accounted for; false when no run of its viewer covers it. `at`: to the microsecond, UTC. */
  take(viewer: string, index: number, at: string): boolean {
    const covers = (run: Run) =>
      run.viewer_id === viewer && index >= Number(run.first_index) && index <= Number(run.last_index) && at < run.before;
    if (!this.#runs.some(covers)) return false;
    this.#taken.set(viewer, (this.#taken.get(viewer) ?? 0) + 1);
    return true;
  }

  /** What does not add up when all entries are done, in words. */
  firstFault(): string | undefined {
    for (const run of this.#runs) {
      const fault = faultOfRun(run);
      if (fault) return `the erasure of ${named(run.viewer_id)} before ${run.before} ${fault}`;
    }
    for (const [viewer, taken] of this.#taken) {
      const told = this.#runs.reduce((sum, run) => sum + (run.viewer_id === viewer ? Number(run.erased) : 0), 0);
      if (taken > told) return `${taken} records of ${named(viewer)} are gone, but retention runs erased only ${told}`;
    }
    return undefined;
  }
}

/** A run that is under way has no record yet; one whose record has expired too is told of by later ones. */
function faultOfRun({ is_open, told, is_known, before, first_index, last_index, erased, in_all }: Run): string | undefined {
  if (is_open) return undefined;
  if (!told) return is_known ? undefined : 'has no record';
  const isSo =
    told.before === before &&
    told.firstIndex === Number(first_index) &&
    told.lastIndex === Number(last_index) &&
    told.erased === Number(erased) &&
    told.erasedInAll === Number(in_all);
  return isSo ? undefined : 'is not what its record says';
}

const named = (viewer: string): string => (viewer === '' ? 'the platform' : `account ${viewer}`);
