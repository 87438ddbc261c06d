import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';

/** A certificate of its own for `localhost`, made for this run. */
export async function newCertificate(name = 'localhost'): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, cert };
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: lines of every format
  lines: any[];
}

/** What a receiver does with a batch: a status, with a header for redirects; or nothing at all. */
export type Reaction = number | { status: number; location: string } | 'silence';

export interface Receiver {
  url: string;
  received: Received[];
  /** What becomes of the next batches; 204 for those after the last one here. */
  reactions: Reaction[];
  /** Resolves when so many batches have come. */
  batches(count: number): Promise<void>;
  /** The indexes of all lines that were answered with success, in the order in which they came. */
  indexes(): number[];
  close(): Promise<void>;
}

/** A webhook's other end, on a free port. */
export async function startReceiver(tls?: { key: string; cert: string }): Promise<Receiver> {
  const state = { received: [] as Received[], reactions: [] as Reaction[], accepted: [] as number[] };
  const waiting = new Set<{ count: number; resolve: () => void }>();
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString();
    const lines = body.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    const reaction = state.reactions.shift() ?? 204;
    state.received.push({ headers: request.headers, body, lines });
    const status = typeof reaction === 'number' ? reaction : reaction === 'silence' ? undefined : reaction.status;
    if (status === 204) state.accepted.push(...lines.map((line) => line.index ?? line.metadata?.sequence));
    if (status !== undefined) response.writeHead(status, typeof reaction === 'object' ? { location: reaction.location } : {}).end('thanks');
    for (const one of waiting) if (state.received.length >= one.count) one.resolve();
  };
  const server: Server = tls ? createHttpsServer(tls, take) : createHttpServer(take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...state,
    url: `${tls ? 'https' : 'http'}://localhost:${port}/in`,
    batches: (count) =>
      state.received.length >= count ? Promise.resolve() : new Promise((resolve) => void waiting.add({ count, resolve })),
    indexes: () => state.accepted,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export interface SyslogServer {
  port: number;
  /** The frames as they came, without their lengths. */
  messages: string[];
  connections: number;
  message(count: number): Promise<void>;
  /** Cuts all connections. */
  cut(): void;
  close(): Promise<void>;
}

/** As much of RFC 5425 as a receiver needs. */
export async function startSyslog(tls: { key: string; cert: string }): Promise<SyslogServer> {
  const sockets = new Set<Socket>();
  const waiting = new Set<{ count: number; resolve: () => void }>();
  const server = createTlsServer(tls, (socket) => {
    state.connections++;
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      for (let space = pending.indexOf(0x20); space > 0; space = pending.indexOf(0x20)) {
        const length = Number(pending.subarray(0, space));
        if (!Number.isInteger(length) || pending.length < space + 1 + length) break;
        state.messages.push(pending.subarray(space + 1, space + 1 + length).toString());
        pending = pending.subarray(space + 1 + length);
      }
      for (const one of waiting) if (state.messages.length >= one.count) one.resolve();
    });
  });
  // What a client does that trusts somebody else.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const state: SyslogServer = {
    port: (server.address() as AddressInfo).port,
    messages: [],
    connections: 0,
    message: (count) =>
      state.messages.length >= count ? Promise.resolve() : new Promise((resolve) => void waiting.add({ count, resolve })),
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return state;
}
