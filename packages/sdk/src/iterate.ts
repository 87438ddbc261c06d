import type { CallOptions, ListArgs } from './methods.ts';

interface AnyPage {
  $meta: { pagination: { total: number } };
  data: unknown[];
}

type ItemOf<P> = P extends { data: (infer T)[] } ? T : never;

// Where the list needs no argument, neither does reading all of it.
type Rest<A> = Record<never, never> extends A ? [args?: A, options?: CallOptions] : [args: A, options?: CallOptions];

/**
 * Every object of a list, read page by page (100 at a time unless `limit` says otherwise): `for await (const token of iterate(client.apiTokens.list))`.
 * Pages are read by offset: order by something that does not change meanwhile, such as `id`, where objects may come and go.
 */
export async function* iterate<A extends ListArgs, P extends AnyPage>(
  list: (args: A, options?: CallOptions) => Promise<P>,
  ...[args, options]: Rest<NoInfer<A>>
): AsyncGenerator<ItemOf<P>, void, undefined> {
  let offset = args?.offset ?? 0;
  for (;;) {
    const page = await list({ ...args, limit: args?.limit || 100, offset } as A, options);
    yield* page.data as ItemOf<P>[];
    offset += page.data.length;
    if (page.data.length === 0 || offset >= page.$meta.pagination.total) return;
  }
}
