/** Answers calls from a list, in order, and keeps what was sent. An Error in the list is a connection that fails. */
export function fakeServer(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    requests.push(new Request(input, init));
    const answer = answers.shift();
    if (!answer) throw new Error('an unexpected request');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { fetch: fetch as typeof globalThis.fetch, requests };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const problem = (status: number, title: string, more: object = {}, headers: Record<string, string> = {}): Response =>
  new Response(
    JSON.stringify({ type: '/problems/some', title, status, detail: `${title}.`, instance: '/x', traceId: '00-a-b-01', ...more }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    },
  );

export const page = (ids: string[], offset: number, total: number): Response =>
  json({ $meta: { pagination: { limit: ids.length, offset, total }, omitted: [] }, data: ids.map((id) => ({ id })) });
