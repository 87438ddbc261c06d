import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Binaries, packagedBinaries, usableBinaries } from './binaries.ts';
import { ensureCluster, layoutOf, readPassword, superuser } from './cluster.ts';
import { takeDataLock } from './data-lock.ts';
import { explainFileError } from './explain.ts';
import { findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { isStillRunning, signal } from './process-identity.ts';
import { type ServerUser, serverUser } from './server-user.ts';
import { serverSettings } from './settings.ts';
import { isPrivateTo, makeSocketFolder, removeSocketFolder } from './socket-folder.ts';

/** How to connect as the superuser; `host` is the folder of the socket. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  pid: number;
}

/** A server that this process is responsible for; `reattached` when an earlier process had started it. */
export interface EmbeddedDatabase extends EmbeddedConnection {
  reattached: boolean;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  dataDir: string;
  log: (message: string) => void;
  /** Who PostgreSQL runs as when this process is root (TENANTRY_POSTGRES_USER). */
  asUser?: string;
  /** Server settings on top of ours; tests that throw their data away turn fsync off. */
  settings?: Readonly<Record<string, string>>;
  /** Binaries other than those of the installed package. */
  binaries?: Binaries;
  /** Where root keeps a copy of binaries that the server's user could not reach otherwise; default /var/cache/tenantry. */
  cacheFolder?: string;
}

/**
 * Starts the embedded PostgreSQL on a data folder (made when missing), or takes over one that outlived its process, and holds the folder
 * against a second process until `stop`. Throws an Error whose message is one sentence for the operator.
 */
export async function launchEmbedded(options: LaunchOptions): Promise<EmbeddedDatabase> {
  const packaged = options.binaries ?? packagedBinaries();
  const dataDir = resolve(options.dataDir);
  try {
    makeFolder(dataDir);
    const lock = takeDataLock(dataDir);
    try {
      return await launchLocked(realpathSync(dataDir), packaged, options, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw new Error(explainFileError(error, dataDir) ?? (error as Error).message, { cause: error });
  }
}

/** Answers how to reach the server that another process runs on this data folder, or undefined when none runs; changes nothing. */
export async function findEmbedded(dataDir: string, asUser?: string): Promise<EmbeddedConnection | undefined> {
  const files = layoutOf(resolve(dataDir));
  const running = findPostmaster(files.cluster);
  if (!running?.ready || !isPrivateTo(running.socketFolder, serverUser(files.cluster, asUser))) return undefined;
  const connection = connectionTo(running, readPassword(files.password, files.cluster));
  return (await answers(connection)) === undefined ? undefined : connection;
}

interface Takeover {
  running: Postmaster;
  connection: EmbeddedConnection;
}

async function launchLocked(dataDir: string, packaged: Binaries, options: LaunchOptions, release: () => void): Promise<EmbeddedDatabase> {
  const { cluster } = layoutOf(dataDir);
  const user = serverUser(cluster, options.asUser);
  const orphan = findPostmaster(cluster);
  if (orphan) {
    const taken = await takeOver(orphan, dataDir, packaged, user);
    if (taken) {
      options.log(`Took over the running PostgreSQL (process ${orphan.pid}) on ${cluster}`);
      return responsibleFor(taken.running, taken.connection, true, release);
    }
    if (isStillRunning(orphan.pid, orphan.identity))
      options.log(`Restarting a PostgreSQL (process ${orphan.pid}) that cannot be taken over`);
    await stopPostmaster(orphan);
  }
  const binaries = usableBinaries(packaged, dataDir, user, options.cacheFolder ?? '/var/cache/tenantry');
  const password = await ensureCluster(dataDir, binaries, user, options.log);
  const socketFolder = makeSocketFolder(dataDir, user);
  try {
    const started = await startPostmaster({ dataDir, binaries, user, settings: serverSettings(socketFolder, options.settings) });
    return responsibleFor(started, connectionTo(started, password), false, release);
  } catch (error) {
    // Unless a server is there after all: without its socket nobody could reach it any more.
    if (!findPostmaster(cluster)) removeSocketFolder(socketFolder);
    throw error;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    // On a read-only file system the recursive form reports ENOENT; the plain one tells the truth.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') mkdirSync(path, { mode: 0o700 });
    throw error;
  }
}

// A server left by an older release is stopped rather than kept: the libraries it loads on demand may be gone.
async function takeOver(orphan: Postmaster, dataDir: string, packaged: Binaries, user: ServerUser): Promise<Takeover | undefined> {
  const files = layoutOf(dataDir);
  const password = readPassword(files.password, files.cluster);
  let triesLeft = 50;
  while (triesLeft > 0 && isStillRunning(orphan.pid, orphan.identity)) {
    const running = findPostmaster(files.cluster);
    // One that is still recovering, or already stopping, is given the time it needs.
    if (running?.ready) {
      triesLeft -= 1;
      if (!isPrivateTo(running.socketFolder, user)) return undefined;
      const connection = connectionTo(running, password);
      const version = await answers(connection);
      if (version !== undefined) return packaged.version.startsWith(`${version}.`) ? { running, connection } : undefined;
    }
    await sleep(100);
  }
  return undefined;
}

function responsibleFor(
  postmaster: Postmaster,
  connection: EmbeddedConnection,
  reattached: boolean,
  release: () => void,
): EmbeddedDatabase {
  // A process that exits in order must not leave its server behind, even when it forgot to stop it; a killed one leaves it to be taken over.
  const onExit = () => {
    if (isStillRunning(postmaster.pid, postmaster.identity)) signal(postmaster.pid, 'SIGINT');
    release();
  };
  process.once('exit', onExit);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await stopPostmaster(postmaster);
    removeSocketFolder(postmaster.socketFolder);
    process.off('exit', onExit);
    release();
  };
  return {
    ...connection,
    reattached,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

function connectionTo(postmaster: Postmaster, password: string): EmbeddedConnection {
  const { socketFolder: host, port, pid } = postmaster;
  return { host, port, user: superuser, password, database: 'postgres', pid };
}

// Answers the server's version ("18.4"), or undefined when it does not let us in (yet).
async function answers({ pid: _, ...connection }: EmbeddedConnection): Promise<string | undefined> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`select split_part(current_setting('server_version'), ' ', 1) as version`);
    return rows[0]?.version;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
