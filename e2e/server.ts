import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  url: string;
  /** Of every demo person. */
  password: string;
  dataDir: string;
  stop: () => Promise<void>;
}

const root = join(import.meta.dirname, '..');

/** Does what `npm start` does for a newcomer: builds the portal when it is stale, and serves demo data from an empty data folder. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-journeys-'));
  const port = await freePort();
  // The test runner's NODE_ENV would make a development build of the portal.
  const { NODE_ENV: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', './scripts/bootstrap/lean-start.mjs', 'scripts/start.ts'], {
    cwd: root,
    env: {
      ...env,
      DATABASE_URL: '',
      PORT: String(port),
      TENANTRY_PUBLIC_URL: `http://localhost:${port}`,
      TENANTRY_DATA_DIR: dataDir,
      TENANTRY_RATE_LIMIT: 'off',
      TENANTRY_LOG_LEVEL: 'warn',
    },
  });
  // An interrupted run has no time to stop it in order; the server itself still does.
  const abandon = () => child.kill('SIGTERM');
  process.once('exit', abandon);
  const stop = async () => {
    process.off('exit', abandon);
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const said = await greeting(child);
    return { url: `http://localhost:${port}`, password: passwordIn(said), dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything the server writes up to the password, which is the last thing it says when it is ready. */
function greeting(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (/Their password:\n\s+\S+\n/.test(said)) resolve(said);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code} instead of starting:\n${said}`)));
  });
}

function passwordIn(said: string): string {
  const found = /Their password:\n\s+(\S+)\n/.exec(said)?.[1];
  if (!found) throw new Error(`No password in what the server said:\n${said}`);
  return found;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  return port;
}
