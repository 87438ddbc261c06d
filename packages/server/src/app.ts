import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { accountRoutes } from './accounts/routes.ts';
import { apiTokenRoutes } from './api-tokens/routes.ts';
import { Authenticator } from './core/authenticate.ts';
import type { Config } from './core/config.ts';
import { Database, type DatabaseOptions } from './core/database.ts';
import type { Jobs } from './core/jobs.ts';
import type { Mounted } from './core/mount.ts';
import { RateLimit } from './core/rate-limit.ts';
import { Vault } from './core/secrets.ts';
import { createHttp, sessionCookie } from './core/server.ts';
import type { Services } from './core/services.ts';
import { Tailer } from './core/tailer.ts';
import { Totals } from './core/totals.ts';
import { meRoutes } from './me/routes.ts';
import { seedModules } from './modules/index.ts';
import { moduleRoutes } from './modules/routes.ts';
import { userGroupRoutes } from './user-groups/routes.ts';

/** The list of mounted resources: one line each. */
export const mounted: readonly Mounted[] = [meRoutes, moduleRoutes, accountRoutes, userGroupRoutes, apiTokenRoutes] as Mounted[];

export interface App {
  http: FastifyInstance;
  services: Services;
  close(): Promise<void>;
}

/** One server process on a migrated database. `listen` is the caller's. */
export async function createApp(config: Config, connection: DatabaseOptions, jobs?: Jobs): Promise<App> {
  const log = pino({ level: config.logLevel, base: null, redact: ['req.headers', 'headers', '*.password', '*.token', '*.code'] });
  const database = new Database(connection);
  const tailer = new Tailer(database);
  const authenticator = new Authenticator(database, tailer, config);
  database.onCommit = (touched) => authenticator.forget(touched);
  const services: Services = {
    config,
    database,
    vault: new Vault(config.masterKey),
    authenticator,
    tailer,
    totals: new Totals(tailer),
    jobs: jobs ?? { enqueue: async () => undefined },
    rateLimit: config.rateLimit ? new RateLimit(config.rateLimit) : undefined,
    log,
    setSessionCookie: sessionCookie(config),
  };
  await database.write({ role: 'worker', account: '', user: '', actor: '' }, async (tx) => void (await tx.query(seedModules())));
  await tailer.start();
  const flushing = setInterval(
    () => void authenticator.flush().catch((error) => log.warn({ err: error }, 'last use was not written')),
    60_000,
  ).unref();
  const http = await createHttp(services, mounted);
  return {
    http,
    services,
    async close() {
      clearInterval(flushing);
      await http.close();
      await authenticator.flush().catch(() => undefined);
      await tailer.stop();
      await database.close();
    },
  };
}
