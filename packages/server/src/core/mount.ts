import {
  type AnswerOf,
  type BodyOf,
  isRead,
  isWrite,
  type Operation,
  type Operations,
  operationId,
  type ParamsOf,
  type QueryOf,
  type Resource,
} from '@tenantry/contract';
import type { ListQuery } from '@tenantry/rql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerChecker } from './answer-check.ts';
import { bodyReader, parseJson } from './body.ts';
import { type Caller, contextOf, nobody } from './context.ts';
import { refuseForeignSites } from './cross-site.ts';
import type { Transaction } from './database.ts';
import type { Recorder } from './events.ts';
import { answerBefore, idempotentRequest, rememberAnswer } from './idempotency.ts';
import type { Page } from './listing.ts';
import { originOf } from './origin.ts';
import { isOpen, roleFor } from './permission.ts';
import { invalid, Problem } from './problem.ts';
import { envelope, project, type SelectRules, selectRules } from './projection.ts';
import { queryReader } from './read-query.ts';
import { recordRead, recordsReads } from './recorded-read.ts';
import type { Services } from './services.ts';
import { goneSignal, openStream, type StreamAnswer, sendStream } from './stream-answer.ts';
import { type ReadBody, readBody, sentBytes, type UploadedFile } from './upload.ts';
import { written } from './written.ts';

/** What a handler gets. It answers the object, a page, a stream, or where to go; the transaction ends after it. */
export interface Call<O extends Operation = Operation> {
  tx: Transaction;
  caller: Caller;
  recorder: Recorder;
  params: ParamsOf<O>;
  body: BodyOf<O>;
  query: QueryOf<O>;
  list: ListQuery;
  file?: UploadedFile;
  services: Services;
  /** Aborted when the client goes away; never, for what is answered at once. */
  gone: O extends { stream: string } ? AbortSignal : undefined;
  /** Throws 412 when the request's `If-Match` names another revision. */
  checkRevision(revision: number): void;
  /** Sets the session cookie, or clears it. */
  setSession(secret: string | undefined): void;
}

type Answer<O extends Operation> = O extends { status: 307 }
  ? { redirect: string }
  : O extends { status: 204 }
    ? undefined
    : O extends { html: true }
      ? string
      : O extends { stream: string }
        ? StreamAnswer
        : O extends { list: true }
          ? Page<unknown>
          : AnswerOf<O>;

export type Handlers<O extends Operations> = { [K in keyof O]: (call: Call<O[K]>) => Promise<Answer<O[K]>> };

export interface Mounted {
  resource: Resource;
  handlers: Record<string, (call: Call) => Promise<unknown>>;
  /** Fields that only a `select` brings. */
  omitted: readonly string[];
}

/** Ties handlers to a resource of the contract; a missing one does not compile. */
export function mount<O extends Operations>(resource: Resource<O>, handlers: Handlers<O>, omitted: readonly string[] = []): Mounted {
  return { resource: resource as unknown as Resource, handlers: handlers as unknown as Mounted['handlers'], omitted };
}

/** Adds the routes of a mounted resource, below `/public/v1` and, for pictures, below `/v1` too. */
export function addRoutes(app: FastifyInstance, services: Services, mounted: Mounted): void {
  for (const [name, operation] of Object.entries(mounted.resource.operations)) {
    const handle = handler(services, operation, mounted.handlers[name]!, selectRules(operation, mounted.omitted));
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const prefixes = operation.status === 307 ? ['/public/v1', '/v1'] : ['/public/v1'];
    const config = { operation: operationId(mounted.resource, name) };
    // A HEAD of a stream would record its events and read all of it for nothing.
    const exposeHeadRoute = !operation.stream;
    for (const prefix of prefixes) app.route({ method: operation.method, url: prefix + path, handler: handle, exposeHeadRoute, config });
  }
}

function handler(services: Services, operation: Operation, handle: (call: Call) => Promise<unknown>, select: SelectRules) {
  const readFields = bodyReader(operation);
  const readQuery = queryReader(operation);
  const check = services.config.checkAnswers ? answerChecker(operation) : undefined;
  const write = isWrite(operation);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const params = request.params as Record<string, string>;
    const caller = await callerOf(services, operation, request);
    const role = roleFor(operation, caller, params, isOpen(operation, services));
    const list = readQuery(request);
    const sent: ReadBody = write && operation.method !== 'GET' ? await readBody(request, operation.multipart) : { text: undefined };
    const body = write && operation.method !== 'GET' ? bodyOf(operation, sent.text, sent.file !== undefined, readFields) : undefined;
    const idempotent =
      operation.method === 'POST' && operation.idempotencyKey !== false && caller.kind !== 'nobody'
        ? idempotentRequest(request.headers['idempotency-key'], pathOf(request), sentBytes(sent))
        : undefined;
    const recorder = { caller, origin: originOf(request, services) };
    const isRecorded = isRead(operation) && recordsReads(recorder);
    const work = async (tx: Transaction) => {
      const before = idempotent ? await answerBefore(tx, services.vault, idempotent) : undefined;
      if (before) return before;
      const call = {
        tx,
        caller,
        recorder,
        params,
        body,
        query: operation.filter ? list.extra : request.query,
        list,
        services,
        gone: operation.stream ? goneSignal(reply) : undefined,
        ...(sent.file ? { file: sent.file } : {}),
      };
      const result = await handle({ ...call, ...replyHooks(services, request, reply) } as Call);
      if (operation.stream) return { status: operation.status, body: result };
      const answer = {
        status: operation.status,
        body: operation.list ? envelope(result as Page<object>, list, select) : project(result, list.select, select, operation),
      };
      if (check && list.select.length === 0) check(answer.body);
      if (idempotent) await rememberAnswer(tx, services.vault, idempotent, answer);
      if (isRecorded) await recordRead(tx, recorder, request, { status: answer.status, result });
      return answer;
    };
    const context = contextOf(caller, role);
    const { database } = services;
    const transact = (inTransaction: typeof work) =>
      write
        ? database.write(context, inTransaction)
        : isRecorded
          ? database.write(context, inTransaction, 'recorded')
          : database.read(context, inTransaction);
    if (operation.stream) return sendStream(services, request, reply, operation.stream, await openStream(work, transact));
    const answer = await transact(work);
    return operation.html ? sendDocument(reply, String(answer.body)) : send(reply, answer);
  };
}

async function callerOf(services: Services, operation: Operation, request: FastifyRequest): Promise<Caller> {
  refuseForeignSites(request, services.config);
  const { account } = request.query as { account?: unknown };
  // A frame cannot send the header that names the account of its tab.
  if (operation.html && typeof account === 'string') request.headers['tenantry-account'] ??= account;
  // Whoever only looks up something public need not be told that her session ended.
  if (isOpen(operation, services)) return (await services.authenticator.identify(request).catch(() => undefined)) ?? nobody;
  const caller = (await services.authenticator.identify(request)) ?? nobody;
  if (caller.kind === 'token') services.rateLimit?.take(caller.id);
  return caller;
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!;

function bodyOf(operation: Operation, text: string | undefined, hasFile: boolean, read: (given: unknown) => unknown): unknown {
  if (text === undefined) {
    if (!operation.body || hasFile) return {};
    // An action without data has no body at all (contract 1); whether it needs one is for its schema to say.
    if (operation.method === 'POST') return read({});
    throw invalid({ body: ['Must be given.'] }, 'This operation needs a JSON body.');
  }
  return read(parseJson(text));
}

function replyHooks(services: Services, request: FastifyRequest, reply: FastifyReply) {
  return {
    checkRevision(revision: number): void {
      const wanted = request.headers['if-match'];
      if (wanted === undefined || wanted === '*') return;
      const tags = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
      if (!tags.includes(String(revision)))
        throw new Problem(
          'stale-revision',
          `Somebody changed this in the meantime: it is at revision ${revision}. Read it again and repeat the change.`,
        );
    },
    setSession(secret: string | undefined): void {
      services.setSessionCookie(reply, secret);
    },
  };
}

function send(reply: FastifyReply, answer: { status: number; body: unknown }): unknown {
  reply.code(answer.status);
  if (answer.status === 204) return reply.send();
  if (answer.status === 307) return reply.header('cache-control', 'no-cache').redirect((answer.body as { redirect: string }).redirect, 307);
  const { revision } = answer.body as { revision?: unknown };
  if (typeof revision === 'number') reply.header('etag', `"${revision}"`);
  return reply.type('application/json; charset=utf-8').send(written(answer.body));
}

/** A document that can run nothing, load nothing and reach nothing; only its links open, in a tab of their own. */
function sendDocument(reply: FastifyReply, html: string): unknown {
  return reply
    .headers({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}
