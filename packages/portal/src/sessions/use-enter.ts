import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { setTabAccount } from '../api.ts';
import { sessionQuery } from '../session.ts';
import { adoptLanguage } from './adopt-language.ts';
import { returnPath } from './return-path.ts';

/** Goes on as whoever has just signed in: nothing of the last person stays, and her language applies. */
export function useEnter(): (wanted?: unknown) => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async (wanted) => {
    const path = returnPath(wanted);
    // Who comes back to a page after her session ended wants the account of this tab, too; anybody else starts in her own.
    if (wanted === undefined) setTabAccount(undefined);
    queries.clear();
    const session = await queries.fetchQuery(sessionQuery).catch(() => undefined);
    const language = session?.settings?.languageCode;
    if (language) await adoptLanguage(language);
    router.history.replace(path);
  };
}
