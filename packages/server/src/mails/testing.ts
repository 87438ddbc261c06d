import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  to: string[];
  /** Headers and body as they came, transfer encodings included. */
  source: string;
}

export interface TestSmtpServer {
  url: string;
  received: ReceivedMail[];
  /** Commands as they came, so that a test can show what was never sent. */
  commands: string[];
  /** Answers RCPT and the end of DATA with something else than success, as long as it is set. */
  refuse: { rcpt?: string; data?: string };
  close(): Promise<void>;
}

/** As much of RFC 5321 as a mail program needs, without TLS, on a free port. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const state = { received: [] as ReceivedMail[], commands: [] as string[], refuse: {} as TestSmtpServer['refuse'] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, state);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function converse(socket: Socket, state: Pick<TestSmtpServer, 'received' | 'commands' | 'refuse'>): void {
  let pending = '';
  let body: string | undefined;
  let to: string[] = [];
  const say = (line: string) => void socket.write(`${line}\r\n`);
  say('220 test ESMTP');
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk;
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (body !== undefined) body = takeLine(line, body);
      else command(line);
    }
  });

  function takeLine(line: string, before: string): string | undefined {
    if (line !== '.') return `${before}${line}\r\n`;
    if (state.refuse.data) say(state.refuse.data);
    else {
      state.received.push({ to, source: before });
      say('250 taken');
    }
    to = [];
    return undefined;
  }

  function command(line: string): void {
    state.commands.push(line);
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'RCPT' && state.refuse.rcpt) say(state.refuse.rcpt);
    else if (word === 'RCPT') {
      to.push(/<(.*)>/.exec(line)![1]!);
      say('250 ok');
    } else if (word === 'DATA') {
      body = '';
      say('354 go on');
    } else if (word === 'STAR') say('502 no TLS here');
    else if (word === 'QUIT') socket.end('221 bye\r\n');
    else say('250 ok');
  }
}

/** The readable text of a received mail: quoted-printable and base64 parts opened. */
export function openedSource({ source }: ReceivedMail): string {
  return source
    .replace(/Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g, (_, text: string) => Buffer.from(text, 'base64').toString())
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
}
