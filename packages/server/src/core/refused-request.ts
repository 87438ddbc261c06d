import type { FastifyRequest } from 'fastify';
import { RefusedCredentials } from './authenticate.ts';
import { type Caller, nobody } from './context.ts';
import { originOf } from './origin.ts';
import type { Problem } from './problem.ts';
import type { Services } from './services.ts';

/**
 * Has a refused request recorded: 403 and 429 of anybody, and credentials that are not good. A request without any credentials claimed
 * nothing, and what a sign-in refuses has its own event. Never throws.
 */
export async function noteRefusal(services: Services, request: FastifyRequest, problem: Problem): Promise<void> {
  if (!(problem.status === 403 || problem.status === 429 || problem instanceof RefusedCredentials)) return;
  const caller = problem instanceof RefusedCredentials ? problem.caller : await callerOf(services, request);
  const path = request.url.split('?', 1)[0]!;
  await services.refusals.note({
    caller: caller ?? nobody,
    origin: originOf(request, services),
    operation: request.routeOptions?.config?.operation ?? path,
    method: request.method,
    path,
    problem,
  });
}

/** A request from a foreign page is refused before anybody looks whose cookie it carries. */
const callerOf = async (services: Services, request: FastifyRequest): Promise<Caller | undefined> =>
  request.caller ?? (await services.authenticator.identify(request).catch(() => undefined));

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once it is known who calls. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** The operation of the contract: `apiTokens.list`. */
    operation?: string;
  }
}
