import { currentLanguage } from '../i18n.ts';
import { useRegional } from '../ui/date-time.tsx';
import { useRetentionTexts } from './texts.ts';

/** Times and numbers of records in words, numbers written as the person wants them. */
export function useKept() {
  const t = useRetentionTexts();
  const { numbers, culture } = useRegional();
  const format = new Intl.NumberFormat(numbers || culture || currentLanguage());
  return {
    kept: (days: number | null) => (days === null ? t('forEver') : t('days', { count: days })),
    records: (count: number) => t('records', { count, number: format.format(count) }),
  };
}
