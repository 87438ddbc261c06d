import { setFlagsFromString } from 'node:v8';
import { type App, createApp } from './app.ts';
import { type Config, ConfigError, describeConfig, isLoopback, readConfig } from './core/config.ts';
import type { DatabaseOptions } from './core/database.ts';
import { findEmbedded } from './core/embedded/launch.ts';
import { openEmbedded } from './core/embedded-database.ts';
import { migrate } from './core/migrations.ts';
import { demoPassword, loadDemo } from './demo/index.ts';
import { recordConfiguration } from './installation/configuration.ts';

export interface Opened {
  config: Config;
  connection: DatabaseOptions;
  /** Stops the embedded database, when this process started it. */
  stop(): Promise<void>;
}

type Environment = Record<string, string | undefined>;
type Say = (line: string) => void;

/** Configuration and a migrated database: the embedded one, or the one behind `DATABASE_URL`. Errors are one sentence. */
export async function open(env: Environment, say: Say, beside = false): Promise<Opened> {
  const config = await readConfig(env);
  const { connection, stop } = await openDatabase(config, say, beside);
  try {
    const report = await migrate(connection, (line) => say(`  ${line}`));
    for (const warning of report.warnings) say(`Note: ${warning}`);
    return { config, connection, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config, say: Say, beside: boolean): Promise<Pick<Opened, 'connection' | 'stop'>> {
  if (config.databaseUrl) return { connection: { connectionString: config.databaseUrl }, stop: async () => undefined };
  // An operator's command works beside a running server: it finds the database and leaves it running.
  const running = beside ? await findEmbedded(config.dataDir, config.postgresUser) : undefined;
  if (running) return { connection: { ...running, user: 'tenantry', database: 'tenantry' }, stop: async () => undefined };
  say(`Data folder: ${config.dataDir}`);
  const embedded = await openEmbedded({
    dataDir: config.dataDir,
    log: say,
    ...(config.postgresUser ? { asUser: config.postgresUser } : {}),
  });
  return { connection: embedded.owner, stop: () => embedded.stop() };
}

/**
 * Serves until a signal ends it: `npm start` and `tenantry serve`. `--empty` leaves the demo data out at the first start.
 * Resolves when everything has stopped.
 */
export async function serve(
  env: Environment,
  args: readonly string[] = [],
  say: Say = (line) => void process.stdout.write(`${line}\n`),
): Promise<void> {
  const opened = await open(env, say);
  let app: App | undefined;
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  try {
    app = await createApp(opened.config, opened.connection);
    app.services.log.info({ configuration: describeConfig(opened.config) }, 'starting');
    await recordConfiguration(app.services);
    const password = await demoData(app, opened, args);
    await listen(app, opened.config);
    // V8's own measure, which `lean-start.mjs` holds back while a server starts.
    setFlagsFromString('--semi-space-growth-factor=2');
    greet(opened.config, password, say);
    await ended;
    say('Stopping …');
  } finally {
    await app?.close();
    await opened.stop();
  }
}

/** Demo data is for somebody's first look: on the embedded database, at its first start, unless told otherwise. */
async function demoData(app: App, { config }: Opened, args: readonly string[]): Promise<string | undefined> {
  const { database } = app.services;
  const isEmpty = await database.read(
    { role: 'worker', account: '', user: '', actor: '' },
    async (tx) => (await tx.raw('select 1 from accounts limit 1', [])).length === 0,
  );
  const wanted = args.includes('--demo') || (!args.includes('--empty') && !config.databaseUrl);
  return isEmpty && wanted ? loadDemo(app.services) : demoPassword(app.services);
}

async function listen(app: App, config: Config): Promise<void> {
  try {
    await app.http.listen({ host: config.host, port: config.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new ConfigError(`Port ${config.port} is in use: stop what listens there, or choose another with PORT=${config.port + 1}.`);
    throw new ConfigError(`Tenantry cannot listen on ${config.host}:${config.port}: ${(error as Error).message}.`);
  }
}

function greet(config: Config, password: string | undefined, say: Say): void {
  say('');
  say(`Tenantry is ready at ${config.publicUrl}`);
  if (config.insecureHttp) say('Warning: plain http beyond this machine. Passwords and sessions can be read on the way.');
  if (!config.databaseUrl && !process.env.TENANTRY_MASTER_KEY)
    say(`Back up ${config.dataDir}/master.key: without it stored secrets cannot be read.`);
  if (password && isLoopback(config.publicUrl)) {
    say('');
    say('The sign-in page offers demo people. Their password:');
    say(`  ${password}`);
  }
  say('');
}
