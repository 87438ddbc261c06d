import { type Installation, installation } from '@tenantry/contract/installation';
import packageFile from '../../package.json' with { type: 'json' };
import { isOperator } from '../core/context.ts';
import { sql } from '../core/database.ts';
import { mount } from '../core/mount.ts';
import { passwordLengthMin } from '../passwords/index.ts';

export const installationRoutes = mount(installation, {
  async get({ tx, caller, services }) {
    const { config, demoMailbox } = services;
    // The demo people are named only where nobody but their owner can reach them; their password is in the terminal.
    const [row] = demoMailbox
      ? await tx.last(sql<{ people: Installation['demo'] | null }>`select settings -> 'demoPeople' as people from installation where demo`)
      : [];
    return {
      id: 'installation',
      edition: config.edition,
      version: packageFile.version,
      insecureHttp: config.insecureHttp,
      ...(config.showTokensOnce ? { tokensShownOnce: true } : {}),
      ...(config.termsUrl ? { termsUrl: config.termsUrl } : {}),
      ...(config.privacyUrl ? { privacyUrl: config.privacyUrl } : {}),
      mailbox: demoMailbox || (!config.smtp && isOperator(caller)),
      passwordPolicy: { kind: config.passwordPolicy, lengthMin: passwordLengthMin[config.passwordPolicy] },
      ...(row?.people ? { demo: row.people } : {}),
    };
  },
});
