import type { ImportRow, UserImport } from '@tenantry/contract/user-imports';
import { sql, type Transaction } from '../core/database.ts';
import { insertObject, type Recorder } from '../core/events.ts';
import { invalid } from '../core/problem.ts';
import { checkedModules } from '../modules/index.ts';
import {
  addressKey,
  type ColumnMapping,
  type PeopleFile,
  PeopleFileError,
  type PersonRow,
  type PlannedGroups,
  planDigest,
  planGroups,
  readPeople,
} from '../people-files/index.ts';
import { type ImportActor, importObject, type StoredImport, type StoredRow } from './queries.ts';

export interface CheckOptions {
  fileName: string;
  mapping?: ColumnMapping;
  /** Ids (or names) of the groups for rows that name none. */
  groups: string[];
  /** Name in the file → group id. */
  groupMapping: Record<string, string>;
  createGroups: string[];
  createGroupModules: string[];
  allowDefaultGroup: boolean;
  active: boolean;
  defaultCountry?: string;
}

const rowsAtOnce = 5_000;

/** What would happen with each row of a file, stored to be committed by its digest. Invites nobody. Throws 400 for a file that is no list of people. */
export async function checkFile(
  tx: Transaction,
  recorder: Recorder,
  account: string,
  bytes: Uint8Array,
  options: CheckOptions,
): Promise<StoredImport> {
  const existing = await tx.query(
    sql<{
      id: string;
      name: string;
      isDefault: boolean;
    }>`select id, name, is_default as "isDefault" from user_groups where account_id = ${account} and status <> 'Deleted' order by id`,
  );
  if (options.createGroupModules.length > 0)
    await checkedModules(
      tx,
      account,
      options.createGroupModules.map((id) => ({ id })),
      'createGroupModules',
    );
  const { file, plan } = understood(bytes, options, existing);
  const members = await membersAmong(tx, account, file.rows);
  const planned = new Map(plan.rows.map((row) => [row.line, row]));
  const rows = file.rows.map((row) => storedRow(row, planned.get(row.line), members));
  const digest = planDigest({
    account,
    active: options.active,
    createGroupModules: options.createGroupModules,
    rows: rows.map(({ cells: _, ...row }) => row),
  });
  const stored = await insertObject<StoredImport>(
    tx,
    recorder,
    importObject,
    {
      account_id: account,
      file_name: options.fileName,
      encoding: file.encoding,
      delimiter: file.delimiter,
      digest,
      columns: jsonb(columnsOf(file)),
      options: { createGroups: plan.create, createGroupModules: options.createGroupModules, active: options.active },
      counts: countsOf(rows),
      errors: errorsOf(rows),
      unknown_groups: jsonb(plan.unknown),
      needs_default_group_confirmation: plan.defaultGroupRows > 0 && !options.allowDefaultGroup,
      actor: actorOf(recorder),
    },
    {
      event: 'platform.accounts.user_import.checked',
      summary: 'People file checked',
      details: '{{actor.name}} checked the file {{object.name}}',
    },
  );
  for (let at = 0; at < rows.length; at += rowsAtOnce) await storeRows(tx, account, stored.id, rows.slice(at, at + rowsAtOnce));
  return stored;
}

const jsonb = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const actorOf = ({ caller }: Recorder): ImportActor => ({
  id: caller.id,
  name: caller.name,
  kind: caller.kind === 'token' ? 'token' : 'person',
  ...(caller.email ? { email: caller.email } : {}),
});

function understood(bytes: Uint8Array, options: CheckOptions, existing: { id: string; name: string; isDefault: boolean }[]) {
  try {
    const file = readPeople(bytes, {
      active: options.active,
      ...(options.mapping ? { mapping: options.mapping } : {}),
      ...(options.defaultCountry ? { defaultCountry: options.defaultCountry } : {}),
    });
    const plan = planGroups(file.rows, existing, {
      map: options.groupMapping,
      create: options.createGroups,
      defaultGroups: options.groups,
      allowDefaultGroup: options.allowDefaultGroup,
    });
    return { file, plan };
  } catch (error) {
    if (error instanceof PeopleFileError)
      throw invalid({ [error.code.startsWith('group') ? 'groups' : 'file']: [error.message] }, error.message);
    throw error;
  }
}

/** Addresses that already belong to the account, invited ones included. */
async function membersAmong(tx: Transaction, account: string, rows: readonly PersonRow[]): Promise<Set<string>> {
  const keys = rows.flatMap((row) => (row.outcome === 'ok' ? [row.key] : []));
  const found = await tx.query(sql<{ key: string }>`select lower(m.user_email) as key from memberships m
    where m.account_id = ${account} and m.status not in ('Removed', 'Declined') and lower(m.user_email) = any (${keys}::text[])`);
  return new Set(found.map((row) => addressKey(row.key)));
}

const empty = {
  email: null,
  first_name: null,
  last_name: null,
  phone: null,
  group_ids: [],
  password_hash: null,
  reason: null,
  message: null,
  field: null,
};

function storedRow(row: PersonRow, planned: PlannedGroups | undefined, members: ReadonlySet<string>): StoredRow {
  const base = { ...empty, line: row.line, cells: row.raw };
  if (row.outcome === 'duplicate')
    return {
      ...base,
      outcome: 'duplicate',
      email: row.email,
      reason: 'duplicate',
      message: `The address stands in line ${row.firstLine} already.`,
      field: 'email',
    };
  if (row.outcome === 'error') return { ...base, outcome: 'error', reason: row.reason, message: row.message, field: row.field ?? null };
  const person = { ...base, email: row.email, first_name: row.firstName, last_name: row.lastName, phone: row.phone ?? null };
  if (members.has(row.key))
    return { ...person, outcome: 'member', reason: 'already-member', message: 'Belongs to the account already, or is invited.' };
  if (!planned || 'reason' in planned)
    return { ...person, outcome: 'error', reason: planned?.reason ?? 'group-missing', message: planned?.message ?? '', field: 'groups' };
  return {
    ...person,
    outcome: 'create',
    group_ids: [...planned.groupIds, ...planned.newGroups.map((name) => `new:${name}`)],
    password_hash: row.passwordHash ?? null,
    // A hash goes where it belongs and nowhere else.
    cells: row.passwordHash ? [] : row.raw,
  };
}

function columnsOf(file: PeopleFile): UserImport['columns'] {
  const fields = new Map(
    Object.entries(file.columns).flatMap(([field, column]) => (column ? [[(column as { index: number }).index, field] as const] : [])),
  );
  return file.headings.map((heading, index) => ({ heading, ...(fields.has(index) ? { field: fields.get(index)! } : {}) }));
}

export function countsOf(rows: readonly { outcome: ImportRow['outcome'] }[]): UserImport['counts'] {
  const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: rows.length,
    create: count('create'),
    member: count('member'),
    duplicate: count('duplicate'),
    error: count('error'),
    done: 0,
    undone: 0,
  };
}

function errorsOf(rows: readonly StoredRow[]): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const row of rows) if (row.outcome === 'error' && row.reason) errors[row.reason] = (errors[row.reason] ?? 0) + 1;
  return errors;
}

async function storeRows(tx: Transaction, account: string, id: string, rows: readonly StoredRow[]): Promise<void> {
  await tx.query(sql`
    insert into user_import_rows (account_id, import_id, line, outcome, email, first_name, last_name, phone, group_ids, password_hash, reason, message, field, cells)
    select ${account}, ${id}, r.line, r.outcome, r.email, r.first_name, r.last_name, r.phone,
           coalesce((select array_agg(g) from jsonb_array_elements_text(r.group_ids) g), '{}'), r.password_hash, r.reason, r.message, r.field, r.cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (line int, outcome text, email text, first_name text, last_name text, phone jsonb, group_ids jsonb, password_hash text, reason text, message text, field text, cells jsonb)`);
}
