import type { Socket } from 'node:net';
import { problems } from '@tenantry/contract';
import { RqlError } from '@tenantry/rql';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOfDatabase } from './database.ts';
import { traceIdOf } from './origin.ts';
import { Problem } from './problem.ts';
import { invalidQuery } from './read-query.ts';
import { noteRefusal } from './refused-request.ts';
import type { Services } from './services.ts';

/** Answers any failure as a problem document; refusals go to the audit trail, what was not expected to the log, and only there. */
export function failures(services: Services) {
  const { log } = services;
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const problem = problemOf(error);
    const traceId = request.traceId || traceIdOf(undefined);
    const instance = request.url.split('?', 1)[0] ?? '';
    // A used-up kind of id (2200H) is a problem for the caller and an alarm for the operator.
    const isAlarm = !problem || (error as { code?: string }).code === '2200H';
    if (isAlarm) log.error({ err: error, traceId, path: instance }, 'request failed');
    // Before the answer: whoever was refused and looks at the trail finds it there.
    if (problem) await noteRefusal(services, request, problem);
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
  };
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
export function refuseRequestLine(error: Error & { code?: string }, socket: Socket): void {
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
