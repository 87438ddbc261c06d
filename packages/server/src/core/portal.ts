import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

const dist = resolve(import.meta.dirname, '../../../portal/dist');

const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data: blob:`,
  `connect-src 'self'`,
  `font-src 'self'`,
  `manifest-src 'self'`,
  `frame-src 'self'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types 'none'`,
].join('; ');

/** Headers for every answer, pages and API alike (OWASP secure headers). */
export function addSecurityHeaders(app: FastifyInstance, config: Config): void {
  app.addHook('onSend', async (_request, reply) => {
    const headers: Record<string, string> = {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      ...(config.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    };
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
}

/** Serves the built portal: hashed assets for ever, every other address the page itself, which then finds its route. */
export async function addPortal(app: FastifyInstance): Promise<boolean> {
  if (!existsSync(join(dist, 'index.html'))) return false;
  await app.register(statics, { root: dist, serve: false, index: false, cacheControl: false });
  app.get('/assets/*', (request, reply) => {
    const file = (request.params as { '*': string })['*'];
    return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(`assets/${file}`);
  });
  for (const file of ['theme.js', 'logo.svg'])
    if (existsSync(join(dist, file))) app.get(`/${file}`, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(file));
  const page = (_request: unknown, reply: import('fastify').FastifyReply) =>
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html');
  for (const path of [
    '/',
    '/administration/*',
    '/profile',
    '/profile/*',
    '/sign-in',
    '/accept-invite',
    '/reset-password',
    '/forgot-password',
    '/mailbox',
    '/mailbox/*',
    '/home',
    '/modules/*',
  ])
    app.get(path, page);
  return true;
}
