import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** Watches the routes that are added from now on. Answers a function that tells which methods a path takes; none where there is no such path. */
export function watchMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { path: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : RegExp.escape(part)))
      .join('/');
    routes.push({ path: new RegExp(`^${pattern.replace(/\/$/, '')}/?$`), methods: [method].flat() });
  });
  return (path) => [...new Set(routes.flatMap((route) => (route.path.test(path) ? route.methods : [])))].sort();
}

/** The problem of a request that no route takes: 404, or 405 with `Allow` where its address takes other methods (RFC 9110, section 15.5.6). */
export function nothingAt(request: FastifyRequest, reply: FastifyReply, methodsOf: (path: string) => string[]): Problem {
  const path = request.url.split('?', 1)[0]!;
  const methods = methodsOf(path).join(', ');
  if (methods === '') return new Problem('not-found', `There is nothing at ${request.method} ${path}.`);
  reply.header('allow', methods);
  return new Problem('method-not-allowed', `${path} takes ${methods}, not ${request.method}.`);
}
