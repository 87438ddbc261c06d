import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '@tenantry/contract/api-tokens';
import { useEffect } from 'react';
import { useRegional } from '../ui/date-time.tsx';
import { Form } from '../ui/form/index.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import { EditWizard } from '../ui/wizard/index.ts';
import { refreshTokens, tokenQuery, updateToken } from './queries.ts';
import { useTokenTexts } from './texts.ts';
import { GeneralFields, ModulesField, tokenBody, useTokenForm } from './token-form.tsx';

/** Edit API token, opened by its id; nothing is shown until its values are known. */
export function EditToken({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTokenTexts();
  const { data, error } = useQuery(tokenQuery(id));
  useEffect(() => {
    if (error) {
      showProblem(error, t('failed'));
      onClose();
    }
  }, [error, onClose, t]);
  return data ? <TokenEditor token={data} onClose={onClose} /> : null;
}

function TokenEditor({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const t = useTokenTexts();
  const { timeZone } = useRegional();
  const queries = useQueryClient();
  const { edit, checkGeneral } = useTokenForm(token, async (values) => {
    const saved = await updateToken(token.id, tokenBody(values, timeZone), token.revision);
    await refreshTokens(queries, token.id);
    showToast({ title: t('saved', { name: saved.name }) });
  });
  const { errors } = edit.form.formState;
  const bad = [...(errors.name || errors.description || errors.expiry ? ['general'] : []), ...(errors.modules ? ['modules'] : [])];
  return (
    <Form edit={edit} bare>
      <EditWizard
        title={t('wizard.edit')}
        steps={[
          { id: 'general', label: t('form.general'), content: <GeneralFields current={token.expiresAt} />, validate: checkGeneral },
          { id: 'modules', label: t('form.modules'), content: <ModulesField account={token.account?.id ?? ''} /> },
        ]}
        onSave={edit.submit}
        problems={edit.problems}
        badSteps={bad}
        onClose={onClose}
        dirty={edit.dirty}
      />
    </Form>
  );
}
