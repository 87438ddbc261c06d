import type { AccountType } from '@tenantry/contract';
import type { ModuleCode } from '@tenantry/contract/modules';
import type { Place } from './geolocation.ts';

/** Who a transaction runs as; each kind is a database role with its own policies (docs: patterns in ARCHITECTURE.md). */
export type RoleKind = 'tenant' | 'operations' | 'person' | 'auth' | 'worker';

export interface Caller {
  kind: 'nobody' | 'person' | 'token';
  /** USR-… or TKN-…; empty for nobody. */
  id: string;
  name: string;
  email?: string;
  account?: { id: string; name: string; type: AccountType; status: string };
  modules: ReadonlySet<ModuleCode>;
  isAdministrator: boolean;
  /** A token whose every read is recorded. */
  auditReads?: boolean;
  /** Which buyers of the account she sees: '*' all, otherwise ids between commas (spec 7.4). */
  buyers: string;
  session?: { id: string; confirmedAt: Date };
  settings?: Record<string, unknown>;
  expiresAt?: Date;
  lastAccessAt?: Date;
}

export const nobody: Caller = { kind: 'nobody', id: '', name: 'Unknown', modules: new Set(), isAdministrator: false, buyers: '' };

/** Acts across accounts: the Operations account with the module for it. Other people of that account see only their own. */
export const isOperator = (caller: Caller): boolean =>
  caller.account?.type === 'Operations' && caller.modules.has('platform-account-management');

/** What a transaction tells the database about its caller. */
export interface Context {
  role: RoleKind;
  /** ACC-… */
  account: string;
  /** USR-…, also for background work done for a person. */
  user: string;
  /** USR-… or TKN-…: who events name. */
  actor: string;
  /** Which buyers of the account are seen: '*' all, otherwise ids between commas; none without it. */
  buyers?: string;
}

export const contextOf = (caller: Caller, role: RoleKind): Context => ({
  role,
  account: caller.account?.id ?? '',
  user: caller.kind === 'person' ? caller.id : '',
  actor: caller.id,
  buyers: caller.buyers,
});

/** Where a request came from; goes into every event it records. */
export interface Origin {
  ip?: string;
  /** Looked up when an event asks: most requests record none. */
  geolocation?: Place | undefined;
  userAgent?: string;
  correlationId: string;
  workerName?: string;
}
