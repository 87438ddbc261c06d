import { useQueryClient } from '@tanstack/react-query';
import type { ErpRun } from '@tenantry/contract/erp-runs';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { tableKey } from '../ui/data-table/index.ts';
import { showProblem } from '../ui/toast.tsx';
import { erpRunsPath, erpRunsTable, latestRunQuery } from './queries.ts';
import { useErpRunTexts } from './texts.ts';

/** Has the ERP read. The server refuses a second reading beside the first: another operator, or the clock, may have been faster. */
export function ReadNow({ working, connected }: { working: boolean; connected: boolean }) {
  const t = useErpRunTexts();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  async function read() {
    setBusy(true);
    try {
      await api.post<ErpRun>(erpRunsPath, {});
    } catch (error) {
      showProblem(error, t('failed'));
    }
    for (const queryKey of [latestRunQuery.queryKey, tableKey(erpRunsTable)]) void queries.invalidateQueries({ queryKey });
    setBusy(false);
  }
  const reason = connected ? (working ? t('underWay') : undefined) : t('noSource');
  return (
    <Button variant="primary" icon={RefreshCw} busy={busy} disabledReason={reason} onClick={() => void read()}>
      {t('readNow')}
    </Button>
  );
}
