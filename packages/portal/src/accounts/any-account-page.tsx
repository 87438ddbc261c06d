import { useParams } from '@tanstack/react-router';
import { useAccountActions } from './account-actions.tsx';
import { AccountView } from './account-view.tsx';
import { useAccountTexts } from './texts.ts';

/** One account of the platform, for operators, with what they can do to it. */
export function AnyAccountPage() {
  const t = useAccountTexts();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { actionsOf, dialog } = useAccountActions();
  return (
    <>
      <AccountView key={id} id={id} back={{ to: '/administration/settings/accounts', label: t('list.back') }} actions={actionsOf} />
      {dialog}
    </>
  );
}
