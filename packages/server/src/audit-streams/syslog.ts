import { isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { addressFault, checkedLookup } from './addresses.ts';
import { isRefusal } from './outcome.ts';
import { connectionError, type Line, type Target, TargetError } from './target.ts';

export interface SyslogSettings {
  host: string;
  port?: number;
  ca?: string | null;
  facility?: number;
}

const connectMs = 10_000;
/** How long a connection must stay up after a batch: a server that refuses it says so by closing. */
const settleMs = 250;

/**
 * RFC 5424 messages in the framing of RFC 5425, over TLS. A syslog server acknowledges nothing: delivered is what has left this process over a
 * connection that stayed up. The connection is kept.
 */
export function syslogTarget(settings: SyslogSettings, sender: string): Target {
  const { host, port = 6514, facility = 13 } = settings;
  const where = `${host}:${port}`;
  let kept: TLSSocket | undefined;
  return {
    async send({ lines }, signal) {
      const socket = kept && isUp(kept) ? kept : await open(settings, where, signal);
      kept = socket;
      try {
        await write(socket, Buffer.concat(lines.map((line) => framed(syslogMessage(line, facility, sender)))), signal, where);
      } catch (error) {
        socket.destroy();
        throw error;
      }
      return `${where} took it over TLS; syslog has no acknowledgement.`;
    },
    release() {
      kept?.end();
      kept = undefined;
    },
  };
}

const isUp = (socket: TLSSocket): boolean => socket.writable && socket.readable && !socket.destroyed;

function open({ host, port = 6514, ca }: SyslogSettings, where: string, signal: AbortSignal): Promise<TLSSocket> {
  const fault = addressFault(host);
  if (fault) throw new TargetError(`${where} is not sent to: ${fault}.`);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      lookup: checkedLookup(),
      // A name in the certificate; the address itself is checked where there is none.
      ...(isIP(host) ? {} : { servername: host }),
      ...(ca ? { ca } : {}),
    });
    const fail = (error: unknown) => {
      socket.destroy();
      reject(connectionError(where, error));
    };
    const tooLong = () => fail(new TargetError(`${where} did not answer in time.`));
    socket.once('error', fail);
    socket.once('close', () => fail(undefined));
    socket.setTimeout(connectMs, tooLong);
    signal.addEventListener('abort', tooLong, { once: true });
    socket.once('secureConnect', () => {
      socket.removeAllListeners('error').removeAllListeners('close').setTimeout(0);
      signal.removeEventListener('abort', tooLong);
      // What ends it while nobody writes is found out by the next batch.
      socket.on('error', () => undefined);
      // Read, or the end of it would go unseen.
      socket.resume();
      socket.setKeepAlive(true, 30_000);
      socket.unref();
      resolve(socket);
    });
  });
}

async function write(socket: TLSSocket, bytes: Buffer, signal: AbortSignal, where: string): Promise<void> {
  const broken = new AbortController();
  const end = () => broken.abort();
  for (const event of ['close', 'end', 'error']) socket.once(event, end);
  signal.addEventListener('abort', end, { once: true });
  try {
    await Promise.race([
      new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
      aborted(broken.signal),
    ]);
    await setTimeout(settleMs, undefined, { signal: broken.signal });
    if (!isUp(socket)) throw new Error('closed');
  } catch {
    throw new TargetError(signal.aborted ? `${where} did not take it in time.` : `${where} closed the connection.`);
  } finally {
    for (const event of ['close', 'end', 'error']) socket.removeListener(event, end);
    signal.removeEventListener('abort', end);
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }));

/** Octet counting: the length, a space, the message. */
const framed = (message: string): Buffer => {
  const bytes = Buffer.from(message);
  return Buffer.concat([Buffer.from(`${bytes.length} `), bytes]);
};

const severity = { warning: 4, notice: 5 } as const;

/**
 * One message. The JSON is pure ASCII (escapes for the rest), so it needs no byte order mark, which many servers would leave in front of it.
 * 32473 is the number that RFC 5612 keeps for whoever has none of her own.
 */
export function syslogMessage({ record, index, text }: Line, facility: number, sender: string): string {
  const level = isRefusal(record.event) ? severity.warning : severity.notice;
  const parameters: [string, string][] = [
    ['id', record.id],
    ...(index === undefined ? [] : [['index', String(index)] as [string, string]]),
    ['event', record.event],
    ['actor', record.actor.id],
    ['object', record.object.id],
    ['account', record.account],
  ];
  const data = parameters.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ');
  const time = new Date(record.timestamp).toISOString();
  return `<${facility * 8 + level}>1 ${time} ${headerWord(sender, 255)} tenantry - ${messageId(record.event)} [tenantry@32473 ${data}] ${ascii(text)}`;
}

/** The last two parts of a key, of which a message id has room for. */
const messageId = (event: string): string => headerWord(event.split('.').slice(-2).join('.'), 32);

const headerWord = (value: string, max: number): string => value.replaceAll(/[^\x21-\x7e]/g, '').slice(0, max) || '-';

/** RFC 5424, 6.3.3. */
const escaped = (value: string): string => value.replaceAll(/["\\\]]/g, '\\$&');

const ascii = (json: string): string =>
  json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
