import { join } from 'node:path';
import type { Config } from '../core/config.ts';
import type { Services } from '../core/services.ts';
import { fileTarget } from './file.ts';
import { product } from './lines.ts';
import type { StreamRow } from './queries.ts';
import { openSecret } from './stream-secret.ts';
import { syslogTarget } from './syslog.ts';
import type { Target } from './target.ts';
import { webhookTarget } from './webhook.ts';

/** How long one batch may take, all in all. Shorter than a lease, so that nobody else begins meanwhile. */
export const sendMs = 20_000;

/** Where a stream leads, ready to be sent to. */
export function openTarget(
  { config, vault }: Pick<Services, 'config' | 'vault'>,
  { id, kind, target, secret }: Pick<StreamRow, 'id' | 'kind' | 'target' | 'secret'>,
): Target {
  const { ca = null } = target;
  switch (kind) {
    case 'webhook':
      return webhookTarget({ url: target.url!, secret: openSecret(vault, id, secret!), ca }, `tenantry/${product.version}`);
    case 'syslog':
      return syslogTarget({ ...target, host: target.host!, ca }, new URL(config.publicUrl).hostname);
    case 'file':
      return fileTarget({ name: target.name! }, folderOf(config));
  }
}

/** Where the files of streams are. */
export const folderOf = ({ auditStreamDir, dataDir }: Pick<Config, 'auditStreamDir' | 'dataDir'>) => ({
  path: auditStreamDir ?? join(dataDir, 'audit-streams'),
  isOurs: auditStreamDir === undefined,
});
