import type { FastifyInstance } from 'fastify';

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
