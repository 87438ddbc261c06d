import { auditSettings } from '@tenantry/contract/audit-settings';
import { updateObject } from '../core/events.ts';
import { mount } from '../core/mount.ts';
import { type AuditSettingsRow, auditSettingsObject, described, ownSettings } from './queries.ts';

export const auditSettingsRoutes = mount(auditSettings, {
  get: async ({ tx }) => described(tx, await ownSettings(tx)),

  async update({ tx, recorder, body, checkRevision }) {
    const before = await ownSettings(tx, true);
    checkRevision(before.revision);
    const { retentionDays = before.retention_days } = body;
    const row = await updateObject<AuditSettingsRow>(
      tx,
      recorder,
      auditSettingsObject,
      before.id,
      { retention_days: retentionDays },
      {
        event: 'platform.audit.settings.updated',
        summary: retentionDays === null ? 'Audit records are kept for ever' : `Audit records are kept for ${retentionDays} days`,
        details: '{{actor.name}} changed how long audit records are kept',
      },
    );
    return described(tx, row);
  },

  async validate({ tx, body }) {
    const stored = await ownSettings(tx);
    const { retentionDays = stored.retention_days } = body;
    return described(tx, { ...stored, retention_days: retentionDays });
  },
});
