import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Answer, TestApp } from '../harness.ts';

/** Makes the test's server listen, for requests that only a socket can send. Answers the port. */
export async function listen(app: TestApp): Promise<number> {
  await app.app.http.listen({ port: 0, host: '127.0.0.1' });
  return (app.app.http.server.address() as AddressInfo).port;
}

/** Sends bytes as they are and answers everything the server says until it closes: write `Connection: close`. */
export function sendBytes(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses early may reset what is still being sent.
    socket.on('error', (error) => (chunks.length > 0 ? done(Buffer.concat(chunks).toString()) : failed(error)));
    socket.on('close', () => done(Buffer.concat(chunks).toString()));
  });
}

/** One request whose head is written out line by line; nothing is added but Host and `Connection: close`. */
export async function sendLines(port: number, lines: readonly string[], body = ''): Promise<Answer> {
  const [first, ...rest] = lines;
  return parse(await sendBytes(port, [first, 'Host: test', 'Connection: close', ...rest, '', body].join('\r\n')));
}

function parse(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = text.slice(end + 4);
  const isJson = /\bjson\b/.test(headers['content-type'] ?? '') && body !== '';
  return { status: Number(statusLine.split(' ')[1]), headers, body: isJson ? JSON.parse(body) : body };
}

/** One request through Node's own client, whose agent may keep the connection. */
export function ask(port: number, options: import('node:http').RequestOptions, body?: string): Promise<Answer & { socket: number }> {
  return new Promise((done, failed) => {
    const request = httpRequest({ host: '127.0.0.1', port, ...options }, (response) => {
      const chunks: Buffer[] = [];
      // The port of our end names the connection.
      const socket = response.socket.localPort!;
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /\bjson\b/.test(String(response.headers['content-type'] ?? ''));
        done({ status: response.statusCode!, headers: response.headers, body: isJson && text ? JSON.parse(text) : text, socket });
      });
    });
    request.on('error', failed);
    request.end(body);
  });
}
