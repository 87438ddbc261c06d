import { Validator } from '@seriousme/openapi-schema-validator';
import { type Operation, type Operations, ProblemDetails, problems, type Resource, resources } from '@tenantry/contract';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { buildOpenApi } from './document.ts';
import { bodyExample, problemExample } from './operation-object.ts';
import { problemTexts } from './problem-texts.ts';
import { answerExample } from './samples.ts';

interface Described {
  operationId: string;
  tags: string[];
  security: object[];
  parameters?: { $ref?: string; name?: string; in?: string }[];
  requestBody?: { required: boolean; content: Record<string, { schema: { properties?: object; $ref?: string } }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { example: unknown }> }>;
}

interface Document {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: {
    securitySchemes: Record<string, { name?: string }>;
    responses: Record<string, unknown>;
    schemas: Record<string, { properties?: Record<string, unknown> }>;
  };
}

const document = buildOpenApi(resources as unknown as Record<string, Resource>, {
  version: '0.1.0',
  publicUrl: 'https://tenantry.example',
}) as unknown as Document;

const every = Object.entries(resources as unknown as Record<string, Resource>).flatMap(([key, resource]) =>
  Object.entries(resource.operations as Operations).map(([name, operation]) => ({ key, resource, operation, id: `${key}.${name}` })),
);

const described = (operation: Operation): Described => document.paths[operation.path]![operation.method.toLowerCase()]!;
const statuses = (id: string): string[] => Object.keys(described(every.find((one) => one.id === id)!.operation).responses);

describe('the API document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate({ ...structuredClone(document) });
    expect(result).toEqual({ valid: true });
    // The validator says no to a document with a fault.
    const broken = { ...structuredClone(document), paths: { '/x': { get: { responses: 7 } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('has every operation of the contract, each under its own id', () => {
    const found = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(found.toSorted()).toEqual(every.map(({ id }) => id).toSorted());
    expect(new Set(found).size).toBe(found.length);
    expect(described(resources.apiTokens.operations.create)).toMatchObject({ operationId: 'apiTokens.create', tags: ['api-tokens'] });
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!.split('/'));
    expect(references.length).toBeGreaterThan(100);
    for (const steps of references) {
      expect(
        steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document),
        steps.join('/'),
      ).toBeDefined();
    }
  });

  it('keeps the marks to itself that only the server reads', () => {
    expect(JSON.stringify(document)).not.toMatch(/x-reference|x-ignored|x-reads/);
  });

  it('names the secured cookie where the address is https, the plain one where it is not', () => {
    const plain = buildOpenApi({}, { version: '0', publicUrl: 'http://localhost:3000' }) as unknown as Document;
    expect(document.components.securitySchemes.session?.name).toBe('__Host-tenantry');
    expect(plain.components.securitySchemes.session?.name).toBe('tenantry');
    expect(plain.servers).toEqual([{ url: 'http://localhost:3000/public/v1' }]);
  });
});

describe('the statuses of an operation', () => {
  it('follow from its shape and what it declares', () => {
    expect(statuses('apiTokens.list')).toEqual(['200', '400', '401', '403', '404', '429', '503', 'default']);
    expect(statuses('apiTokens.update')).toEqual(['200', '400', '401', '403', '404', '409', '412', '413', '415', '429', '503', 'default']);
    expect(statuses('apiTokens.delete')).toEqual(['204', '400', '401', '403', '404', '409', '429', '503', 'default']);
    expect(statuses('accounts.icon')).toEqual(['307', '400', '404', '503', 'default']);
    // Public, and still not for everybody: the password may be wrong.
    expect(statuses('sessions.create')).toEqual(['201', '400', '401', '403', '413', '415', '429', '503', 'default']);
    expect(statuses('installation.get')).toEqual(['200', '400', '503', 'default']);
  });

  it.each(every)('of $id hold its success and every problem it declares', ({ operation }) => {
    const found = Object.keys(described(operation).responses);
    expect(found).toContain(String(operation.status));
    for (const name of operation.problems ?? []) expect(found).toContain(String(problems[name].status));
    if (operation.permission === 'public' && operation.method === 'GET') expect(found).not.toContain('401');
    if (!operation.body) for (const status of ['413', '415']) expect(found).not.toContain(status);
  });

  it('name security where somebody has to sign in, and none for what is public', () => {
    for (const { operation } of every) {
      const kinds = described(operation).security.flatMap((one) => Object.keys(one));
      expect(kinds).toEqual(
        operation.permission === 'public' ? [] : operation.permission === 'person' ? ['session'] : ['token', 'session'],
      );
    }
  });
});

describe('the parameters of an operation', () => {
  const names = ({ operation }: { operation: Operation }) =>
    (described(operation).parameters ?? []).map((one) => one.$ref?.split('/').at(-1) ?? `${one.in} ${one.name}`);
  const of = (id: string) => names(every.find((one) => one.id === id)!);

  it('are those of its path, the list language and the headers that count', () => {
    expect(of('accountUsers.list')).toEqual(['path account', 'limit', 'offset', 'order', 'select', 'filter', 'render', 'account']);
    expect(of('apiTokens.get')).toEqual(['path id', 'select', 'render', 'account']);
    expect(of('apiTokens.update')).toEqual(['path id', 'account', 'ifMatch']);
    expect(of('apiTokens.create')).toEqual(['account', 'idempotencyKey']);
    expect(of('apiTokens.reveal')).not.toContain('idempotencyKey');
    expect(of('installation.get')).toEqual([]);
  });

  it('stand beside both forms of a body that may carry a file', () => {
    const body = described(resources.accounts.operations.create).requestBody!;
    expect(Object.keys(body.content)).toEqual(['application/json', 'multipart/form-data']);
    expect(Object.keys(body.content['multipart/form-data']!.schema.properties!)).toEqual(['logo', 'account']);
    expect(Object.keys(described(resources.apiTokens.operations.create).requestBody!.content)).toEqual(['application/json']);
  });
});

describe('every example', () => {
  const isGood = (schema: TSchema, example: unknown) => {
    const check = Compile(schema);
    expect(check.Check(example), JSON.stringify({ example, errors: check.Errors(example) }, null, 1)).toBe(true);
  };

  it.each(every.filter(({ operation }) => operation.body))('of a body of $id is good against its schema', ({ operation }) => {
    isGood(operation.body!, bodyExample(operation.body!));
  });

  it.each(every.filter(({ operation }) => operation.answer))('of an answer of $id is good against its schema', (one) => {
    const example = answerExample(one.key, one.resource, one.operation);
    isGood(one.operation.answer!, example);
    const response = described(one.operation).responses[one.operation.status]!;
    expect(response.content!['application/json']!.example).toEqual(example);
  });

  it.each(Object.keys(problems) as (keyof typeof problems)[])('of the problem %s is good against its schema', (name) => {
    isGood(ProblemDetails, problemExample(name, problemTexts[name]));
  });

  it('shows a token’s secret only where it is answered', () => {
    const { list, get, create, reveal } = resources.apiTokens.operations;
    const secret = (operation: Operation) => JSON.stringify(described(operation).responses[operation.status]).includes('idt:');
    expect([list, get, create, reveal].map((one) => secret(one as Operation))).toEqual([false, false, true, true]);
  });
});
