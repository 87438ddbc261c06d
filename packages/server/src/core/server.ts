import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { problems } from '@tenantry/contract';
import { RqlError } from '@tenantry/rql';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { nothingAt, watchMethods } from './allowed-methods.ts';
import { cookieName } from './authenticate.ts';
import type { Config } from './config.ts';
import { problemOfDatabase } from './database.ts';
import { addRoutes, invalidQuery, type Mounted } from './mount.ts';
import { addObservability } from './observability.ts';
import { traceIdOf } from './origin.ts';
import { addPictureRoutes } from './pictures-routes.ts';
import { addPortal, addSecurityHeaders } from './portal.ts';
import { Problem } from './problem.ts';
import type { Services } from './services.ts';
import { uploadBytesMax } from './upload.ts';

/** The HTTP server of one process: routes of the mounted resources, and the one place where failures become problem documents. */
export async function createHttp(services: Services, mounted: readonly Mounted[]): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    trustProxy: services.config.trustProxy,
    bodyLimit: 8 * 1024 * 1024,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 400 },
    frameworkErrors: (error, request, reply) => void fail(error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: refuseRequestLine,
  });
  app.decorateRequest('traceId', '');
  app.addHook('onRequest', async (request) => {
    request.traceId = traceIdOf(request.headers.traceparent);
    if (/%00/.test(request.url)) throw new Problem('invalid-request', 'The address contains the character U+0000.');
  });
  app.addHook('onResponse', async (request, reply) => {
    // The path only: a query may hold an address or a code.
    services.log.info({
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      traceId: request.traceId,
    });
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: uploadBytesMax } });
  app.removeContentTypeParser('application/json');
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => fail(error as FastifyError, request, reply));
  const methodsOf = watchMethods(app);
  app.setNotFoundHandler((request, reply) => fail(nothingAt(request, reply, methodsOf), request, reply));
  addSecurityHeaders(app, services.config);
  addObservability(app, services);
  addPictureRoutes(app, services);
  for (const one of mounted) addRoutes(app, services, one);
  if (services.config.servePortal) await addPortal(app);
  return app;

  async function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const problem = problemOf(error);
    const traceId = request.traceId || traceIdOf(undefined);
    const instance = request.url.split('?', 1)[0] ?? '';
    // A used-up kind of id (2200H) is a problem for the caller and an alarm for the operator.
    const isAlarm = !problem || (error as { code?: string }).code === '2200H';
    if (isAlarm) services.log.error({ err: error, traceId, path: instance }, 'request failed');
    const details = problem
      ? problem.toDetails(instance, traceId)
      : {
          type: 'about:blank',
          title: 'Internal Server Error',
          status: 500,
          detail: 'Something went wrong on our side. The trace id finds it in the log.',
          instance,
          traceId,
        };
    if (problem?.retryAfterSeconds) reply.header('retry-after', String(problem.retryAfterSeconds));
    if (details.status === 401) reply.header('www-authenticate', 'Bearer');
    await reply.code(details.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(details));
  }
}

/** The problem behind any failure; nothing for a defect of ours, whose text stays in the log. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof RqlError) return invalidQuery(error);
  const { code, statusCode, message } = error as FastifyError;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new Problem('too-large', 'The body is too large.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415)
    return new Problem('unsupported-media-type', 'Send application/json, or multipart/form-data where a picture or a file goes along.');
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new Problem('invalid-request', 'The address cannot be read.');
  if (statusCode === 431) return new Problem('headers-too-large', 'The request headers are too large.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Problem('invalid-request', message);
  return problemOfDatabase(error);
}

/** What Node refuses before there is a request still gets a problem document. */
function refuseRequestLine(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const name = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'invalid-request';
  const { status, title } = problems[name];
  const body = JSON.stringify({
    type: `/problems/${name}`,
    title,
    status,
    detail: 'The request line or headers cannot be read.',
    instance: '',
    traceId: traceIdOf(undefined),
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Sets or clears the session cookie; HttpOnly and SameSite=Lax, Secure wherever the public address is https. */
export function sessionCookie(config: Config) {
  return (reply: FastifyReply, secret: string | undefined): void => {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') } as const;
    if (secret) reply.setCookie(cookieName(config), secret, { ...options, maxAge: Math.floor(config.sessionAbsoluteMs / 1000) });
    else reply.clearCookie(cookieName(config), options);
  };
}
