import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { isOperator } from './context.ts';
import { forbidden } from './problem.ts';
import type { Services } from './services.ts';

/** `/health`: the process answers. `/ready`: it can work. `/metrics`: Prometheus text, for this machine or an operator's token. */
export function addObservability(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'tenantry_http_request_duration_seconds',
    help: 'Time to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address: labels must stay few and hold no id.
    requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const ok = await services.database.ping().catch(() => false);
    const ready = ok && services.tailer.isCurrent(5_000);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', database: ok, events: services.tailer.isCurrent(5_000) });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) {
      const caller = await services.authenticator.identify(request);
      if (!caller || !isOperator(caller)) throw forbidden('Metrics are for this machine, or for a token of the operators.');
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Straight from this machine, not through a proxy that sits on it. */
const isLocal = (request: FastifyRequest): boolean =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined;
