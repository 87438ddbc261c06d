import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, setTabAccount } from '../api.ts';
import { useSession } from '../session.ts';
import { showProblem } from '../ui/toast.tsx';
import { recentAccounts } from './preferences.ts';
import { useShellTexts } from './texts.ts';

/** Makes another account the one of this browser tab, and starts there. Tells of a refusal itself and answers `false` then. */
export function useSwitchAccount(): (id: string) => Promise<boolean> {
  const t = useShellTexts();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (id) => {
    try {
      // Also the stored choice, so that the next tab and the next sign-in start here.
      await api.put(`/public/v1/accounts/users/${session.actor.id}`, { currentAccount: { id } });
    } catch (problem) {
      showProblem(problem, t('accounts.failed'));
      return false;
    }
    setTabAccount(id);
    recentAccounts.set([id, ...recentAccounts.get().filter((other) => other !== id)].slice(0, 8));
    await navigate({ to: '/' as never });
    // Everything on the screen belonged to the other account.
    await queries.resetQueries();
    return true;
  };
}
