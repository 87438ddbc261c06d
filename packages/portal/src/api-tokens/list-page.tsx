import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { KeyRound, Plus } from 'lucide-react';
import type { PageSearch } from '../search.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, quote } from '../ui/data-table/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AddToken } from './add-token.tsx';
import { useTokenColumns, useTokenProperties } from './columns.tsx';
import { EditToken } from './edit-token.tsx';
import { fetchTokens, tokensTable } from './queries.ts';
import { useTokenTexts } from './texts.ts';
import { useTokenActions } from './use-token-actions.tsx';

/** Settings > API tokens. `?open=add` is the wizard, `?open=TKN-…` the form of one token. */
export function TokensPage() {
  const t = useTokenTexts();
  const { account } = useSession();
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as PageSearch;
  const columns = useTokenColumns();
  const properties = useTokenProperties();
  const show = (what: string | undefined) =>
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, open: what })) as never, resetScroll: false });
  const { actionsOf, dialogs } = useTokenActions({ onEdit: (token) => show(token.id) });
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => show('add')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={add} />
      <DataTable<ApiToken>
        id={tokensTable}
        label={t('title')}
        columns={columns}
        properties={properties}
        fetchPage={fetchTokens}
        rowId={(token) => token.id}
        rowLabel={(token) => token.name}
        searchPaths={['name', 'id']}
        defaultSort="-audit.created.at"
        rowActions={actionsOf}
        exportName={t('exportName')}
        baseFilter={account && `eq(account.id,${quote(account.id)})`}
        empty={
          <EmptyState icon={KeyRound} title={t('none')} action={add}>
            {t('noneDetail')}
          </EmptyState>
        }
      />
      {dialogs}
      {open === 'add' && <AddToken onClose={() => show(undefined)} />}
      {open?.startsWith('TKN-') && <EditToken id={open} onClose={() => show(undefined)} />}
    </>
  );
}
