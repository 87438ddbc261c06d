import { randomBytes } from 'node:crypto';
import type { Vault } from '../core/secrets.ts';

const about = (id: string) => `audit stream ${id}`;

/** A secret as Standard Webhooks writes it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const sealSecret = (vault: Vault, id: string, secret: string): Buffer => vault.sealForInstallation(about(id), secret);

export const openSecret = (vault: Vault, id: string, sealed: Buffer): string => vault.unsealForInstallation(about(id), sealed);
