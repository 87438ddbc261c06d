import type { Account } from '@tenantry/contract/accounts';
import { Pencil } from 'lucide-react';
import { languageName } from '../i18n.ts';
import { AddressList } from '../ui/address/address-list.tsx';
import { IconButton } from '../ui/button.tsx';
import { ExternalLink, linkClass } from '../ui/link.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import type { EditStep } from './edit-account.tsx';
import { useAccountTexts } from './texts.ts';

/** Additional data and headquarters address. */
export function GeneralTab({ account, onEdit }: { account: Account; onEdit: (step: EditStep) => void }) {
  const t = useAccountTexts();
  const { website, technicalSupportEmail, description, defaultLanguageCode } = account;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel
        title={t('panel.additional')}
        actions={<IconButton icon={Pencil} size="sm" label={t('panel.editAdditional')} onClick={() => onEdit('additional')} />}
      >
        <KeyValue
          items={[
            {
              id: 'website',
              label: t('field.website'),
              value: website && <ExternalLink href={website}>{website.replace(/^https?:\/\/|\/$/g, '')}</ExternalLink>,
            },
            { id: 'language', label: t('field.language'), value: defaultLanguageCode && languageName(defaultLanguageCode) },
            {
              id: 'technicalSupportEmail',
              label: t('field.supportEmail'),
              value: technicalSupportEmail && (
                <a href={`mailto:${technicalSupportEmail}`} className={linkClass}>
                  {technicalSupportEmail}
                </a>
              ),
            },
            { id: 'description', label: t('field.description'), value: description },
          ]}
        />
      </Panel>
      <div id="address" className="scroll-mt-24 rounded-lg">
        <Panel
          title={t('panel.address')}
          actions={<IconButton icon={Pencil} size="sm" label={t('panel.editAddress')} onClick={() => onEdit('address')} />}
        >
          {account.address ? <AddressList address={account.address} /> : <p className="text-muted text-sm">{t('noAddress')}</p>}
        </Panel>
      </div>
    </div>
  );
}
