import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../accounts/queries.ts';
import { useRights } from '../parties/use-rights.ts';
import { useSession } from '../session.ts';
import { Checkbox } from '../ui/choice.tsx';
import { FormField } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { useLicenseeTexts } from './texts.ts';

/** What kinds of licensees the account of this tab may have; operators work for every account. */
function useEligibility() {
  const { account } = useSession();
  const { operates } = useRights();
  const { data } = useQuery({ ...accountQuery(account?.id ?? ''), enabled: !operates && account !== undefined });
  return operates ? { client: true, partner: true } : data?.eligibility;
}

export function useResaleOnly(): boolean {
  const eligibility = useEligibility();
  return eligibility?.partner === true && eligibility.client === false;
}

/** "Resale licensee", for accounts of the partner program only. */
export function ResaleField() {
  const t = useLicenseeTexts();
  const { operates } = useRights();
  const eligibility = useEligibility();
  const only = useResaleOnly();
  if (eligibility?.partner !== true) return null;
  if (only) return <Notice>{t('field.resaleOnly')}</Notice>;
  return (
    <FormField name="isResale" label={t('resale')} hideLabel group>
      {({ value, onValueChange }) => (
        <Checkbox
          checked={value as boolean}
          onCheckedChange={onValueChange}
          label={t('resale')}
          description={operates ? t('field.resaleOperator') : t('field.resaleHelp')}
        />
      )}
    </FormField>
  );
}
