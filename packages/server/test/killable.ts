import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findEmbedded } from '../src/core/embedded/launch.ts';
import { createAdmin, createToken } from '../src/operator.ts';

/** A server with its embedded database in processes of their own, to be killed and started again on the same data. */
export interface Killable {
  url: string;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** Resolves when the server's process is gone; at once when it is not there. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  killDatabase(): Promise<void>;
  /** A token of the operators, with all modules. */
  token(): Promise<string>;
  /** Rows of its database, as the superuser. */
  rows<Row = Record<string, unknown>>(statement: string): Promise<Row[]>;
  /** Ends it and throws its data away. */
  close(): Promise<void>;
}

export async function killableServer(): Promise<Killable> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-killable-'));
  await chmod(folder, 0o755);
  const env = {
    ...process.env,
    TENANTRY_DATA_DIR: join(folder, 'data'),
    PORT: String(await freePort()),
    TENANTRY_RATE_LIMIT: 'off',
    TENANTRY_LOG_LEVEL: 'silent',
    DATABASE_URL: '',
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  let server: ChildProcess | undefined;
  const killable: Killable = {
    url,
    async start() {
      server = spawn(process.execPath, [join(import.meta.dirname, 'crash-server.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      while (!(await isReady(url))) {
        if (server.exitCode !== null) throw new Error('the server did not come back');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async end(signal) {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((resolve) => server!.once('exit', resolve));
      server.kill(signal);
      await gone;
    },
    async killDatabase() {
      const database = await findEmbedded(env.TENANTRY_DATA_DIR);
      if (database) process.kill(database.pid, 'SIGKILL');
    },
    async token() {
      await createAdmin(env, { account: 'operations', email: 'crash@operations.example', firstName: 'Crash', lastName: 'Tester' });
      return (await createToken(env, { account: 'operations', name: 'crash' })).secret;
    },
    async rows<Row>(statement: string) {
      const { pid: _, ...connection } = (await findEmbedded(env.TENANTRY_DATA_DIR))!;
      const client = new pg.Client({ ...connection, database: 'tenantry', options: '-c search_path=tenantry,public' });
      await client.connect();
      const { rows } = await client.query(statement);
      await client.end();
      return rows as Row[];
    },
    async close() {
      await killable.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
  return killable;
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/ready`).then(
    (answer) => answer.ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
