import type { Buyer } from '@tenantry/contract/buyers';
import { Pencil } from 'lucide-react';
import { ContactView } from '../parties/contact-view.tsx';
import { usePartyTexts } from '../parties/texts.ts';
import { useRights } from '../parties/use-rights.ts';
import { AddressList } from '../ui/address/address-list.tsx';
import { IconButton } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { useBuyerTexts } from './texts.ts';

/** Address and contact person. */
export function GeneralTab({ buyer, onEdit }: { buyer: Buyer; onEdit: (step: string) => void }) {
  const t = useBuyerTexts();
  const party = usePartyTexts();
  const { manages } = useRights();
  const pencil = (label: string, step: string) =>
    manages && <IconButton icon={Pencil} size="sm" label={label} onClick={() => onEdit(step)} />;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel title={t('panel.address')} actions={pencil(t('panel.editAddress'), 'address')}>
        {buyer.address ? <AddressList address={buyer.address} /> : <p className="text-muted text-sm">{party('noAddress')}</p>}
      </Panel>
      <Panel title={party('contact')} actions={pencil(t('panel.editContact'), 'contact')}>
        <ContactView contact={buyer.contact} />
      </Panel>
    </div>
  );
}
