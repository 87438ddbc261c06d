import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Licensee } from '@tenantry/contract/licensees';
import { NameOf } from '../parties/cells.tsx';
import { auditTab, DetailsTab } from '../parties/common-tabs.tsx';
import { licenseesPage, pictureOf } from '../parties/paths.ts';
import { usePartyTexts } from '../parties/texts.ts';
import { useOpen } from '../parties/use-open.ts';
import { useRights } from '../parties/use-rights.ts';
import { DetailPage } from '../ui/detail-page.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { ErrorState } from '../ui/states.tsx';
import { StatusChip } from '../ui/status-chip.tsx';
import { EditLicensee } from './edit-licensee.tsx';
import { GeneralTab } from './general-tab.tsx';
import { licenseeQuery } from './queries.ts';
import { useLicenseeTexts } from './texts.ts';
import { useLicenseeActions } from './use-licensee-actions.tsx';

/** One licensee with its tabs; `?open=edit&step=address` opens the wizard. */
export function LicenseePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data: licensee, error, refetch } = useQuery(licenseeQuery(id));
  if (!licensee) return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />;
  return <LicenseeView licensee={licensee} />;
}

function LicenseeView({ licensee }: { licensee: Licensee }) {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  const navigate = useNavigate();
  const { manages } = useRights();
  const { open, step, show, close } = useOpen();
  const { actionsOf, question } = useLicenseeActions(undefined, () => navigate({ to: licenseesPage as never }));
  const edit = (at: string) => show('edit', { step: at });
  return (
    <>
      <DetailPage
        back={{ to: licenseesPage, label: t('back') }}
        type={t('type')}
        name={licensee.name}
        id={licensee.id}
        picture={pictureOf(licensee)}
        shape="square"
        chips={<StatusChip status={licensee.status} />}
        edit={manages ? { run: () => edit('general') } : undefined}
        actions={actionsOf(licensee)}
        strip={[
          { label: party('account'), value: <NameOf reference={licensee.account} /> },
          { label: party('buyer'), value: <NameOf reference={licensee.buyer} /> },
          { label: party('seller'), value: <NameOf reference={licensee.seller} /> },
        ]}
        tabs={[
          { id: 'general', label: party('tab.general'), content: () => <GeneralTab licensee={licensee} onEdit={edit} /> },
          {
            id: 'details',
            label: party('tab.details'),
            content: () => (
              <DetailsTab
                audit={licensee.audit}
                identifiers={[
                  { label: t('type'), id: licensee.id },
                  { label: t('field.externalId'), id: licensee.externalId },
                ]}
              />
            ),
          },
          auditTab(party, licensee.id),
        ]}
      >
        {licensee.status === 'Enabled' && <Notice title={t('waiting.title')}>{t('waiting.detail')}</Notice>}
      </DetailPage>
      {open === 'edit' && <EditLicensee id={licensee.id} first={step} onClose={close} />}
      {question}
    </>
  );
}
