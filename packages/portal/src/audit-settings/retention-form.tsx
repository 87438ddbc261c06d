import { useQueryClient } from '@tanstack/react-query';
import { type AuditSettings, retentionDaysMax, retentionDaysMin } from '@tenantry/contract/audit-settings';
import { oneOf } from '@tenantry/contract/fields';
import { useState } from 'react';
import { Type } from 'typebox';
import { useSession } from '../session.ts';
import { RadioGroup } from '../ui/choice.tsx';
import { ConfirmDialog, type ConfirmDialogProps } from '../ui/confirm-dialog.tsx';
import { type EditForm, Form, FormField, TextField, useEditForm } from '../ui/form/index.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { rebase } from '../ui/version/rebase.ts';
import { useVersion } from '../ui/version/use-version.tsx';
import { auditSettingsQuery, settingsPath, tryRetention } from './queries.ts';
import { useRetentionTexts } from './texts.ts';
import { useKept } from './use-kept.ts';

const kinds = ['forEver', 'forDays'] as const;
type Values = { kind: (typeof kinds)[number]; days: string };

const schema = Type.Object({ kind: oneOf(kinds), days: Type.Optional(Type.String()) });
const valuesOf = ({ retentionDays }: AuditSettings): Values => ({
  kind: retentionDays === null ? 'forEver' : 'forDays',
  days: String(retentionDays ?? 365),
});
const daysOf = ({ kind, days }: Values): number | null => (kind === 'forEver' ? null : Number(days));
const limits = { min: retentionDaysMin, max: retentionDaysMax };

const isGood = (values: Values): boolean => {
  const days = daysOf(values);
  return days === null || (/^\d+$/.test(values.days.trim()) && days >= limits.min && days <= limits.max);
};

interface Asked {
  days: number;
  /** How many records would go. */
  expiring: number;
}

/** The choice. What would erase something is asked for by the account's name first. */
export function RetentionForm({ settings }: { settings: AuditSettings }) {
  const t = useRetentionTexts();
  const { kept } = useKept();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const version = useVersion<AuditSettings>({
    first: settings,
    load: () => queries.fetchQuery({ ...auditSettingsQuery, staleTime: 0 }),
    onNewest(newest, before) {
      const mine = edit.form.getValues();
      edit.form.reset(valuesOf(newest));
      const merged = rebase(valuesOf(before), mine, valuesOf(newest));
      for (const name of ['kind', 'days'] as const) edit.form.setValue(name, merged[name], { shouldDirty: true });
    },
  });
  const edit: EditForm<Values> = useEditForm<Values>({
    values: valuesOf(settings),
    schema,
    check: (values) => (isGood(values) ? {} : { days: t('range', limits) }),
    async save(values) {
      const saved = await version.put(settingsPath, { retentionDays: daysOf(values) });
      queries.setQueryData(auditSettingsQuery.queryKey, saved);
      showToast({ title: t('saved', { kept: kept(saved.retentionDays) }) });
    },
  });

  async function ask(): Promise<boolean> {
    const days = daysOf(edit.form.getValues());
    if (days === null) return true;
    try {
      const { expiring } = await tryRetention(days);
      if (expiring) setAsked({ days, expiring });
      return !expiring;
    } catch (error) {
      showProblem(error, t('title'));
      return false;
    }
  }

  return (
    <>
      <Form edit={edit} before={ask}>
        {version.notice}
        <Fields edit={edit} />
      </Form>
      {asked && <AskFirst {...asked} onClose={() => setAsked(undefined)} onConfirm={edit.submit} />}
    </>
  );
}

function AskFirst({ days, expiring, ...dialog }: Asked & Pick<ConfirmDialogProps, 'onClose' | 'onConfirm'>) {
  const t = useRetentionTexts();
  const { kept, records } = useKept();
  const account = useSession().account?.name ?? undefined;
  return (
    <ConfirmDialog
      open
      title={t('ask', { records: records(expiring) })}
      confirmLabel={t('askVerb', { days: kept(days) })}
      danger
      typeToConfirm={account}
      {...dialog}
    >
      <p>{t('askDetail', { days: kept(days) })}</p>
      <p>{t('points.final')}</p>
    </ConfirmDialog>
  );
}

function Fields({ edit }: { edit: EditForm<Values> }) {
  const t = useRetentionTexts();
  return (
    <>
      <FormField name="kind" label={t('choice')} group>
        {({ value, onValueChange, ref }) => (
          <RadioGroup
            label={t('choice')}
            ref={ref as never}
            value={value as Values['kind']}
            onValueChange={onValueChange}
            options={kinds.map((kind) => ({ value: kind, label: t(kind), description: t(`${kind}Detail`) }))}
          />
        )}
      </FormField>
      {edit.form.watch('kind') === 'forDays' && (
        <TextField name="days" label={t('field')} help={t('fieldHelp', limits)} inputMode="numeric" required />
      )}
    </>
  );
}
