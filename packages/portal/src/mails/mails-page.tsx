import { PageHeader } from '../ui/page-header.tsx';
import { Mailbox } from './mailbox.tsx';
import { useMailTexts } from './texts.ts';

/** Settings > Mails: the outbox, for operators. */
export function MailsPage() {
  const t = useMailTexts();
  return (
    <>
      <PageHeader title={t('pageTitle')} description={t('pageDetail')} />
      <Mailbox />
    </>
  );
}
