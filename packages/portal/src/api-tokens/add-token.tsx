import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { useState } from 'react';
import { defaultGroupQuery } from '../modules/account-modules.ts';
import { useSession } from '../session.ts';
import { Absent, formatDate, useRegional } from '../ui/date-time.tsx';
import { Form, sortProblem } from '../ui/form/index.ts';
import { KeyValue } from '../ui/panel.tsx';
import { Wizard } from '../ui/wizard/index.ts';
import { expiryDate } from './expiry.ts';
import { NewSecret, StoreSecret } from './new-secret.tsx';
import { addToken, installationQuery, refreshTokens, tokensPage } from './queries.ts';
import { useTokenTexts } from './texts.ts';
import { GeneralFields, ModulesField, type TokenValues, tokenBody, useTokenForm } from './token-form.tsx';

/** Add API token: General, Modules, Overview, Summary with the secret. */
export function AddToken({ onClose }: { onClose: () => void }) {
  const t = useTokenTexts();
  const { account } = useSession();
  const { timeZone } = useRegional();
  const queries = useQueryClient();
  const { data: installation } = useQuery(installationQuery);
  const { edit, checkGeneral } = useTokenForm(undefined, async () => {});
  const [toStore, setToStore] = useState<ApiToken>();
  const accountId = account?.id ?? '';

  async function add() {
    const created = await addToken({ ...tokenBody(edit.form.getValues(), timeZone), ...(account ? { account: { id: account.id } } : {}) });
    void refreshTokens(queries);
    // Where the secret is never shown again, it stands in a dialog that does not close by accident.
    if (installation?.tokensShownOnce) setToStore(created);
    return created;
  }

  if (toStore) return <StoreSecret token={toStore} onClose={onClose} />;
  return (
    <Form edit={edit} bare>
      <Wizard<ApiToken>
        title={t('add')}
        dirty={edit.dirty}
        steps={[
          { id: 'general', label: t('form.general'), content: <GeneralFields />, validate: checkGeneral },
          { id: 'modules', label: t('form.modules'), content: <ModulesField account={accountId} /> },
        ]}
        overview={<Overview values={edit.form.getValues()} account={accountId} />}
        onAdd={add}
        onProblem={({ problem }) => {
          const { fields, rest } = sortProblem(problem, (path) => ['name', 'description', 'expiresAt', 'modules'].includes(path));
          const messages = [...fields.values(), ...rest];
          const step = fields.has('modules') ? 'modules' : fields.size > 0 ? 'general' : undefined;
          return { ...(step ? { step } : {}), messages };
        }}
        summary={(created) => ({
          title: t('wizard.added', { name: created.name }),
          message: <NewSecret token={created} />,
          viewTo: `${tokensPage}/${created.id}`,
        })}
        onClose={onClose}
      />
    </Form>
  );
}

function Overview({ values, account }: { values: TokenValues; account: string }) {
  const t = useTokenTexts();
  const regional = useRegional();
  const { data } = useQuery(defaultGroupQuery(account));
  const expiresAt = expiryDate(values.expiry, Date.now(), regional.timeZone);
  const names = (data?.modules ?? []).filter((module) => values.modules.includes(module.id)).map((module) => module.name ?? module.id);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">{t('wizard.overview')}</p>
      <KeyValue
        items={[
          { label: t('form.name'), value: values.name },
          { label: t('form.description'), value: values.description || <Absent /> },
          {
            label: t('form.expiry'),
            value: expiresAt ? t('form.until', { date: formatDate(expiresAt, 'date', regional) }) : t('form.unlimited'),
          },
          { label: t('form.auditReads'), value: t(values.auditReads ? 'details.readsRecorded' : 'details.readsNotRecorded') },
          { label: t('form.modules'), value: names.length > 0 ? names.join('\n') : t('form.modulesEmpty') },
        ]}
      />
    </div>
  );
}
