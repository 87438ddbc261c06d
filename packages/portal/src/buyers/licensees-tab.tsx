import type { Buyer } from '@tenantry/contract/buyers';
import { Plus, UserSquare } from 'lucide-react';
import { LicenseesTable } from '../licensees/licensees-table.tsx';
import { licenseesPage } from '../parties/paths.ts';
import { useRights } from '../parties/use-rights.ts';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useBuyerTexts } from './texts.ts';

/** Who receives licences over this buyer. */
export function LicenseesTab({ buyer }: { buyer: Buyer }) {
  const t = useBuyerTexts();
  const { manages } = useRights();
  const add = manages && (
    <Link plain to={licenseesPage} search={{ open: 'add', object: buyer.id }} className={buttonClass('secondary')}>
      <Plus aria-hidden className="size-4" />
      {t('addLicensee')}
    </Link>
  );
  return (
    <LicenseesTable
      id="buyer-licensees"
      baseFilter={`eq(buyer.id,"${buyer.id}")`}
      without={['buyer', 'account']}
      actions={add}
      empty={
        <EmptyState icon={UserSquare} title={t('noLicensees')} action={add}>
          {t('noLicenseesDetail')}
        </EmptyState>
      }
    />
  );
}
