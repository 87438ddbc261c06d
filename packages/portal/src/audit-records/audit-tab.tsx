import { ScrollText } from 'lucide-react';
import { EmptyState } from '../ui/states.tsx';
import { RecordsTable } from './records-table.tsx';
import { useAuditTexts } from './texts.ts';

/** The Audit trail tab of a details page: the records of these objects, as a membership and its person. */
export function AuditTab({ objectIds }: { objectIds: readonly string[] }) {
  const t = useAuditTexts();
  return (
    <RecordsTable
      id="audit-of-object"
      queryKey={objectIds}
      withObject={false}
      baseFilter={`in(object.id,(${objectIds.map((id) => `'${id}'`).join(',')}))`}
      empty={<EmptyState icon={ScrollText} title={t('noneOfObject')} />}
    />
  );
}
