import type { Operations, Resource } from '@tenantry/contract';
import { NamedSchemas } from './json-schema.ts';
import { failureResponses, operationObject } from './operation-object.ts';
import { problemTexts } from './problem-texts.ts';

type Json = Record<string, unknown>;

export interface OpenApiFacts {
  version: string;
  /** Where the server is reached, without a path. */
  publicUrl: string;
}

/** The OpenAPI 3.1 document of the contract: every operation with every status it can give, and examples that are good against their schemas. */
export function buildOpenApi(resources: Readonly<Record<string, Resource>>, { version, publicUrl }: OpenApiFacts): Json {
  const schemas = new NamedSchemas(resources);
  const all = Object.entries(resources);
  const paths: Record<string, Json> = {};
  for (const [key, resource] of all) {
    for (const [name, operation] of Object.entries(resource.operations as Operations)) {
      const method = operation.method.toLowerCase();
      paths[operation.path] = { ...paths[operation.path], [method]: operationObject(key, resource, name, operation, schemas) };
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tenantry',
      version,
      summary: 'Accounts, people, groups, tokens and the audit trail of a B2B platform.',
      description: `A readable form of this document is at ${publicUrl}/api. Pictures are also served below /v1.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl.replace(/\/$/, '')}/public/v1` }],
    tags: all.map(([, { name, summary }]) => ({ name, description: summary })),
    paths,
    components: {
      securitySchemes: securitySchemes(publicUrl),
      parameters,
      headers,
      responses: {
        ...failureResponses(
          all.flatMap(([, { operations }]) => Object.values(operations as Operations)),
          problemTexts,
        ),
        unexpected: {
          description: 'A defect on our side (500), or something between here and the server. The trace id finds it in the log.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
        },
      },
      schemas: schemas.components,
    },
  };
}

const securitySchemes = (publicUrl: string): Json => ({
  token: { type: 'http', scheme: 'bearer', description: 'An API token of an account.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    // Browsers take the prefix only with Secure, which plain http cannot have.
    name: publicUrl.startsWith('https:') ? '__Host-tenantry' : 'tenantry',
    description: 'The session of a person who signed in in a browser.',
  },
});

const names = { type: 'array', items: { type: 'string' } };

const parameters: Json = {
  limit: {
    name: 'limit',
    in: 'query',
    description: 'How many objects at most; 0 only counts. The answer tells the limit that was applied.',
    schema: { type: 'integer', minimum: 0, default: 10, description: 'Above 100 means 100.' },
  },
  offset: {
    name: 'offset',
    in: 'query',
    description: 'How many objects to pass over.',
    schema: { type: 'integer', minimum: 0, default: 0 },
  },
  order: {
    name: 'order',
    in: 'query',
    description: 'Field paths, most significant first; `-` before one means descending.',
    style: 'form',
    explode: false,
    schema: names,
    example: ['-audit.created.at', 'name'],
  },
  select: {
    name: 'select',
    in: 'query',
    description: 'Fields to add (`+audit`) or to leave out (`-groups`), nested with dots; `*` is everything of a level.',
    style: 'form',
    explode: false,
    schema: names,
    example: ['+audit'],
  },
  filter: {
    name: 'filter',
    in: 'query',
    description:
      "RQL, written bare into the query string: `?limit=5&and(eq(status,'Active'),ilike(name,'*export*'))`. `field=value` is short for `eq(field,value)`, which is what this parameter describes; several are joined by and. Functions: eq ne lt le gt ge like ilike in out any all and or not, values null() and empty().",
    style: 'form',
    explode: true,
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    example: { status: 'Active' },
  },
  render: {
    name: 'render()',
    in: 'query',
    description: 'Fills in the placeholders in the details of audit records; has no effect elsewhere.',
    allowEmptyValue: true,
    schema: { type: 'string', maxLength: 0 },
  },
  account: {
    name: 'Tenantry-Account',
    in: 'header',
    description: 'The account to work in, for a person with several. Without it, the current account of the person; a token has its own.',
    schema: { type: 'string' },
    example: 'ACC-1234-5678',
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` of the revision that was read. Without it, the last write wins.',
    schema: { type: 'string' },
    example: '"3"',
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'For 24 hours, the same key on the same path gets the first answer again instead of doing the work again.',
    schema: { type: 'string' },
    example: '6f1d5d0e-3c3b-4a57-9b1e-0d5f3f6f2a10',
  },
};

const headers: Json = {
  etag: { description: 'The revision of the object, for `If-Match`.', schema: { type: 'string' }, example: '"3"' },
  location: { description: 'The address of the picture.', schema: { type: 'string', format: 'uri-reference' } },
  fileName: { description: 'The name to save the file under.', schema: { type: 'string' }, example: 'attachment; filename="records.csv"' },
  total: { description: 'How many records the file holds, where that is known before.', schema: { type: 'integer' }, example: 20 },
  retryAfter: { description: 'Seconds to wait before the next try.', schema: { type: 'integer' }, example: 1 },
  challenge: { description: 'Always `Bearer`.', schema: { type: 'string' }, example: 'Bearer' },
};
