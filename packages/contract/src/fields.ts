import { type Static, type TOptional, type TSchema, Type } from 'typebox';

/** Text of `min` to `max` characters. */
export const text = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max });

/** Text that `null` clears. */
export const nullableText = (max: number) => Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: max });

/** `T` or `null`. */
export const nullable = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }] });

/** One of a few words. */
export const oneOf = <const T extends readonly string[]>(values: T, more: { description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...more });

/** UTC with milliseconds, `2026-01-31T23:00:00.000Z`. */
export const dateTime = () => Type.String({ format: 'date-time' });

/** An object that takes no other field than those listed. */
export const strict = <const P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });

/** An identifier as clients send it. Its form is not checked here: an id of a foreign form is a missing object, not bad input. */
export const id = (example: string) => Type.String({ minLength: 1, maxLength: 64, examples: [example] });

/** A reference in a body: only its `id` counts, whatever else clients send along is ignored. */
export const reference = (example: string) => Type.Object({ id: id(example) }, { additionalProperties: false, 'x-reference': true });

/** A reference in an answer. */
export const Reference = Type.Object({
  id: Type.String(),
  name: Type.Optional(nullableText(1000)),
  icon: Type.Optional(nullableText(1000)),
  type: Type.Optional(Type.String()),
  status: Type.Optional(Type.String()),
});
export type Reference = Static<typeof Reference>;

/** The address of an organisation; all but line 2 required (spec 21, common sub-objects). */
export const addressFields = {
  addressLine1: text(250, 1),
  addressLine2: Type.Optional(nullableText(250)),
  postCode: text(20, 1),
  city: text(200, 1),
  state: text(200, 1),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
};
export const Address = strict(addressFields);
export type Address = Static<typeof Address>;

export const Phone = strict({ prefix: Type.Optional(nullableText(10)), number: Type.Optional(nullableText(15)) });

/** The latest occurrence of each event of an object: a cache, not a history (spec 14.4). */
export const Audit = Type.Record(
  Type.String(),
  Type.Object({ at: dateTime(), by: Type.Optional(Reference), of: Type.Optional(Reference) }),
);
export type Audit = Static<typeof Audit>;

export const Meta = Type.Object({ omitted: Type.Array(Type.String()) });

/** The fields that every stored object has beside its own. */
export const core = {
  id: Type.String(),
  revision: Type.Optional(Type.Integer()),
  audit: Type.Optional(Audit),
  $meta: Type.Optional(Meta),
};

/** A page of a list: `$meta.pagination` holds exactly `limit`, `offset`, `total`, because clients refuse more. */
export const page = <T extends TSchema>(item: T) =>
  Type.Object({
    $meta: Type.Object({
      pagination: Type.Object({ limit: Type.Integer(), offset: Type.Integer(), total: Type.Integer() }, { additionalProperties: false }),
      omitted: Type.Array(Type.String()),
    }),
    data: Type.Array(item),
  });

/** A picture in a PUT: `null` takes it away; its address, which clients send back as they read it, is left alone. */
export const clearableIcon = () => Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 2000 });

/** The same fields, none required: the body of a PUT, which merges (RFC 7396). */
export const optional = <P extends Record<string, TSchema>>(properties: P) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)])) as {
    [K in keyof P]: P[K] extends TOptional<infer S> ? TOptional<S> : TOptional<P[K]>;
  };
