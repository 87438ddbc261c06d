import { useQuery } from '@tanstack/react-query';
import type { Buyer } from '@tenantry/contract/buyers';
import { api } from '../api.ts';
import { buyersPath } from '../parties/paths.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { useBuyerTexts } from './texts.ts';

/** What does not fit about a buyer as it is stored; changes nothing. */
export function ValidateBuyer({ buyer, onClose }: { buyer: Buyer; onClose: () => void }) {
  const t = useBuyerTexts();
  const say = useUiTexts();
  const { data, error, refetch } = useQuery({
    queryKey: ['validated', buyer.id, buyer.revision],
    queryFn: () => api.post<Buyer>(`${buyersPath}/${buyer.id}/validate`, {}),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t('validate.title', { name: buyer.name })}
      actions={<Button onClick={onClose}>{say('close')}</Button>}
    >
      {error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton lines={3} />}
      {data && <Findings errors={data.errors ?? []} />}
    </Dialog>
  );
}

function Findings({ errors }: { errors: NonNullable<Buyer['errors']> }) {
  const t = useBuyerTexts();
  if (errors.length === 0)
    return (
      <Notice tone="success" title={t('validate.fits')}>
        {t('validate.fitsDetail')}
      </Notice>
    );
  return (
    <Notice tone="danger" title={t('validate.problems')}>
      <ErrorList errors={errors} />
    </Notice>
  );
}

/** The messages of the reconciliation, for operators. */
export function ErrorList({ errors }: { errors: NonNullable<Buyer['errors']> }) {
  return (
    <ul className="list-disc ps-4">
      {errors.map((error) => (
        <li key={`${error.id} ${error.message}`}>{error.message}</li>
      ))}
    </ul>
  );
}
