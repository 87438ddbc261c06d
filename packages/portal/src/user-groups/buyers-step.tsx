import { useFormContext, useWatch } from 'react-hook-form';
import { BuyerPicker } from '../buyers/buyer-picker.tsx';
import { useRights } from '../parties/use-rights.ts';
import { RadioGroup } from '../ui/choice.tsx';
import { FormField } from '../ui/form/index.ts';
import { Notice } from '../ui/notice.tsx';
import { EmptyState } from '../ui/states.tsx';
import type { ChosenBuyer, GroupValues } from './group-values.ts';
import { useGroupTexts } from './texts.ts';

export interface BuyersStepProps {
  account: string;
  isDefault?: boolean;
}

/** All buyers, or those that are chosen. Somebody who sees no buyers is told why she cannot choose. */
export function BuyersStep({ account, isDefault = false }: BuyersStepProps) {
  const t = useGroupTexts();
  const { reads } = useRights();
  const scope = useWatch({ name: 'scope' }) as GroupValues['scope'];
  if (isDefault) return <Notice>{t('buyersStep.default')}</Notice>;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">{t('buyersStep.intro')}</p>
      <FormField name="scope" label={t('field.buyers')} hideLabel group>
        {({ value, ref, onValueChange }) => (
          <RadioGroup
            ref={ref}
            label={t('field.buyers')}
            value={value as GroupValues['scope']}
            onValueChange={onValueChange}
            disabled={!reads}
            options={[
              { value: 'all', label: t('buyersStep.all'), description: t('buyersStep.allDetail') },
              { value: 'selected', label: t('buyersStep.select'), description: t('buyersStep.selectDetail') },
            ]}
          />
        )}
      </FormField>
      {!reads && <Notice title={t('buyersStep.closed')}>{t('buyersStep.closedDetail')}</Notice>}
      {reads && scope === 'selected' && <ChosenBuyers account={account} />}
    </div>
  );
}

function ChosenBuyers({ account }: { account: string }) {
  const t = useGroupTexts();
  const { clearErrors } = useFormContext();
  return (
    <FormField name="buyers" label={t('buyersStep.select')} hideLabel group>
      {({ value, onValueChange }) => (
        <BuyerPicker
          mode="many"
          account={account}
          chosen={(value as ChosenBuyer[]).map(({ id }) => id)}
          onChoose={({ id, name }, on) => {
            const others = (value as ChosenBuyer[]).filter((one) => one.id !== id);
            onValueChange(on ? [...others, { id, name }] : others);
            if (on) clearErrors('buyers');
          }}
          empty={<EmptyState title={t('buyersStep.none')}>{t('buyersStep.noneDetail')}</EmptyState>}
        />
      )}
    </FormField>
  );
}
