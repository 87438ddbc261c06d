import { describe, expect, it } from 'vitest';
import { createClient, iterate } from '../src/index.ts';
import { fakeServer, page } from './fake-server.ts';

const baseUrl = 'https://tenantry.example';

async function idsOf(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

describe('iterating over a list', () => {
  it('reads page after page, each with the same filter', async () => {
    const { fetch, requests } = fakeServer(page(['a', 'b'], 0, 3), page(['c'], 2, 3));
    const client = createClient({ baseUrl, fetch });
    expect(await idsOf(iterate(client.apiTokens.list, { filter: 'eq(status,Active)' }))).toEqual(['a', 'b', 'c']);
    expect(requests.map(({ url }) => url.split('?')[1])).toEqual([
      'limit=100&offset=0&eq(status,Active)',
      'limit=100&offset=2&eq(status,Active)',
    ]);
  });

  it('goes on by what came, where the server gives fewer than were asked for', async () => {
    const { fetch, requests } = fakeServer(page(['a'], 0, 2), page(['b'], 1, 2));
    const list = createClient({ baseUrl, fetch }).accountUsers.list;
    expect(await idsOf(iterate(list, { account: 'ACC-1', limit: 5000 }))).toEqual(['a', 'b']);
    expect(requests[1]!.url).toContain('/accounts/ACC-1/users?limit=5000&offset=1');
  });

  it('ends with an empty page, even when the total promises more', async () => {
    const { fetch, requests } = fakeServer(page([], 0, 7));
    expect(await idsOf(iterate(createClient({ baseUrl, fetch }).apiTokens.list))).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it('reads no further page than the caller wants', async () => {
    const { fetch, requests } = fakeServer(page(['a', 'b'], 0, 10));
    for await (const { id } of iterate(createClient({ baseUrl, fetch }).apiTokens.list)) {
      expect(id).toBe('a');
      break;
    }
    expect(requests).toHaveLength(1);
  });
});
