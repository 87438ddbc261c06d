import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { Authenticator } from './authenticate.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Geolocation } from './geolocation.ts';
import type { Jobs } from './jobs.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Refusals } from './refusals.ts';
import type { Vault } from './secrets.ts';
import type { Tailer } from './tailer.ts';
import type { Totals } from './totals.ts';

/** What one server process has one of. Handlers get it with each call; nothing here knows a tenant. */
export interface Services {
  config: Config;
  database: Database;
  vault: Vault;
  authenticator: Authenticator;
  tailer: Tailer;
  totals: Totals;
  jobs: Jobs;
  rateLimit: RateLimit | undefined;
  refusals: Refusals;
  /** Nothing where the operator points to no file. */
  geolocation: Geolocation | undefined;
  /** Everybody who reaches the server may read its mails: demo data, reachable from this machine only, nothing sent for real. */
  demoMailbox: boolean;
  log: Logger;
  setSessionCookie(reply: FastifyReply, secret: string | undefined): void;
}
