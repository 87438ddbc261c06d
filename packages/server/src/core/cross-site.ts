import type { FastifyRequest } from 'fastify';
import { cookieName } from './authenticate.ts';
import type { Config } from './config.ts';
import { forbidden } from './problem.ts';

/**
 * Cross-site request forgery: a cookie counts only for requests that a page of ours sent. Browsers say so in `Sec-Fetch-Site`;
 * where it is absent, `Origin` must be ours. Tokens are exempt, because no browser adds them by itself.
 */
export function refuseForeignSites(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.headers.authorization !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
  } else if (origin !== undefined) {
    if (
      origin === new URL(config.publicUrl).origin ||
      origin === `http://${request.headers.host}` ||
      origin === `https://${request.headers.host}`
    )
      return;
  } else if (!request.cookies[cookieName(config)]) return;
  throw forbidden('This request did not come from a page of this server.');
}
