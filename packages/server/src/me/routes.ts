import { me } from '@tenantry/contract/me';
import { moduleCodes, moduleFacts } from '@tenantry/contract/modules';
import { confirmedUntil } from '../core/confirm.ts';
import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { mount } from '../core/mount.ts';

export const meRoutes = mount(me, {
  async get({ tx, caller }) {
    const manages = caller.modules.has('access-management') || caller.modules.has('account-management');
    // Only somebody who lacks access needs to know whom to ask; for the hot path of tokens nothing is queried.
    const administrators =
      caller.kind === 'person' && caller.account && !manages
        ? await tx.last(sql<{ id: string; name: string }>`select id, name from administrators_of(${caller.account.id})`)
        : undefined;
    const { account } = caller;
    return {
      id: caller.id,
      actor: {
        id: caller.id,
        type: caller.kind === 'person' ? ('User' as const) : ('ApiToken' as const),
        name: caller.name,
        icon: `/v1/accounts/${caller.kind === 'person' ? 'users' : 'api-tokens'}/${caller.id}/icon`,
        ...(caller.email ? { email: caller.email } : {}),
      },
      ...(account
        ? {
            account: {
              id: account.id,
              name: account.name,
              type: account.type,
              status: account.status,
              icon: `/v1/accounts/accounts/${account.id}/icon`,
            },
          }
        : {}),
      modules: moduleCodes
        .filter((code) => caller.modules.has(code))
        .map((code) => ({ id: moduleFacts[code].id, code, name: moduleFacts[code].name, access: 'edit' as const })),
      isAdministrator: caller.isAdministrator,
      isOperator: isOperator(caller),
      expiresAt: caller.expiresAt?.toISOString() ?? null,
      ...(caller.lastAccessAt ? { lastAccessAt: caller.lastAccessAt.toISOString() } : {}),
      ...(caller.session ? { confirmedUntil: confirmedUntil(caller.session.confirmedAt).toISOString() } : {}),
      ...(caller.settings ? { settings: caller.settings } : {}),
      ...(administrators ? { administrators } : {}),
    };
  },
});
