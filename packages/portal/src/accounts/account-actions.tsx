import { useQueryClient } from '@tanstack/react-query';
import { type Account, AccountActivation } from '@tenantry/contract/accounts';
import { Ban, CircleCheck, CirclePause, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../api.ts';
import { sessionQuery } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Form, TextField, useEditForm } from '../ui/form/index.ts';
import type { MenuAction } from '../ui/menu.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showToast } from '../ui/toast.tsx';
import { accountPath } from './queries.ts';
import { useAccountTexts } from './texts.ts';

type Action = 'activate' | 'deactivate' | 'enable' | 'disable';

/** What operators can do to an account in its present state (spec 3.2), and the dialog of the one that was chosen. */
export function useAccountActions(): { actionsOf: (account: Account) => MenuAction[]; dialog: ReactNode } {
  const t = useAccountTexts();
  const [asked, setAsked] = useState<{ action: Action; account: Account }>();
  const close = () => setAsked(undefined);

  function actionsOf(account: Account): MenuAction[] {
    const { type, status } = account;
    const choose = (action: Action) => () => setAsked({ action, account });
    return [
      {
        id: 'activate',
        label: t('action.activate'),
        icon: CircleCheck,
        hidden: type !== 'Client' || status !== 'Enabled',
        run: choose('activate'),
      },
      {
        id: 'deactivate',
        label: t('action.deactivate'),
        icon: CirclePause,
        hidden: type !== 'Client' || status !== 'Active',
        run: choose('deactivate'),
      },
      { id: 'enable', label: t('action.enable'), icon: Play, hidden: status !== 'Disabled', run: choose('enable') },
      {
        id: 'disable',
        label: t('action.disable'),
        icon: Ban,
        danger: true,
        hidden: type === 'Operations' || status === 'Disabled',
        run: choose('disable'),
      },
    ];
  }

  let dialog: ReactNode = null;
  if (asked?.action === 'activate') dialog = <Activate account={asked.account} onClose={close} />;
  else if (asked) dialog = <Confirm account={asked.account} action={asked.action} onClose={close} />;
  return { actionsOf, dialog };
}

function useAct() {
  const t = useAccountTexts();
  const queries = useQueryClient();
  return async (account: Account, action: Action, body?: unknown) => {
    const after = await api.post<Account>(`${accountPath(account.id)}/${action}`, body);
    showToast({ title: t(`action.${action}d`, { name: after.name }) });
    for (const queryKey of [['table'], ['account', account.id], sessionQuery.queryKey]) void queries.invalidateQueries({ queryKey });
  };
}

interface ConfirmProps {
  account: Account;
  action: Exclude<Action, 'activate'>;
  onClose: () => void;
}

function Confirm({ account, action, onClose }: ConfirmProps) {
  const t = useAccountTexts();
  const act = useAct();
  const details =
    action === 'disable'
      ? [t('action.disableMembers'), t('action.disableTokens'), t('action.disableKeeps')]
      : [t(`action.${action}Detail`)];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`action.${action}Question`, { name: account.name })}
      confirmLabel={t(`action.${action}`)}
      danger={action === 'disable'}
      onConfirm={() => act(account, action)}
    >
      <ul className="list-disc space-y-1 ps-5">
        {details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

function Activate({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useAccountTexts();
  const say = useUiTexts();
  const act = useAct();
  const edit = useEditForm({
    values: { externalId: account.externalId ?? '', name: account.name },
    schema: AccountActivation,
    save: (values) => act(account, 'activate', values),
  });
  async function activate() {
    if (await edit.submit()) onClose();
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t('action.activateTitle', { name: account.name })}
      description={t('action.activateDetail')}
      actions={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button variant="primary" busy={edit.busy} onClick={() => void activate()}>
            {t('action.activate')}
          </Button>
        </>
      }
    >
      <Form edit={edit} bare onSaved={onClose}>
        <div className="flex flex-col gap-4">
          <TextField name="externalId" label={t(`field.externalId.${account.type}`)} required autoComplete="off" />
          <TextField name="name" label={t('field.name')} required autoComplete="off" />
        </div>
      </Form>
    </Dialog>
  );
}
