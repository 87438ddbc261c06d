import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { nothingAt, watchMethods } from './allowed-methods.ts';
import { cookieName } from './authenticate.ts';
import type { Config } from './config.ts';
import { failures, refuseRequestLine } from './failures.ts';
import { addRoutes, type Mounted } from './mount.ts';
import { addObservability } from './observability.ts';
import { traceIdOf } from './origin.ts';
import { addPictureRoutes } from './pictures-routes.ts';
import { addPortal, addSecurityHeaders } from './portal.ts';
import { Problem } from './problem.ts';
import type { Services } from './services.ts';
import { uploadBytesMax } from './upload.ts';

/** The HTTP server of one process: routes of the mounted resources, and the one place where failures become problem documents. */
export async function createHttp(services: Services, mounted: readonly Mounted[]): Promise<FastifyInstance> {
  const fail = failures(services);
  const app: FastifyInstance = Fastify({
    trustProxy: services.config.trustProxy,
    bodyLimit: 8 * 1024 * 1024,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 400 },
    frameworkErrors: (error, request, reply) => void fail(error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: refuseRequestLine,
  });
  app.decorateRequest('traceId', '');
  app.decorateRequest('caller', undefined);
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
}

/** Sets or clears the session cookie; HttpOnly and SameSite=Lax, Secure wherever the public address is https. */
export function sessionCookie(config: Config) {
  return (reply: FastifyReply, secret: string | undefined): void => {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') } as const;
    if (secret) reply.setCookie(cookieName(config), secret, { ...options, maxAge: Math.floor(config.sessionAbsoluteMs / 1000) });
    else reply.clearCookie(cookieName(config), options);
  };
}
