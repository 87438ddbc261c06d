import type { FastifyInstance } from 'fastify';
import { initialsSvg, pictureByHash } from './pictures.ts';
import { notFound } from './problem.ts';
import type { Services } from './services.ts';

const forever = 'public, max-age=31536000, immutable';

/** The pictures that icon paths redirect to. Their address is their content, so whoever has it has been shown it. */
export function addPictureRoutes(app: FastifyInstance, services: Services): void {
  app.get('/public/v1/pictures/initials/:file', (request, reply) => {
    const match = /^(\d{1,2})-(.{1,8})\.svg$/u.exec((request.params as { file: string }).file);
    const svg = match ? initialsSvg(Number(match[1]), match[2]!) : undefined;
    if (!svg) throw notFound('Picture');
    // An SVG opened by itself is a document: nothing in it may run.
    return reply
      .header('cache-control', forever)
      .header('content-security-policy', `default-src 'none'; style-src 'none'; sandbox`)
      .type('image/svg+xml')
      .send(svg);
  });
  app.get('/public/v1/pictures/:file', async (request, reply) => {
    const hash = /^([0-9a-f]{40})\.webp$/.exec((request.params as { file: string }).file)?.[1];
    if (!hash) throw notFound('Picture');
    const [row] = await services.database.read({ role: 'auth', account: '', user: '', actor: '' }, (tx) => tx.last(pictureByHash(hash)));
    if (!row) throw notFound('Picture');
    return reply.header('cache-control', forever).type(row.content_type).send(row.bytes);
  });
}
