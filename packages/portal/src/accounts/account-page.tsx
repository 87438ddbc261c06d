import { useSession } from '../session.ts';
import { AccountView } from './account-view.tsx';

/** Settings > Account: exactly the account this tab works in. */
export function AccountPage() {
  const { account } = useSession();
  // The guard lets nobody through without an account.
  return account ? <AccountView key={account.id} id={account.id} /> : null;
}
