import type { Caller, Origin } from './context.ts';
import { type Sql, sql, type Transaction } from './database.ts';
import { isSql } from './sql.ts';

/** How one kind of object is stored and what the event log keeps of it. */
export interface ObjectType {
  /** `ApiToken`, as audit records name it. */
  type: string;
  /** Key of its snapshot in an event's documents: `apiToken`. */
  document: string;
  table: string;
  /** Column with the account whose object it is; absent for what belongs to a person or the platform. */
  account?: string;
  /** SQL of the name to show. */
  name: string;
  /** SQL of the buyers that a record of this object speaks of, as text[]; those who do not see them all do not see the record. */
  buyers?: string;
  /** Snapshot: field → column. An allow-list, so that no secret can slip in. */
  snapshot: Readonly<Record<string, string>>;
}

/** Who and from where; the same for all events of a request. */
export interface Recorder {
  caller: Caller;
  origin: Origin;
}

export interface EventText {
  event: string;
  summary: string;
  /** Template; `{{actor.name}}`, `{{object.name}}` and paths into the documents are filled in by `render()`. */
  details?: string;
  /** More documents, beside the object's snapshot and what it was before. */
  documents?: Record<string, unknown>;
  /** Buyers that the record speaks of, beside those of its object. */
  buyers?: readonly string[];
  /** Accounts that see the record beside the object's own. */
  viewers?: string[];
  type?: 'Public' | 'Private';
}

const standardDetails = (text: EventText) => text.details ?? `${text.summary} by {{actor.name}}`;

/** A value for a column: arrays stay PostgreSQL arrays, objects become jsonb. */
const value = (given: unknown): Sql =>
  given !== null &&
  typeof given === 'object' &&
  !Array.isArray(given) &&
  !(given instanceof Date) &&
  !Buffer.isBuffer(given) &&
  !isSql(given)
    ? sql`${JSON.stringify(given)}::jsonb`
    : sql`${given}`;

const snapshotOf = (object: ObjectType, alias: string): Sql =>
  sql.raw(
    `jsonb_build_object(${Object.entries(object.snapshot)
      .map(([field, column]) => `'${field}', ${alias}.${column}`)
      .join(', ')})`,
  );

/** The `by` and `of` of the audit sub-object, and the actor of the event. */
export const actorReference = (caller: Caller) => ({ id: caller.id || 'SYSTEM', name: caller.name });

const auditEntry = (recorder: Recorder, object: ObjectType): Sql => {
  // What belongs to a person is seen by every account she is in: which of them she acted for is none of the others' business.
  const account = object.account ? recorder.caller.account : undefined;
  return sql`jsonb_strip_nulls(jsonb_build_object('at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', ${JSON.stringify(actorReference(recorder.caller))}::jsonb,
    'of', ${account ? JSON.stringify({ id: account.id, name: account.name }) : null}::jsonb))`;
};

const lastPart = (event: string) => event.slice(event.lastIndexOf('.') + 1);

/** Inserts one object and records the event in the same statement. Answers the stored row. */
export async function insertObject<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  columns: Record<string, unknown>,
  text: EventText,
): Promise<Row> {
  const names = Object.keys(columns);
  const [row] = await recordChange<Row>(
    tx,
    recorder,
    object,
    sql`insert into ${sql.table(object.table)} (${sql.join([...names, 'audit'].map((name) => sql.ref(name)))})
        values (${sql.join([...names.map((name) => value(columns[name])), sql`jsonb_build_object('created', ${auditEntry(recorder, object)})`])}) returning *`,
    text,
  );
  return row!;
}

/**
 * Changes one object, counts its revision up and records the event in the same statement. Load it `for update` before.
 * Answers the stored row. The event keeps what the changed fields were before.
 */
export async function updateObject<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  id: string,
  columns: Record<string, unknown>,
  text: EventText,
): Promise<Row> {
  const [row] = await updateObjects<Row>(tx, recorder, object, sql`id = ${id}`, columns, text);
  if (!row) throw new Error(`${object.type} ${id} went away under its lock`);
  return row;
}

/** Changes all objects that the condition names, each with its own event, in one statement. Lock them before. Answers the stored rows. */
export function updateObjects<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  condition: Sql,
  columns: Record<string, unknown>,
  text: EventText,
): Promise<Row[]> {
  const entry = auditEntry(recorder, object);
  const key = lastPart(text.event);
  return recordChange<Row>(
    tx,
    recorder,
    object,
    sql`update ${sql.table(object.table)} set
        ${sql.join([
          ...Object.entries(columns).map(([name, given]) => sql`${sql.ref(name)} = ${value(given)}`),
          sql`revision = revision + 1`,
          sql`updated_at = now()`,
          sql`audit = audit || jsonb_build_object(${key}::text, ${entry}, 'updated', ${entry})`,
        ])}
        where ${condition} returning *`,
    text,
    sql`select b.id, ${snapshotOf(object, 'b')} as document${object.buyers ? sql`, ${buyersOf(object, 'b')} as buyers` : sql``} from ${sql.table(object.table)} b where ${condition}`,
  );
}

/** Rows as a table `given` with these columns and SQL types. */
const givenRows = (types: Readonly<Record<string, string>>, rows: readonly object[]): Sql =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (${sql.raw(
    Object.entries(types)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  )})`;

/**
 * Inserts many objects of one kind, each with its own event, in one statement. `types` names their columns with SQL types; `computed` are
 * further columns as SQL over `given`.
 */
export function insertEach<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  types: Readonly<Record<string, string>>,
  rows: readonly object[],
  text: EventText,
  computed: Readonly<Record<string, Sql>> = {},
): Promise<Row[]> {
  const names = Object.keys(types);
  return recordChange<Row>(
    tx,
    recorder,
    object,
    sql`insert into ${sql.table(object.table)} (${sql.join([...names, ...Object.keys(computed), 'audit'].map((name) => sql.ref(name)))})
        select ${sql.join([
          ...names.map((name) => sql.raw(`given.${name}`)),
          ...Object.values(computed),
          sql`jsonb_build_object('created', ${auditEntry(recorder, object)})`,
        ])} from ${givenRows(types, rows)} returning *`,
    text,
  );
}

/** Changes many objects, each to values of its own and with its own event, in one statement. Lock them before. */
export function updateEach<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  types: Readonly<Record<string, string>>,
  rows: readonly { id: string }[],
  text: EventText,
): Promise<Row[]> {
  const entry = auditEntry(recorder, object);
  const ids = rows.map(({ id }) => id);
  return recordChange<Row>(
    tx,
    recorder,
    object,
    sql`update ${sql.table(object.table)} target set
        ${sql.join([
          ...Object.keys(types).map((name) => sql.raw(`${name} = given.${name}`)),
          sql`revision = target.revision + 1`,
          sql`updated_at = now()`,
          sql`audit = target.audit || jsonb_build_object(${lastPart(text.event)}::text, ${entry}, 'updated', ${entry})`,
        ])}
        from ${givenRows({ id: 'text', ...types }, rows)} where target.id = given.id returning target.*`,
    text,
    sql`select b.id, ${snapshotOf(object, 'b')} as document${object.buyers ? sql`, ${buyersOf(object, 'b')} as buyers` : sql``} from ${sql.table(object.table)} b where b.id = any (${ids}::text[])`,
  );
}

/** What is said of an object's buyers stays with those who see all of them, before and after. */
const buyersOf = (object: ObjectType, alias: string): Sql => sql.raw((object.buyers ?? 'null::text[]').replaceAll('changed.', `${alias}.`));

const spokenOf = (object: ObjectType, text: EventText, hasBefore: boolean): Sql => {
  const given = text.buyers?.length ? sql`${[...text.buyers]}::text[]` : sql`null::text[]`;
  const before = object.buyers && hasBefore ? sql` || (select before.buyers from before where before.id = changed.id)` : sql``;
  return object.buyers ? sql`${given} || ${buyersOf(object, 'changed')}${before}` : given;
};

async function recordChange<Row>(
  tx: Transaction,
  recorder: Recorder,
  object: ObjectType,
  change: Sql,
  text: EventText,
  before?: Sql,
): Promise<Row[]> {
  const own = object.account ? sql.raw(`changed.${object.account}`) : sql`null::text`;
  const documents = sql`jsonb_build_object(${object.document}::text, changed.event_document) || ${JSON.stringify(text.documents ?? {})}::jsonb ${
    before
      ? sql`|| coalesce((select jsonb_build_object('previous', jsonb_object_agg(p.key, p.value))
             from before, jsonb_each(before.document) p where before.id = changed.id and p.value is distinct from changed.event_document -> p.key), '{}')`
      : sql``
  }`;
  const rows = await tx.query<Row & { recorded_xact: string }>(sql`
    with ${before ? sql`before as (${before}),` : sql``} changed as (${change}),
    -- One id for a change, however many accounts see it.
    numbered as (select changed.*, new_id('AUD', 4, nextval('events_id')) as event_id, ${snapshotOf(object, 'changed')} as event_document from changed),
    recorded as (
      insert into events (id, event, account_id, viewer_id, is_copy, viewers, type, object_type, object_id, object_name, buyer_ids, object_revision,
                          actor_id, actor_name, actor_account, summary, details, request, documents)
      select changed.event_id, ${text.event}, ${own}, v.id, v.is_copy, ${viewersJson(own, text)}, ${text.type ?? 'Public'}, ${object.type}, changed.id, ${sql.raw(object.name)}, ${spokenOf(object, text, before !== undefined)}, changed.revision,
             ${sql.join(actorValues(recorder, own))}, ${text.summary}, ${standardDetails(text)}, ${JSON.stringify(requestOf(recorder.origin))}::jsonb, ${documents}
      from numbered changed, ${viewerRows(own, text)} as v (id, is_copy) where ${learning(tx, text.event)})
    select changed.*, pg_current_xact_id()::text as recorded_xact from changed`);
  for (const row of rows) note(tx, object.type, row as Record<string, unknown>, object.account);
  return rows;
}

/** Records an event without a change of a stored object: a sign-in, a refusal, a reveal, an extension's own event. */
export async function recordEvent(
  tx: Transaction,
  recorder: Recorder,
  object: { type: string; id: string; name: string; account?: string; revision?: number },
  text: EventText,
): Promise<{ id: string }> {
  const own = sql`${object.account ?? null}::text`;
  // The id first: a copy of the record for a further viewer has the same.
  const [row] = await tx.query<{ id: string; recorded_xact: string }>(sql`
    with fresh as (select new_id('AUD', 4, nextval('events_id')) as id),
    recorded as (
      insert into events (id, event, account_id, viewer_id, is_copy, viewers, type, object_type, object_id, object_name, buyer_ids, object_revision,
                        actor_id, actor_name, actor_account, summary, details, request, documents)
      select fresh.id, ${text.event}, ${own}, v.id, v.is_copy, ${viewersJson(own, text)}, ${text.type ?? 'Public'}, ${object.type}, ${object.id}, ${object.name}, ${text.buyers ? [...text.buyers] : null}::text[], ${object.revision ?? null}::int,
           ${sql.join(actorValues(recorder, own))}, ${text.summary}, ${standardDetails(text)}, ${JSON.stringify(requestOf(recorder.origin))}::jsonb, ${JSON.stringify(text.documents ?? {})}::jsonb
      from fresh, ${viewerRows(own, text)} as v (id, is_copy) where ${learning(tx, text.event)})
    select fresh.id, pg_current_xact_id()::text as recorded_xact from fresh`);
  tx.xact = row!.recorded_xact;
  return { id: row!.id };
}

/** Always true. Tells the trigger of the log that it need not look whether the catalogue has this kind of event. */
const learning = (tx: Transaction, event: string) =>
  sql`set_config('app.event_is_known', ${tx.knownEvents.has(event) ? 'yes' : 'no'}, true) is not null`;

function note(tx: Transaction, type: string, row: Record<string, unknown>, account: string | undefined): void {
  tx.xact = row.recorded_xact as string;
  tx.touched.add(`${account ? String(row[account]) : ''} ${type} ${String(row.id)}`);
}

/** The account that the actor acted for stays out of copies that other accounts see of something that belongs to no account. */
const actorValues = ({ caller: { id, name, account } }: Recorder, own: Sql): Sql[] => [
  sql`${id || 'SYSTEM'}`,
  sql`${name}`,
  account
    ? sql`case when ${own} is not null or v.id in ('', ${account.id}) then ${JSON.stringify({ id: account.id, name: account.name, accountType: account.type })}::jsonb end`
    : sql`null::jsonb`,
];

const requestOf = ({ workerName, ip, geolocation, userAgent, correlationId }: Origin): Record<string, unknown> => ({
  ...(workerName ? { worker: { workerName } } : { api: { ip, geolocation, userAgent } }),
  log: { correlationId },
});

/** One row for each account that sees the record; the first is the record, the others its copies. Nobody's record has viewer ''. */
const viewerRows = (own: Sql, { viewers = [] }: EventText): Sql =>
  viewers.length === 0
    ? sql`lateral (select coalesce(${own}, ''), false)`
    : sql`lateral (select coalesce(w.id, ''), w.n > 1 from unnest(array[${own}] || ${viewers}::text[]) with ordinality w (id, n)
      where w.n = 1 or (w.id <> coalesce(${own}, '')))`;

const viewersJson = (own: Sql, { viewers = [] }: EventText): Sql =>
  viewers.length === 0
    ? sql`case when ${own} is null then '[]' else jsonb_build_array(${own}) end`
    : sql`(select coalesce(jsonb_agg(distinct w.id), '[]') from unnest(array[${own}] || ${viewers}::text[]) w (id) where w.id is not null)`;
