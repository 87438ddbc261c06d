import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { accountUserRoutes } from './account-users/routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { apiTokenRoutes } from './api-tokens/routes.ts';
import { addTileLogRoutes, Integrator, verificationHandler } from './audit-log/index.ts';
import { auditLogRoutes } from './audit-log/routes.ts';
import { auditRecordRoutes } from './audit-records/routes.ts';
import { auditSettingsRoutes } from './audit-settings/routes.ts';
import { Shipper } from './audit-streams/index.ts';
import { auditStreamRoutes } from './audit-streams/routes.ts';
import { buyerRoutes } from './buyers/routes.ts';
import { cloudTenantRoutes } from './cloud-tenants/routes.ts';
import { Authenticator } from './core/authenticate.ts';
import type { Config } from './core/config.ts';
import { Database, type DatabaseOptions } from './core/database.ts';
import { Geolocation } from './core/geolocation.ts';
import { PgBossJobs } from './core/jobs.ts';
import type { Mounted } from './core/mount.ts';
import { RateLimit } from './core/rate-limit.ts';
import { Refusals } from './core/refusals.ts';
import { Vault } from './core/secrets.ts';
import { createHttp, sessionCookie } from './core/server.ts';
import type { Services } from './core/services.ts';
import { Tailer } from './core/tailer.ts';
import { Totals } from './core/totals.ts';
import { erpLinkRoutes } from './erp-links/routes.ts';
import { erpRunHandler, erpTick } from './erp-runs/index.ts';
import { erpRunRoutes } from './erp-runs/routes.ts';
import { eventTypeRoutes } from './event-types/routes.ts';
import { housekeeping } from './housekeeping/index.ts';
import { installationRoutes } from './installation/routes.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { licenseeRoutes } from './licensees/routes.ts';
import { isDemoMailbox } from './mails/mailbox.ts';
import { mailRoutes } from './mails/routes.ts';
import { mailJob } from './mails/send.ts';
import { meRoutes } from './me/routes.ts';
import { seedModules } from './modules/index.ts';
import { moduleRoutes } from './modules/routes.ts';
import { addOpenApiRoutes } from './openapi/routes.ts';
import { passwordResetRoutes } from './password-resets/routes.ts';
import { sellerRoutes } from './sellers/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { userGroupRoutes } from './user-groups/routes.ts';
import { importHandlers } from './user-imports/index.ts';
import { userImportRoutes } from './user-imports/routes.ts';
import { userRoutes } from './users/routes.ts';

/** The list of mounted resources: one line each. */
export const mounted: readonly Mounted[] = [
  meRoutes,
  moduleRoutes,
  accountRoutes,
  userRoutes,
  accountUserRoutes,
  userGroupRoutes,
  apiTokenRoutes,
  auditRecordRoutes,
  auditSettingsRoutes,
  auditLogRoutes,
  auditStreamRoutes,
  eventTypeRoutes,
  userImportRoutes,
  sellerRoutes,
  buyerRoutes,
  erpLinkRoutes,
  erpRunRoutes,
  licenseeRoutes,
  cloudTenantRoutes,
  mailRoutes,
  installationRoutes,
  sessionRoutes,
  passwordResetRoutes,
  invitationRoutes,
] as Mounted[];

export interface App {
  http: FastifyInstance;
  services: Services;
  jobs: PgBossJobs;
  close(): Promise<void>;
}

const flushEveryMinute = (authenticator: Authenticator, log: Logger) =>
  setInterval(() => void authenticator.flush().catch((error) => log.warn({ err: error }, 'last use was not written')), 60_000).unref();

/** One server process on a migrated database. `listen` is the caller's; background jobs begin once it listens, unless `jobs` is false. */
export async function createApp(config: Config, connection: DatabaseOptions, options: { jobs?: boolean } = {}): Promise<App> {
  const log = pino({ level: config.logLevel, base: null, redact: ['req.headers', 'headers', '*.password', '*.token', '*.code'] });
  const geolocation = config.geoipFile ? await Geolocation.open(config.geoipFile, log) : undefined;
  const database = new Database(connection);
  const tailer = new Tailer(database);
  const authenticator = new Authenticator(database, tailer, config);
  const clock = config.erp ? [...housekeeping, erpTick] : housekeeping;
  const jobs = new PgBossJobs(database, log, [mailJob, ...importHandlers, erpRunHandler, verificationHandler], clock);
  database.onCommit = (touched) => {
    authenticator.forget(touched);
    jobs.committed(touched);
  };
  const services: Services = {
    config,
    database,
    vault: new Vault(config.masterKey),
    authenticator,
    tailer,
    totals: new Totals(tailer, database),
    jobs,
    rateLimit: config.rateLimit ? new RateLimit(config.rateLimit) : undefined,
    refusals: new Refusals(database, log),
    geolocation,
    demoMailbox: false,
    log,
    setSessionCookie: sessionCookie(config),
  };
  await database.write({ role: 'worker', account: '', user: '', actor: '' }, async (tx) => void (await tx.query(seedModules())));
  await jobs.prepare();
  await tailer.start();
  services.refusals.start();
  const flushing = flushEveryMinute(authenticator, log);
  const http = await createHttp(services, mounted);
  addOpenApiRoutes(http, services);
  addTileLogRoutes(http, services);
  const integrator = new Integrator(services);
  const shipper = new Shipper(services);
  // Demo data may be loaded between making the server and listening.
  http.addHook('onReady', async () => {
    services.demoMailbox = await isDemoMailbox(config, database);
  });
  // Not before: the queue's library must not make the start slower.
  const start = () => [integrator.start(), shipper.start(), jobs.start(services)];
  if (options.jobs !== false) http.addHook('onListen', async () => void start());
  return {
    http,
    services,
    jobs,
    close: () => closeApp({ http, services, database, jobs, integrator, shipper, flushing }),
  };
}

interface Parts extends Pick<App, 'http' | 'services' | 'jobs'> {
  database: Database;
  integrator: Integrator;
  shipper: Shipper;
  flushing: NodeJS.Timeout;
}

/** From the outside in: nobody asks any more, then nobody works any more, then the database goes. */
async function closeApp({ http, services, database, jobs, integrator, shipper, flushing }: Parts): Promise<void> {
  clearInterval(flushing);
  await database.endLongReads();
  await http.close();
  await services.refusals.stop();
  await jobs.stop(services);
  await integrator.stop();
  await shipper.stop();
  await services.authenticator.flush().catch(() => undefined);
  await services.tailer.stop();
  await services.totals.settled();
  await database.close();
}
