import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { AuditTab } from '../audit-records/audit-tab.tsx';
import { ModuleList } from '../modules/module-list.tsx';
import type { PageSearch } from '../search.ts';
import { Button } from '../ui/button.tsx';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { DetailsTab } from './details-tab.tsx';
import { EditToken } from './edit-token.tsx';
import { Expires, LastAccess } from './expires.tsx';
import { expiryState } from './expiry.ts';
import { GeneralTab } from './general-tab.tsx';
import { tokenQuery, tokensPage } from './queries.ts';
import { useTokenTexts } from './texts.ts';
import { useTokenActions } from './use-token-actions.tsx';

/** One API token. */
export function TokenPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = useQuery(tokenQuery(id));
  if (data) return <TokenView key={id} token={data} />;
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
}

function TokenView({ token }: { token: ApiToken }) {
  const t = useTokenTexts();
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as PageSearch;
  const show = (what: string | undefined) =>
    void navigate({ to: '.', search: ((before: PageSearch) => ({ ...before, open: what })) as never, resetScroll: false });
  const { actionsOf, dialogs } = useTokenActions({ onDeleted: () => void navigate({ to: tokensPage as never }) });
  const modules = token.modules ?? [];
  return (
    <>
      <DetailPage
        back={{ to: tokensPage, label: t('back') }}
        type={t('type')}
        name={token.name}
        id={token.id}
        shape="square"
        chips={<StatusChip status={token.status} />}
        edit={{ run: () => show('edit') }}
        actions={actionsOf(token)}
        strip={[
          { label: t('strip.account'), value: token.account?.name },
          { label: t('strip.lastAccess'), value: <LastAccess at={token.lastAccessAt} /> },
          { label: t('strip.expires'), value: <Expires at={token.expiresAt} /> },
        ]}
        tabs={[
          { id: 'general', label: t('tab.general'), content: () => <GeneralTab token={token} /> },
          {
            id: 'modules',
            label: t('tab.modules'),
            count: modules.length,
            content: () =>
              modules.length > 0 ? (
                <ModuleList modules={modules} label={t('tab.modules')} />
              ) : (
                <Notice title={t('noModules')}>{t('form.modulesEmpty')}</Notice>
              ),
          },
          {
            id: 'details',
            label: t('tab.details'),
            content: () => (
              <Panel>
                <DetailsTab token={token} />
              </Panel>
            ),
          },
          { id: 'audit', label: t('tab.audit'), content: () => <AuditTab objectIds={[token.id]} /> },
        ]}
      >
        <TokenNotice token={token} onChangeExpiry={() => show('edit')} />
      </DetailPage>
      {dialogs}
      {open === 'edit' && <EditToken id={token.id} onClose={() => show(undefined)} />}
    </>
  );
}

function TokenNotice({ token, onChangeExpiry }: { token: ApiToken; onChangeExpiry: () => void }) {
  const t = useTokenTexts();
  const regional = useRegional();
  const state = expiryState(token.expiresAt, Date.now());
  const change = (
    <Button size="sm" onClick={onChangeExpiry}>
      {t('notice.change')}
    </Button>
  );
  if (token.status === 'Disabled') return <Notice tone="neutral">{t('notice.disabled')}</Notice>;
  if (state === 'expired') {
    return (
      <Notice tone="danger" action={change}>
        {t('notice.expired')}
      </Notice>
    );
  }
  if (state !== 'soon' || !token.expiresAt) return null;
  return (
    <Notice tone="warning" action={change}>
      {t('notice.soon', { date: formatDate(token.expiresAt, 'date-time', regional) })}
    </Notice>
  );
}
