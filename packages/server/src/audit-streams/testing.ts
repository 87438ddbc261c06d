import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditStream } from '@tenantry/contract/audit-streams';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { integrate } from '../audit-log/index.ts';
import { Shipper, type ShipperOptions } from './shipper.ts';

/** Of rows of the log. */
export const numbers = (rows: readonly { index: number }[]): number[] => rows.map(({ index }) => index);

export interface StreamGround {
  app: TestApp;
  folder: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  ask(method: string, path: string, body?: unknown): Promise<any>;
  /** A stream of all records from now on, unless told otherwise. */
  stream(body: object): Promise<AuditStream>;
  read(id: string): Promise<AuditStream>;
  /** Makes so many records of an account, and has them in the log. */
  records(count: number, party?: 'client' | 'other'): Promise<void>;
  integrateAll(): Promise<void>;
  /** A shipper that runs until the end of the test, or until it is stopped. */
  shipper(options?: Partial<ShipperOptions>, app?: TestApp['app']): Shipper;
  /** Waits until a stream has nothing before it. */
  caughtUp(id: string): Promise<void>;
  stopShippers(): Promise<void>;
  /** What operators see of the log from a place on, in its order. */
  log(from?: number): Promise<{ index: number; id: string; event: string; account_id: string | null }[]>;
  /** The last error of a stream, once it has one. */
  failing(id: string): Promise<NonNullable<AuditStream['lastError']>>;
  /** The next try comes at once: nobody waits for the clock. */
  tryNow(id: string): Promise<unknown>;
  /** What the stream recorded of its deliveries. */
  outcomes(id: string): Promise<(string | undefined)[]>;
  /** Deletes all streams. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The product with a folder for files, and what streams need. */
export async function createStreamGround(): Promise<StreamGround> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-streams-'));
  const app = await createTestApp({ auditStreamDir: folder });
  const running = new Set<Shipper>();
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await app.send(method, `/audit/streams${path}`, { token: app.world.operations.token, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const ground: StreamGround = {
    app,
    folder,
    ask,
    ...lookers(app, ask),
    tryNow: (id) => ask('PUT', `/${id}`, { name: 'Test' }),
    stream: (body) => ask('POST', '', { name: 'Test', kind: 'webhook', format: 'jsonl', ...body }),
    async records(count, party = 'client') {
      const { token, limited } = app.world[party];
      for (let n = 0; n < count; n++)
        await app.send('PUT', `/accounts/user-groups/${limited}`, { token, body: { description: `Change ${Math.random()}` } });
      await ground.integrateAll();
    },
    async integrateAll() {
      for (let { added, more } = { added: 0, more: true }; more; { added, more } = await integrate(app.app.services))
        if (added === 0) await new Promise((wait) => setTimeout(wait, 20));
    },
    shipper(options = {}, on = app.app) {
      const shipper = new Shipper(on.services, options);
      running.add(shipper);
      shipper.start();
      return shipper;
    },
    async stopShippers() {
      await Promise.all([...running].map((shipper) => shipper.stop()));
      running.clear();
    },
    async clear() {
      await ground.stopShippers();
      for (const { id } of (await ask('GET', '?limit=100')).data) await ask('DELETE', `/${id}`);
    },
    async close() {
      await ground.stopShippers();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return ground;
}

/** What tests look at. */
function lookers(app: TestApp, ask: StreamGround['ask']): Pick<StreamGround, 'read' | 'log' | 'failing' | 'outcomes' | 'caughtUp'> {
  const read = (id: string): Promise<AuditStream> => ask('GET', `/${id}`);
  return {
    read,
    log: (from = 0) =>
      app.rows(
        `select l.index::int, e.id, e.event, e.account_id from audit_log_entries l join events e on e.id = l.event_id and e.viewer_id = l.viewer_id
          where not e.is_copy and l.index >= $1 order by l.index`,
        [from],
      ),
    async failing(id) {
      for (;;) {
        const { lastError } = await read(id);
        if (lastError) return lastError;
        await new Promise((wait) => setTimeout(wait, 20));
      }
    },
    outcomes: async (id) =>
      (await app.rows<{ event: string }>('select event from events where object_id = $1 order by seq', [id]))
        .map(({ event }) => event.split('.').at(-1))
        .filter((word) => word === 'failed' || word === 'recovered'),
    async caughtUp(id) {
      while ((await read(id)).waiting > 0) await new Promise((wait) => setTimeout(wait, 20));
    },
  };
}
