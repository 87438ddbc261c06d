import { partyManagers, partyReaders, platformOperators } from '@tenantry/contract/parties';
import { allows, useSession } from '../session.ts';

export interface Rights {
  /** Sees buyers and what hangs on them. */
  reads: boolean;
  /** Changes those of the account, with Account management. */
  manages: boolean;
  /** Works for the platform owner, across accounts. */
  operates: boolean;
}

/** What this person may do about the commercial parties; the server decides again on every call. */
export function useRights(): Rights {
  const session = useSession();
  return {
    reads: allows(session, partyReaders),
    manages: allows(session, partyManagers),
    operates: session.isOperator && allows(session, platformOperators),
  };
}
