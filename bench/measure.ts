import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** A process and all below it. */
export function family(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = statOf(Number(entry))?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (one: number): number[] => [one, ...(children.get(one) ?? []).flatMap(below)];
  return below(pid);
}

function statOf(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // Own time and that of children that have ended and been waited for: PostgreSQL's backends end with their connection.
    return { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) };
  } catch {
    return undefined;
  }
}

/** CPU milliseconds used so far by a process and all below it. */
export const cpuMs = (pid: number): number =>
  family(pid).reduce((sum, one) => sum + ((statOf(one)?.ticks ?? 0) * 1000) / ticksPerSecond, 0);

/** Proportional memory in MB: pages shared between processes count once. */
export const memoryMb = (pid: number): number =>
  family(pid).reduce((sum, one) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return sum;
    }
  }, 0);

export interface Target {
  url: string;
  token: string;
  /** Process ids to charge: the server's and the database's. Absent for a server elsewhere. */
  pids?: { server: number; database: number };
}

export interface Measured {
  perSecond: number;
  serverCpuMs: number;
  databaseCpuMs: number;
  p50Ms: number;
  p99Ms: number;
  failures: number;
}

export interface Call {
  method?: string;
  path: string;
  body?: unknown;
}

/** Sends calls from `workers` connections for a while and charges the CPU to them. The first second only warms up. */
export async function load(target: Target, call: (n: number) => Call, seconds = 4, workers = 8): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: workers });
  let sent = 0;
  let failures = 0;
  const times: number[] = [];
  const until = async (deadline: number, record: boolean) => {
    while (performance.now() < deadline) {
      const began = performance.now();
      const status = await send(agent, target, call(sent++));
      if (record) times.push(performance.now() - began);
      if (record && (status < 200 || status > 299)) failures++;
    }
  };
  const run = (length: number, record: boolean) =>
    Promise.all(Array.from({ length: workers }, () => until(performance.now() + length * 1000, record)));
  await run(1, false);
  const before = snapshot(target);
  const began = performance.now();
  await run(seconds, true);
  const elapsed = (performance.now() - began) / 1000;
  const after = snapshot(target);
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / elapsed,
    serverCpuMs: (after.server - before.server) / times.length,
    databaseCpuMs: (after.database - before.database) / times.length,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    failures,
  };
}

const snapshot = ({ pids }: Target) => ({
  server: pids ? cpuMs(pids.server) - (pids.server === pids.database ? 0 : databaseBelow(pids)) : 0,
  database: pids ? cpuMs(pids.database) : 0,
});

/** The embedded database is a child of the server's process; its time is its own. */
const databaseBelow = ({ server, database }: { server: number; database: number }): number =>
  family(server).includes(database) ? cpuMs(database) : 0;

export function send(agent: Agent, target: Target, { method = 'GET', path, body }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(
      new URL(path, target.url),
      {
        method,
        agent,
        headers: {
          authorization: `Bearer ${target.token}`,
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}
