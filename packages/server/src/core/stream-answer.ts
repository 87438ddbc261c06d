import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from './database.ts';
import type { Services } from './services.ts';

/** What the handler of a stream answers: `services.database.longRead` makes the stream, and it reads nothing before it is sent. */
export interface StreamAnswer {
  stream: Readable;
  /** Plain letters, digits, points and hyphens. */
  fileName: string;
  /** How many records it holds, where that is known. */
  total?: number;
}

type Work<T> = (tx: Transaction) => Promise<T>;

/** Runs the transaction that comes before a stream; what was opened for one that failed is closed again. */
export async function openStream<T extends { body: unknown }>(
  work: Work<T>,
  transact: (work: Work<T>) => Promise<T>,
): Promise<StreamAnswer> {
  let opened: StreamAnswer | undefined;
  try {
    await transact(async (tx) => {
      opened?.stream.destroy();
      opened = undefined;
      const answer = await work(tx);
      opened = answer.body as StreamAnswer;
      return answer;
    });
    return opened!;
  } catch (error) {
    (opened as StreamAnswer | undefined)?.stream.destroy();
    throw error;
  }
}

/** Tells that the client of a request went away before its answer was sent. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/**
 * Sends a file piece by piece, no faster than the client takes it. When the stream fails the connection breaks: a file that ends is whole.
 * A client that goes away destroys the stream.
 */
export function sendStream(services: Services, request: FastifyRequest, reply: FastifyReply, type: string, answer: StreamAnswer): unknown {
  const { stream, fileName, total } = answer;
  if (!/^\w[\w.-]*$/.test(fileName)) throw new Error(`${fileName} is no plain file name`);
  stream.once('error', (error) => {
    services.log.error({ err: error, traceId: request.traceId, path: request.url.split('?', 1)[0] }, 'a stream broke off');
  });
  return reply
    .headers({
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      ...(total === undefined ? {} : { 'tenantry-total': String(total) }),
    })
    .type(type)
    .send(stream);
}
