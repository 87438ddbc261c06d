import { bundleOf, hashBytes, parseTilePath, type Tile } from '@tenantry/tlog';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { sql, type Transaction } from '../core/database.ts';
import { notFound } from '../core/problem.ts';
import type { Services } from '../core/services.ts';

const forever = 'public, max-age=31536000, immutable';
const anybody = { role: 'auth', account: '', user: '', actor: '' } as const;

/**
 * The log for everybody who verifies it, as C2SP tlog-tiles has it, below `/audit/log/`: `checkpoint`, `tile/…` and, ours, `key`. Files of
 * hashes rather than operations of the API: nobody signs in, and nothing in them tells of a tenant.
 */
export function addTileLogRoutes(app: FastifyInstance, services: Services): void {
  if (!services.config.tileLogPublic) return;
  const read = <T>(work: (tx: Transaction) => Promise<T>) => services.database.read(anybody, work);

  app.get('/audit/log/checkpoint', async (_request, reply) => {
    const [row] = await read((tx) => tx.last(sql<{ note: string | null }>`select auth_log_checkpoint() as note`));
    if (!row?.note) throw notFound('Checkpoint');
    return text(reply, row.note);
  });

  app.get('/audit/log/key', async (_request, reply) => {
    const rows = await read((tx) => tx.last(sql<{ key: string }>`select * from auth_log_keys() as key`));
    if (rows.length === 0) throw notFound('Key');
    return text(reply, rows.map(({ key }) => `${key}\n`).join(''));
  });

  app.get('/audit/log/tile/*', async (request, reply) => {
    const tile = parseTilePath(`tile/${(request.params as { '*': string })['*']}`);
    const bytes = tile && (await read((tx) => tileBytes(tx, tile)));
    if (!bytes) throw notFound('Tile');
    return reply.header('cache-control', forever).header('access-control-allow-origin', '*').type('application/octet-stream').send(bytes);
  });
}

// What verifies the log may be a page of somebody else's.
const text = (reply: FastifyReply, body: string) =>
  reply.header('cache-control', 'no-cache').header('access-control-allow-origin', '*').type('text/plain; charset=utf-8').send(body);

/** The hashes or entries of a tile, as many as the path says; nothing where the log has fewer. */
async function tileBytes(tx: Transaction, { level, number, width }: Tile): Promise<Buffer | undefined> {
  if (level === 'entries') {
    const rows = await tx.last(sql<{ entry: Buffer }>`select * from auth_log_entries(${number}) as entry`);
    return rows.length < width ? undefined : bundleOf(rows.slice(0, width).map(({ entry }) => entry));
  }
  const [row] = await tx.last(sql<{ hashes: Buffer | null }>`select auth_log_tile(${level}, ${number}) as hashes`);
  return (row?.hashes?.length ?? 0) < width * hashBytes ? undefined : row!.hashes!.subarray(0, width * hashBytes);
}
