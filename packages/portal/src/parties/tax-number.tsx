import { useQuery } from '@tanstack/react-query';
import { countryName } from '../ui/address/countries.ts';
import { useAddressTexts } from '../ui/address/texts.ts';
import { Remark } from '../ui/remark.tsx';

/** A tax number, with a remark under it when it does not have the form of one of its country. */
export function TaxNumber({ value, country }: { value: string; country: string }) {
  const t = useAddressTexts();
  const { data: check } = useQuery({
    queryKey: ['tax-id', country, value],
    // The validators of all countries are loaded when somebody looks at a number.
    queryFn: async () => (await import('@tenantry/addresses/tax-ids')).checkTaxId(country, value),
    enabled: country !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <code>{value}</code>
      {check?.format === 'invalid' && (
        <span className="mt-0.5 block font-normal text-xs">
          <Remark tone="doubt">{t(`taxId.${check.reason}`, { country: countryName(country) })}</Remark>
        </span>
      )}
    </>
  );
}
