import type { TestApp } from '../harness.ts';

/** A secret of 32 bytes as the product draws them. */
const secretLength = 43;

/** Which of these secrets stand somewhere in the trail, in whatever column, and in how many places of the log of the tree. */
export async function secretsInTrail(app: TestApp, drawn: ReadonlySet<string>, words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const rows = await app.rows<{ text: string }>('select e::text as text from events e union all select t::text from event_types t');
  for (const { text } of rows) {
    for (const word of words) if (text.includes(word)) found.add(word);
    // Every run of letters that is long enough, at every place: quicker than looking for each of thousands of secrets.
    for (const [run] of text.matchAll(/[\w-]{43,}/g))
      for (let at = 0; at + secretLength <= run.length; at++) if (drawn.has(run.slice(at, at + secretLength))) found.add(run);
  }
  return [...found];
}

/** Details in which a placeholder is left after `render()`, with their event, as an operator reads the whole trail. */
export async function unrenderedDetails(app: TestApp): Promise<string[]> {
  const found = new Set<string>();
  const { token } = app.world.operations;
  for (let offset = 0, total = 1; offset < total; offset += 100) {
    const { body } = await app.send('GET', `/audit/records?limit=100&offset=${offset}&order=timestamp&render()`, { token });
    total = body.$meta.pagination.total;
    for (const { event, details } of body.data as { event: string; details: string }[])
      if (/\{\{|undefined|\[object/.test(details)) found.add(`${event}: ${details}`);
  }
  return [...found];
}
