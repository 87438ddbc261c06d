import type { Currency } from '@tenantry/contract/sellers';
import { Chip } from '../ui/status-chip.tsx';
import { currencyName } from './currency-name.ts';
import { useSellerTexts } from './texts.ts';

/** What a seller sells in. */
export function CurrencyList({ currencies }: { currencies: readonly Currency[] }) {
  const t = useSellerTexts();
  return (
    <ul aria-label={t('currencies.list')} className="max-w-3xl divide-y rounded-lg border bg-surface">
      {currencies.map(({ value, isDefault, billingEnabled }) => (
        <li key={value} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
          <code className="w-12 font-medium">{value}</code>
          <span className="flex min-w-32 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
            {currencyName(value)}
            {isDefault && <Chip label={t('currencies.default')} tone="info" />}
          </span>
          <span className="text-muted text-xs">{billingEnabled ? t('currencies.enabled') : t('currencies.notEnabled')}</span>
        </li>
      ))}
    </ul>
  );
}
