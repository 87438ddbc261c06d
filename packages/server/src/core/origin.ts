import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Origin } from './context.ts';
import type { Services } from './services.ts';

/** W3C trace context: continues a valid incoming `traceparent` with a span of our own, else begins one. */
export function traceIdOf(traceparent: string | string[] | undefined): string {
  const incoming = typeof traceparent === 'string' ? /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent) : null;
  const trace = incoming && !/^0+$/.test(incoming[1]!) && !/^0+$/.test(incoming[2]!) ? incoming[1]! : randomBytes(16).toString('hex');
  return `00-${trace}-${randomBytes(8).toString('hex')}-01`;
}

export const originOf = (request: FastifyRequest, { geolocation }: Pick<Services, 'geolocation'>): Origin => {
  const userAgent = request.headers['user-agent']?.replaceAll('\0', '').slice(0, 500);
  const { ip } = request;
  return {
    ip,
    get geolocation() {
      return geolocation?.find(ip);
    },
    ...(userAgent ? { userAgent } : {}),
    correlationId: request.traceId,
  };
};

declare module 'fastify' {
  interface FastifyRequest {
    traceId: string;
  }
}
