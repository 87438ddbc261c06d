import type { Operation } from '@tenantry/contract';
import { type ListQuery, parseListQuery, RqlError } from '@tenantry/rql';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { fieldErrors } from './body.ts';
import { invalid, Problem } from './problem.ts';

type QueryReader = (request: FastifyRequest) => ListQuery;

/** Reads the list language of a request, as far as the operation takes it. Its plain parameters come in `extra` where it takes a filter. */
export function queryReader(operation: Operation): QueryReader {
  const none: ListQuery = { order: [], select: [], render: false, extra: {} };
  if (!(operation.list || operation.select || operation.filter)) return () => none;
  const plain = plainReader(operation);
  return (request) => {
    const [, raw = ''] = splitOnce(request.url, '?');
    if (raw === '') return none;
    try {
      const query = parseListQuery(raw, { allowed: plain.names });
      refuseOthers(operation, query);
      plain.check(query.extra);
      return query;
    } catch (error) {
      throw error instanceof RqlError ? invalidQuery(error) : error;
    }
  };
}

function refuseOthers(operation: Operation, query: ListQuery): void {
  if (operation.list) return;
  if (operation.select) {
    if (query.filter) throw new RqlError('Only select can be given here', 0);
    return;
  }
  const [given] = [
    query.limit !== undefined && 'limit',
    query.offset !== undefined && 'offset',
    query.select.length > 0 && 'select',
    query.render && 'render()',
  ].filter((name) => name !== false);
  if (given) throw new RqlError(`The parameter '${given}' cannot be given here: everything that matches is answered, whole`, 0);
}

/** Plain parameters beside the filter are texts, checked against what the operation declares. */
function plainReader({ filter, query }: Operation) {
  if (!filter || !query) return { names: [], check: () => undefined };
  const names = Object.keys((query as { properties?: object }).properties ?? {});
  const checker = Compile(query as TSchema);
  const check = (given: Record<string, string>): void => {
    if (!checker.Check(given)) throw invalid(fieldErrors(checker.Errors(given)), 'Some parameters are not valid.');
  };
  return { names, check };
}

/** 400 for a query that cannot be understood; the message begins as existing clients know it. */
export const invalidQuery = (error: RqlError): Problem =>
  new Problem('invalid-query', error.message, { errors: { query: [error.message] } });

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
