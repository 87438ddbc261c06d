import { Plus, UserSquare } from 'lucide-react';
import { useOpen } from '../parties/use-open.ts';
import { useRights } from '../parties/use-rights.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AddLicensee } from './add-licensee.tsx';
import { EditLicensee } from './edit-licensee.tsx';
import { LicenseesTable } from './licensees-table.tsx';
import { useLicenseeTexts } from './texts.ts';

/** Settings > Licensees. `?open=add&object=BUY-…` opens the wizard with a buyer, `?open=edit&object=LCE-…` that of a licensee. */
export function LicenseesPage() {
  const t = useLicenseeTexts();
  const { manages } = useRights();
  const { open, object, show, close } = useOpen();
  const add = manages && (
    <Button variant="primary" icon={Plus} onClick={() => show('add')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <LicenseesTable
        id="licensees"
        actions={add}
        onEdit={(licensee) => show('edit', { object: licensee.id })}
        empty={
          <EmptyState icon={UserSquare} title={t('empty')} action={add}>
            {t('emptyDetail')}
          </EmptyState>
        }
      />
      {open === 'add' && manages && <AddLicensee buyer={object} onClose={close} />}
      {open === 'edit' && object && <EditLicensee key={object} id={object} onClose={close} />}
    </>
  );
}
