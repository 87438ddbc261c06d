import { type EventUse, type Operation, problems, type Resource } from '@tenantry/contract';
import { fieldTable, table } from './field-table.ts';
import { type Html, html } from './html.ts';
import { pathParams, plainSchema } from './json-schema.ts';
import { code } from './markdown.ts';
import { bodyExample } from './operation-object.ts';
import { methodBadge, page, type Site } from './page.ts';
import { isRepeatable, problemsOf } from './problems-of.ts';
import { answerExample } from './samples.ts';
import { whoMay } from './who-may.ts';

/** The page of one resource: each operation with who may, what goes in, what comes out and what it records. */
export function resourcePage(site: Site, key: string, resource: Resource): string {
  const operations = Object.entries(resource.operations);
  const contents = operations.map(([name, { method, summary }]) => html`<li>${methodBadge(method)} <a href="#${name}">${summary}</a></li>`);
  return page(site, resource.name, resource.name, [
    html`<h1>${resource.name}</h1><p class="lead">${resource.summary}</p><ul class="operations">${contents}</ul>`,
    ...operations.map(([name, operation]) => section(site, key, resource, name, operation)),
  ]);
}

const section = (site: Site, key: string, resource: Resource, name: string, operation: Operation): Html => html`
<section class="operation" aria-labelledby="${name}">
<h2 id="${name}"><a href="#${name}">${operation.summary}</a></h2>
<p class="address">${methodBadge(operation.method)} <code>/public/v1${operation.path}</code> <span class="id">${key}.${name}</span></p>
${operation.description && html`<p>${operation.description}</p>`}
<p><strong>Who may:</strong> ${whoMay(operation)}</p>
${parameters(operation)}
${operation.body && fieldTable(plainSchema(operation.body), 'Body', operation.method === 'POST')}
${operation.multipart && html`<p>With a file: <code>multipart/form-data</code>, the JSON in the part <code>${operation.multipart.part}</code>, the file in <code>${operation.multipart.file}</code>.</p>`}
<h3>Request</h3>
${code(curl(site, operation), 'Request')}
${answer(key, resource, operation)}
${failures(operation)}
${events(operation.events ?? [])}
</section>`;

function parameters(operation: Operation): Html | undefined {
  const rows: [string, string][] = pathParams(operation).map((name) => [name, 'in the path']);
  if (operation.list) rows.push(['limit, offset, order, select, filter', 'the language of all lists: see the overview']);
  else if (operation.select) rows.push(['select', 'fields to add or to leave out']);
  else if (operation.filter) rows.push(['order, filter', 'of the language of all lists: see the overview']);
  for (const name of Object.keys((operation.query as { properties?: object } | undefined)?.properties ?? {}))
    rows.push([name, 'in the query']);
  if (operation.problems?.includes('stale-revision')) rows.push(['If-Match', 'header: the revision that was read']);
  if (isRepeatable(operation)) rows.push(['Idempotency-Key', 'header: does the work once']);
  if (rows.length === 0) return undefined;
  return table(
    'Parameters',
    ['Name', 'Where'],
    rows.map(([name, where]) => [html`<code>${name}</code>`, html`${where}`]),
  );
}

function curl({ publicUrl }: Site, operation: Operation): string {
  const { method, permission, body, multipart } = operation;
  const query = operation.list ? '?limit=5' : '';
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(`${publicUrl}/public/v1${operation.path}${query}`)}`];
  if (permission === 'person') lines.push('-b "tenantry=$TENANTRY_SESSION"');
  else if (permission !== 'public') lines.push('-H "Authorization: Bearer $TENANTRY_TOKEN"');
  if (operation.status === 307) lines.push('-L -o picture');
  if (operation.stream) lines.push('-OJ');
  if (body) {
    const json = JSON.stringify(bodyExample(body));
    if (multipart)
      lines.push(`-F ${quoted(`${multipart.file}=@${multipart.file}`)}`, `-F ${quoted(`${multipart.part}=${json};type=application/json`)}`);
    else lines.push("-H 'Content-Type: application/json'", `-d ${quoted(json)}`);
  }
  return lines.join(' \\\n  ');
}

// In single quotes a shell reads everything as it stands, but for the quote itself.
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function answer(key: string, resource: Resource, operation: Operation): Html {
  const example = answerExample(key, resource, operation);
  if (!operation.answer) {
    return html`<h3>Answer</h3><p><code>${operation.status}</code> with ${withoutSchema(operation)}.</p>`;
  }
  const schema = plainSchema(operation.answer);
  const object = operation.list ? (schema.properties?.data?.items ?? {}) : schema;
  return html`<h3>Answer</h3>
<p><code>${operation.status}</code>${operation.list ? ' with a page of objects' : ''}</p>
${code(JSON.stringify(example, null, 2), 'Answer')}
<details><summary>Fields of the answer</summary>${fieldTable(object, 'Fields of the answer', false)}</details>`;
}

const withoutSchema = ({ status, html: isDocument, stream }: Operation): string => {
  if (status === 307) return 'a redirect to the picture';
  if (stream) return `a file (${stream}), sent piece by piece`;
  return isDocument ? 'an HTML document' : 'nothing';
};

const failures = (operation: Operation): Html => html`<h3>Problems</h3>
<ul class="problems">${[...problemsOf(operation).values()].flat().map((name) => html`<li><a href="/problems/${name}"><code>${problems[name].status}</code> ${name}</a></li>`)}</ul>`;

const events = (uses: readonly EventUse[]): Html | undefined =>
  uses.length === 0
    ? undefined
    : html`<h3>Events</h3><ul>${uses.map((use) => (typeof use === 'string' ? html`<li><code>${use}</code></li>` : html`<li><code>${use.key}</code>: ${'when' in use ? `when ${use.when}` : use.many}</li>`))}</ul>`;
