import { type Operation, operationId, type ProblemName, problems, type Resource } from '@tenantry/contract';
import { furtherEventsOf } from '@tenantry/contract/further-events';
import type { TSchema } from 'typebox';
import { type NamedSchemas, pathParams, plainSchema } from './json-schema.ts';
import { isRepeatable, problemsOf } from './problems-of.ts';
import { answerExample, sample } from './samples.ts';
import { whoMay } from './who-may.ts';

type Json = Record<string, unknown>;

const parameter = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** The Operation Object (OpenAPI 3.1, section 4.8.10) of one operation. */
export function operationObject(key: string, resource: Resource, name: string, operation: Operation, schemas: NamedSchemas): Json {
  const { permission, events = [] } = operation;
  const description = [operation.description, `Who may: ${whoMay(operation)}`].filter(Boolean).join('\n\n');
  return {
    operationId: operationId(resource, name),
    tags: [resource.name],
    summary: operation.summary,
    description,
    ...parametersOf(operation, schemas),
    ...bodyOf(operation, schemas),
    responses: {
      ...successOf(key, resource, operation, schemas),
      ...failuresOf(operation),
      default: { $ref: '#/components/responses/unexpected' },
    },
    security: permission === 'public' ? [] : permission === 'person' ? [{ session: [] }] : [{ token: [] }, { session: [] }],
    'x-permission': permission,
    'x-events': events,
    'x-further-events': furtherEventsOf(operation),
  };
}

function parametersOf(operation: Operation, schemas: NamedSchemas): Json {
  const parameters: Json[] = pathParams(operation).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    example: sample({ type: 'object', properties: { id: {} } }, name === 'id' ? '' : name),
  }));
  for (const one of parameters) one.example = (one.example as { id: string }).id;
  if (operation.list) parameters.push(...['limit', 'offset', 'order', 'select', 'filter', 'render'].map(parameter));
  else if (operation.select) parameters.push(parameter('select'), parameter('render'));
  else if (operation.filter) parameters.push(parameter('order'), parameter('filter'));
  const query = operation.query ? plainSchema(operation.query as TSchema) : undefined;
  for (const [name, schema] of Object.entries(query?.properties ?? {})) {
    parameters.push({ name, in: 'query', required: query?.required?.includes(name) ?? false, schema: schemas.refer(schema as TSchema) });
  }
  if (operation.permission !== 'public') parameters.push(parameter('account'));
  if (operation.problems?.includes('stale-revision')) parameters.push(parameter('ifMatch'));
  if (isRepeatable(operation)) parameters.push(parameter('idempotencyKey'));
  return parameters.length > 0 ? { parameters } : {};
}

function bodyOf({ body, multipart, description: _, ...operation }: Operation, schemas: NamedSchemas): Json {
  if (!body) return {};
  const schema = schemas.refer(body);
  const example = bodyExample(body);
  const content: Json = { 'application/json': { schema, example } };
  if (multipart) {
    content['multipart/form-data'] = {
      schema: {
        type: 'object',
        properties: { [multipart.file]: { type: 'string', contentMediaType: 'application/octet-stream' }, [multipart.part]: schema },
      },
      encoding: { [multipart.part]: { contentType: 'application/json' } },
    };
  }
  const merges = operation.method === 'PUT' && !Array.isArray(example);
  const description = merges
    ? 'Merged with what is stored (RFC 7396): what is absent stays, `null` clears, lists are replaced.'
    : undefined;
  const isNeeded = !multipart && (operation.method === 'PUT' || (body as { required?: string[] }).required !== undefined);
  return { requestBody: { required: isNeeded, ...(description ? { description } : {}), content } };
}

/** The example that the contract gives, or one made from the schema. */
export const bodyExample = (body: TSchema): unknown => (body as { examples?: unknown[] }).examples?.[0] ?? sample(plainSchema(body));

function successOf(key: string, resource: Resource, operation: Operation, schemas: NamedSchemas): Json {
  const { status, answer } = operation;
  if (status === 307)
    return {
      307: {
        description: 'Where the picture is; kept for good, because its address names its content.',
        headers: { Location: header('location') },
      },
    };
  if (operation.html) return { [status]: { description: 'An HTML document.', content: { 'text/html': { schema: { type: 'string' } } } } };
  if (operation.stream)
    return {
      [status]: {
        description: 'A file, sent piece by piece. A connection that breaks means that it is not whole.',
        headers: { 'Content-Disposition': header('fileName'), 'Tenantry-Total': header('total') },
        content: { [operation.stream]: { schema: { type: 'string' } } },
      },
    };
  if (!answer) return { [status]: { description: 'Done.' } };
  const hasRevision = !operation.list && plainSchema(answer).properties?.revision !== undefined;
  return {
    [status]: {
      description: operation.list ? 'A page of the list.' : status === 201 ? 'The object as it was created.' : 'The object.',
      ...(hasRevision ? { headers: { ETag: header('etag') } } : {}),
      content: { 'application/json': { schema: schemas.refer(answer), example: answerExample(key, resource, operation) } },
    },
  };
}

const failuresOf = (operation: Operation): Json =>
  Object.fromEntries(
    [...problemsOf(operation)].map(([status, names]) => [status, { $ref: `#/components/responses/${names.join('_or_')}` }]),
  );

/** The Response Objects that operations refer to: one for each combination of problems under one status. */
export function failureResponses(operations: readonly Operation[], texts: Readonly<Record<ProblemName, string>>): Json {
  const responses: Json = {};
  for (const names of operations.flatMap((operation) => [...problemsOf(operation).values()])) {
    const status = problems[names[0]!].status;
    const headers = {
      ...(status === 401 ? { 'WWW-Authenticate': header('challenge') } : {}),
      ...([409, 429, 503].includes(status) ? { 'Retry-After': header('retryAfter') } : {}),
    };
    responses[names.join('_or_')] = {
      description: names.map((name) => `\`${name}\`: ${texts[name]}`).join('\n\n'),
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/ProblemDetails' },
          examples: Object.fromEntries(names.map((name) => [name, { value: problemExample(name, texts[name]) }])),
        },
      },
    };
  }
  return responses;
}

/** A problem document of that type. */
export function problemExample(name: ProblemName, detail: string): Json {
  const { status, title } = problems[name];
  const traceId = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const example = { type: `/problems/${name}`, title, status, detail, instance: '/public/v1/accounts/api-tokens', traceId };
  if (name === 'invalid-request')
    return { ...example, errors: { name: ['Must not be empty.'] }, pointers: { '/name': 'Must not be empty.' } };
  if (name === 'invalid-query') return { ...example, errors: { query: ["Invalid property path. 'nmae' at position 3"] } };
  return example;
}
