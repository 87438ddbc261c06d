import type { Operation, Resource } from '@tenantry/contract';
import * as contract from '@tenantry/contract';
import type { TSchema } from 'typebox';

/** A schema as JSON: what the document holds. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  patternProperties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  format?: string;
  pattern?: string;
  description?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** Without the marks that only our own server reads. Fields that it ignores instead of refusing are allowed. */
export function plainSchema(schema: TSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const kept = Object.entries(value).filter(([name]) => !name.startsWith('x-'));
    const lenient = 'x-reference' in value || 'x-ignored' in value;
    return Object.fromEntries(lenient ? kept.filter(([name]) => name !== 'additionalProperties') : kept);
  }) as JsonSchema;
}

/** The schemas that have a name in the document; everything of the same shape refers to them. */
export class NamedSchemas {
  readonly #names = new Map<string, string>();
  readonly components: Record<string, JsonSchema> = {};

  constructor(resources: Readonly<Record<string, Resource>>) {
    const named = new Map<string, JsonSchema>();
    const name = (as: string, schema: TSchema | undefined) => {
      if (!schema || named.has(as)) return;
      const plain = plainSchema(schema);
      const text = JSON.stringify(plain);
      if (this.#names.has(text)) return;
      this.#names.set(text, as);
      named.set(as, plain);
    };
    const { ProblemDetails, Reference, Address, Phone, Audit } = contract;
    for (const [as, schema] of Object.entries({ ProblemDetails, Reference, Address, Phone, Audit })) name(as, schema);
    for (const [key, { operations }] of Object.entries(resources)) {
      const one = singular(key);
      name(one, (operations.get ?? operations.create)?.answer);
      name(`${one}Page`, operations.list?.answer);
      name(`New${one}`, operations.create?.body);
      name(`${one}Patch`, operations.update?.body);
    }
    for (const [as, schema] of named) this.components[as] = this.#inside(schema);
  }

  /** The schema with everything that has a name replaced by a reference to it. */
  refer(schema: TSchema): JsonSchema {
    return this.#refer(plainSchema(schema));
  }

  #refer(schema: JsonSchema): JsonSchema {
    const name = this.#names.get(JSON.stringify(schema));
    return name ? { $ref: `#/components/schemas/${name}` } : this.#inside(schema);
  }

  #inside(schema: JsonSchema): JsonSchema {
    const all = (schemas: Record<string, JsonSchema>) =>
      Object.fromEntries(Object.entries(schemas).map(([key, one]) => [key, this.#refer(one)]));
    return {
      ...schema,
      ...(schema.properties ? { properties: all(schema.properties) } : {}),
      ...(schema.patternProperties ? { patternProperties: all(schema.patternProperties) } : {}),
      ...(schema.items ? { items: this.#refer(schema.items) } : {}),
      ...(schema.anyOf ? { anyOf: schema.anyOf.map((one) => this.#refer(one)) } : {}),
    };
  }
}

/** `apiTokens` → `ApiToken`. */
export const singular = (key: string): string => {
  const one = key.endsWith('s') ? key.slice(0, -1) : key;
  return `${one[0]?.toUpperCase()}${one.slice(1)}`;
};

/** Where a path has parameters: their names. */
export const pathParams = ({ path }: Operation): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
