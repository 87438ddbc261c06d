import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ProblemName, problems, type Resource, resources } from '@tenantry/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import manifest from '../../package.json' with { type: 'json' };
import { notFound } from '../core/problem.ts';
import type { Services } from '../core/services.ts';
import { buildOpenApi } from './document.ts';
import { overviewPage } from './overview-page.ts';
import type { Site } from './page.ts';
import { problemPage } from './problem-page.ts';
import { resourcePage } from './resource-page.ts';

const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');
const styleAddress = `/api/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;
const policy = `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Adds the OpenAPI document (`/public/v1/openapi.json`), the readable reference (`/api`) and the pages of the problem types. Public: they hold no data. */
export function addOpenApiRoutes(app: FastifyInstance, services: Pick<Services, 'config'>): void {
  const { publicUrl } = services.config;
  const all = resources as unknown as Readonly<Record<string, Resource>>;
  const site: Site = { resources: all, version: manifest.version, publicUrl: publicUrl.replace(/\/$/, ''), style: styleAddress };
  const byName = new Map(Object.entries(all).map(([key, resource]) => [resource.name, { key, resource }]));
  const kept = new Map<string, Kept>();

  // Nothing here changes while the process runs, so each text is made once, when it is first asked for.
  const serve = (request: FastifyRequest, reply: FastifyReply, type: string, make: () => string) => {
    const path = request.url.split('?', 1)[0]!.replace(/\/$/, '');
    const text = kept.get(path) ?? keep(make());
    kept.set(path, text);
    return sendKept(request, reply, type, text);
  };
  const htmlPage = (request: FastifyRequest, reply: FastifyReply, make: () => string) =>
    serve(request, reply.header('content-security-policy', policy), 'text/html; charset=utf-8', make);

  app.get('/public/v1/openapi.json', (request, reply) =>
    serve(request, reply, 'application/json; charset=utf-8', () => JSON.stringify(buildOpenApi(all, site))),
  );
  app.get(styleAddress, (request, reply) =>
    serve(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), 'text/css; charset=utf-8', () => style),
  );
  app.get('/api', (request, reply) => htmlPage(request, reply, () => overviewPage(site)));
  app.get<{ Params: { resource: string } }>('/api/:resource', (request, reply) => {
    const found = byName.get(request.params.resource);
    if (!found) throw notFound('Resource', request.params.resource);
    return htmlPage(request, reply, () => resourcePage(site, found.key, found.resource));
  });
  app.get<{ Params: { name: string } }>('/problems/:name', (request, reply) => {
    const { name } = request.params;
    if (!Object.hasOwn(problems, name)) throw notFound('Problem type', name);
    return htmlPage(request, reply, () => problemPage(site, name as ProblemName));
  });
}

interface Kept {
  text: string;
  zipped: Buffer;
  tag: string;
}

const keep = (text: string): Kept => ({
  text,
  zipped: gzipSync(text),
  tag: `"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"`,
});

function sendKept(request: FastifyRequest, reply: FastifyReply, type: string, { text, zipped, tag }: Kept): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  // Weak, because the compressed form shares it (RFC 9110, section 8.8.1).
  reply.header('etag', `W/${tag}`).header('vary', 'accept-encoding');
  if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
  reply.type(type);
  const zips = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
  return zips ? reply.header('content-encoding', 'gzip').send(zipped) : reply.send(text);
}
