import { type UserImportOptions, userImports } from '@tenantry/contract/user-imports';
import { isOperator } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import { updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { conflict, forbidden, invalid, notFound } from '../core/problem.ts';
import { type ColumnMapping, faultyRowsCsv, type PeopleFile } from '../people-files/index.ts';
import { type CheckOptions, checkFile } from './check.ts';
import { findImport, importListing, importObject, loadImport, rowListing, type StoredRow } from './queries.ts';
import { importQueue, undoQueue } from './run.ts';
import { startImport } from './start.ts';

export const userImportRoutes = mount(
  userImports,
  {
    async list({ tx, params, list, services }) {
      await requireAccount(tx, params.account);
      return listPage(tx, services.totals, importListing, list, sql`t.account_id = ${params.account}`);
    },
    get: ({ tx, params }) => findImport(tx, params.account, params.id),

    async create({ tx, caller, recorder, params, body, file }) {
      await requireAccount(tx, params.account);
      const bytes = file?.bytes ?? (body.content === undefined ? undefined : Buffer.from(body.content, 'base64'));
      if (!bytes) throw invalid({ file: ['Must be given, as the part "file" of a form or as base64 in "content".'] });
      if (body.active && !isOperator(caller)) throw forbidden('Only operators create active people from password hashes.');
      const stored = await checkFile(tx, recorder, params.account, bytes, optionsOf(body, file?.name));
      return findImport(tx, params.account, stored.id);
    },

    async rows({ tx, params, list, services }) {
      await findImport(tx, params.account, params.id);
      return listPage(tx, services.totals, rowListing, list, sql`t.account_id = ${params.account} and t.import_id = ${params.id}`);
    },

    async faulty({ tx, params }) {
      const batch = await findImport(tx, params.account, params.id);
      const rows = await tx.query(
        sql<StoredRow>`select * from user_import_rows where account_id = ${params.account} and import_id = ${params.id} and outcome = 'error' order by line`,
      );
      return { fileName: `faulty-${batch.fileName.replace(/\.\w+$/, '')}.csv`, content: faultyRowsCsv(asFile(batch, rows)) };
    },

    async commit({ tx, recorder, params, body, services }) {
      const batch = await loadImport(tx, params.account, params.id);
      if (batch.status !== 'Checked') throw conflict(`This import is ${batch.status} already.`, 'status');
      if (batch.digest !== body.digest)
        throw conflict('The digest is not that of the check. Look at the check again.', 'digest', ['digest']);
      if (batch.counts.create === 0) throw conflict('There is nobody to invite in this file.', 'nothing-to-do');
      await startImport(tx, recorder, batch);
      await services.jobs.enqueue(tx, importQueue, { importId: batch.id, accountId: batch.account_id, actor: actorOf(recorder) });
      return findImport(tx, params.account, batch.id);
    },

    async undo({ tx, recorder, params, services }) {
      const batch = await loadImport(tx, params.account, params.id);
      if (!['Completed', 'Failed'].includes(batch.status))
        throw conflict(`This import is ${batch.status}; only a completed one can be undone.`, 'status');
      await updateObject(
        tx,
        recorder,
        importObject,
        batch.id,
        { status: 'Undone' },
        {
          event: 'platform.accounts.user_import.undone',
          summary: 'Import undone',
          details: '{{actor.name}} withdrew the open invitations of {{object.name}}',
        },
      );
      await services.jobs.enqueue(tx, undoQueue, { importId: batch.id, accountId: batch.account_id, actor: actorOf(recorder) });
      return findImport(tx, params.account, batch.id);
    },
  },
  importListing.omitted,
);

async function requireAccount(tx: Transaction, id: string): Promise<void> {
  const [row] = await tx.query(sql`select 1 from accounts where id = ${id}`);
  if (!row) throw notFound('Account', id);
}

const actorOf = ({ caller }: { caller: { id: string; name: string; kind: string; email?: string } }) => ({
  id: caller.id,
  name: caller.name,
  kind: caller.kind,
  ...(caller.email ? { email: caller.email } : {}),
});

const optionsOf = (body: UserImportOptions, uploadedName: string | undefined): CheckOptions => ({
  fileName: (body.fileName ?? uploadedName ?? 'people.csv').slice(0, 255),
  ...(body.mapping ? { mapping: body.mapping as ColumnMapping } : {}),
  groups: (body.groups ?? []).map((group) => group.id),
  groupMapping: Object.fromEntries(Object.entries(body.groupMapping ?? {}).map(([name, group]) => [name, group.id])),
  createGroups: body.createGroups ?? [],
  createGroupModules: (body.createGroupModules ?? []).map((module) => module.id),
  allowDefaultGroup: body.allowDefaultGroup ?? false,
  active: body.active ?? false,
  ...(body.defaultCountry ? { defaultCountry: body.defaultCountry } : {}),
});

function asFile(
  batch: { columns: { heading: string; field?: string }[]; delimiter: string; encoding: string },
  rows: readonly StoredRow[],
): PeopleFile {
  return {
    encoding: batch.encoding as PeopleFile['encoding'],
    delimiter: batch.delimiter as PeopleFile['delimiter'],
    headings: batch.columns.map((column) => column.heading),
    columns: Object.fromEntries(
      batch.columns.flatMap(({ heading, field }, index) => (field ? [[field, { index, heading }]] : [])),
    ) as unknown as PeopleFile['columns'],
    rows: rows.map((row) => ({
      line: row.line,
      raw: row.cells,
      outcome: 'error',
      reason: row.reason as never,
      message: row.message ?? '',
    })),
  };
}
