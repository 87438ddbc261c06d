import type { AnswerOf, BodyOf, Operation, Operations, ParamsOf, QueryOf, Resource, Resources } from '@tenantry/contract';

/** What every call takes beside its arguments. */
export interface CallOptions {
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  /** Sent as `Idempotency-Key`: the server does the work once, and the call may be repeated. */
  idempotencyKey?: string;
  /** Sent as `If-Match`: the change is refused when the object is at another revision. */
  revision?: number;
}

/** Which part of an answer is wanted: `['+audit', '-groups']`, or the same as text. */
export interface SelectArgs {
  select?: string | readonly string[];
  /** Fills in the placeholders of audit records. */
  render?: boolean;
}

/** The list language; `filter` is RQL text such as `eq(status,Active)`, `order` field paths, `-` for descending. */
export interface ListArgs extends SelectArgs {
  limit?: number;
  offset?: number;
  order?: string | readonly string[];
  filter?: string;
}

/** A page of a list, as the contract answers it. */
export interface Page<T> {
  $meta: { pagination: { limit: number; offset: number; total: number }; omitted: string[] };
  data: T[];
}

/** What matches, in which order; without pages. */
export type FilterArgs = Pick<ListArgs, 'order' | 'filter'>;

type BodyArgs<O extends Operation> = O extends { multipart: object }
  ? { body: BodyOf<O>; file?: Blob } | { body?: BodyOf<O>; file: Blob }
  : O extends { body: object }
    ? { body: BodyOf<O> }
    : unknown;

type QueryArgs<O extends Operation> = (O extends { query: object } ? { query?: QueryOf<O> } : unknown) &
  (O extends { list: true } ? ListArgs : O extends { select: true } ? SelectArgs : O extends { filter: true } ? FilterArgs : unknown);

/** The arguments of an operation: path parameters, list language, query and body, side by side. */
export type ArgsOf<O extends Operation> = ParamsOf<O> & QueryArgs<O> & BodyArgs<O>;

/**
 * Pictures and HTML documents answer their bytes; redirects are followed. Streams answer as they begin: `body` is read piece by piece, and
 * reading it fails when it breaks off; `Tenantry-Total` tells how many records it will hold.
 */
type ResultOf<O extends Operation> = O extends { status: 307 } | { html: true }
  ? Blob
  : O extends { stream: string }
    ? Response
    : O extends { status: 204 }
      ? undefined
      : AnswerOf<O>;

// An operation without any required argument may be called with none at all.
type MethodOf<O extends Operation> =
  Record<never, never> extends ArgsOf<O>
    ? (args?: ArgsOf<O>, options?: CallOptions) => Promise<ResultOf<O>>
    : (args: ArgsOf<O>, options?: CallOptions) => Promise<ResultOf<O>>;

type MethodsOf<R> = R extends Resource<infer O extends Operations> ? { readonly [K in keyof O]: MethodOf<O[K]> } : never;

/** One typed method for each operation of the contract: `client.apiTokens.create({ body })`. */
export type Client = { readonly [R in keyof Resources]: MethodsOf<Resources[R]> };
