import type { ErpConfig } from '../core/config.ts';
import { feedSource } from './feed-source.ts';
import { fileSource } from './file-source.ts';
import type { ErpSource } from './source.ts';

/** The configured source, or nothing. */
export const sourceOf = (config: ErpConfig | undefined): ErpSource | undefined =>
  config && (config.kind === 'file' ? fileSource(config.path) : feedSource(config));
