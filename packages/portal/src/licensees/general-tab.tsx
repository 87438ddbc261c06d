import type { Licensee } from '@tenantry/contract/licensees';
import { Pencil } from 'lucide-react';
import { ContactView } from '../parties/contact-view.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { useRights } from '../parties/use-rights.ts';
import { AddressList } from '../ui/address/address-list.tsx';
import { IconButton } from '../ui/button.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useLicenseeTexts } from './texts.ts';

/** Address, description, external reference, contact person. */
export function GeneralTab({ licensee, onEdit }: { licensee: Licensee; onEdit: (step: string) => void }) {
  const t = useLicenseeTexts();
  const party = usePartyTexts();
  const { manages } = useRights();
  const pencil = (label: string, step: string) =>
    manages && <IconButton icon={Pencil} size="sm" label={label} onClick={() => onEdit(step)} />;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <div className="flex flex-col gap-5">
        <Panel title={t('panel.general')} actions={pencil(t('panel.editGeneral'), 'general')}>
          <KeyValue
            items={[
              { label: t('field.externalId'), value: licensee.externalId },
              { label: t('field.description'), value: licensee.description },
              { label: t('resale'), value: licensee.eligibility?.partner ? party('yes') : party('no') },
            ]}
          />
        </Panel>
        <Panel title={party('contact')} actions={pencil(t('panel.editContact'), 'contact')}>
          <ContactView contact={licensee.contact} />
        </Panel>
      </div>
      <Panel
        title={t('panel.address')}
        description={licensee.useBuyerAddress && t('panel.fromBuyer')}
        actions={pencil(t('panel.editAddress'), 'address')}
      >
        {licensee.address ? <AddressList address={licensee.address} /> : <p className="text-muted text-sm">{party('noAddress')}</p>}
      </Panel>
    </div>
  );
}
