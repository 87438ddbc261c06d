import { useNavigate } from '@tanstack/react-router';
import type { Licensee } from '@tenantry/contract/licensees';
import { type ReactNode, useMemo } from 'react';
import { eventProperties } from '../parties/columns.tsx';
import { licenseesPage } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { useRights } from '../parties/use-rights.ts';
import { DataTable } from '../ui/data-table/index.ts';
import { useUiTexts } from '../ui/texts.ts';
import { licenseeColumns, moreProperties } from './columns.tsx';
import { fetchLicensees } from './queries.ts';
import { useLicenseeTexts } from './texts.ts';
import { useLicenseeActions } from './use-licensee-actions.tsx';

export interface LicenseesTableProps {
  id: string;
  baseFilter?: string;
  /** Columns that say the same in every row. */
  without?: readonly string[];
  actions?: ReactNode;
  empty: ReactNode;
  /** Opens the wizard over this page; without it the licensee's own page does. */
  onEdit?: (licensee: Licensee) => void;
}

/** Licensees with what can be done to them: of the account, of every account, or of one buyer. */
export function LicenseesTable({ id, baseFilter, without = [], actions, empty, onEdit }: LicenseesTableProps) {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  const say = useUiTexts();
  const navigate = useNavigate();
  const { operates } = useRights();
  const { actionsOf, question } = useLicenseeActions(
    onEdit ?? ((licensee) => void navigate({ to: `${licenseesPage}/${licensee.id}` as never, search: { open: 'edit' } as never })),
  );
  const left = without.join();
  const columns = useMemo(
    () => licenseeColumns({ t, party, say, operates }).filter((column) => !left.split(',').includes(column.id)),
    [t, party, say, operates, left],
  );
  return (
    <>
      <DataTable
        id={id}
        {...(baseFilter ? { baseFilter, queryKey: [baseFilter] } : {})}
        label={t('title')}
        columns={columns}
        properties={[...moreProperties(t), ...eventProperties(party)]}
        fetchPage={fetchLicensees}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        searchPaths={['name', 'id', 'externalId']}
        defaultSort="name"
        rowActions={actionsOf}
        exportName="licensees"
        actions={actions}
        empty={empty}
      />
      {question}
    </>
  );
}
