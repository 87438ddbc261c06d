import { auditLog } from '@tenantry/contract/audit-log';
import { requireConfirmed } from '../core/confirm.ts';
import { mount } from '../core/mount.ts';
import { addKey, retireKey } from './keys.ts';
import { monthEvidence } from './month-evidence.ts';
import { stateOf } from './state.ts';
import { requestVerification } from './verifications.ts';

export const auditLogRoutes = mount(auditLog, {
  get: ({ tx, services }) => stateOf(tx, services),

  exportEvidence: (call) => monthEvidence(call, call.params.month),

  async verify({ tx, services, recorder }) {
    await requestVerification(tx, services, recorder);
    return stateOf(tx, services);
  },

  async addKey({ tx, services, caller, recorder }) {
    requireConfirmed(caller);
    await addKey({ tx, recorder }, services.vault);
    return stateOf(tx, services);
  },

  async retireKey({ tx, services, caller, recorder, params }) {
    requireConfirmed(caller);
    await retireKey({ tx, recorder }, params.id);
    return stateOf(tx, services);
  },
});
