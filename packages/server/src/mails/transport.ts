import type { Transporter } from 'nodemailer';
import { isLoopback } from '../core/config.ts';
import type { Services } from '../core/services.ts';

const transports = new WeakMap<Services, Promise<Transporter>>();

/** The connections to the SMTP server, opened for the first mail of a process. */
export function transportOf(services: Services, smtp: { url: string }): Promise<Transporter> {
  let transport = transports.get(services);
  if (!transport) {
    transport = open(smtp.url);
    transports.set(services, transport);
  }
  return transport;
}

export function closeTransport(services: Services): void {
  void transports.get(services)?.then((transport) => transport.close());
  transports.delete(services);
}

async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    pool: true,
    maxConnections: 3,
    // A connection that breaks while sending: the job tries again, with a record of it; a silent second sending has none.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    idleTimeout: 30_000,
    // Mails carry secrets, so plain text leaves this machine only where the address says `?requireTLS=false` (a relay in the same rack).
    requireTLS: new URL(url).protocol === 'smtp:' && !isLoopback(url),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
