import { type ProblemName, problems } from '@tenantry/contract';
import { furtherEvents } from '@tenantry/contract/further-events';
import { table } from './field-table.ts';
import { type Html, html } from './html.ts';
import { code, inline } from './markdown.ts';
import { methodBadge, page, type Site } from './page.ts';
import { problemTexts } from './problem-texts.ts';

/** The first page: what holds for every operation, and where each one is. */
export const overviewPage = (site: Site): string =>
  page(
    site,
    'Overview',
    '',
    html`
<h1>The API</h1>
<p class="lead">Everything that the portal does goes through this API. Addresses begin with <code>${site.publicUrl}/public/v1</code>; bodies and answers are JSON in UTF-8.</p>
${[...conventions(site), problemSection(), resourceSection(site)]}`,
  );

function conventions({ publicUrl }: Site): Html[] {
  return [
    html`<section><h2 id="signing-in">Signing in</h2>
<p>Programs send an API token: create one in the portal under <strong>API tokens</strong>, or with <code>tenantry tokens create</code>. A token belongs to one account and may do what its modules allow.
People send the cookie that signing in gave their browser; who belongs to several accounts names one in <code>Tenantry-Account</code>.</p>
${code(`curl ${publicUrl}/public/v1/me -H "Authorization: Bearer $TENANTRY_TOKEN"`)}</section>`,
    html`<section><h2 id="lists">Lists</h2>
<p>Every list takes <code>limit</code> (10 unless given, 100 at most, 0 only counts), <code>offset</code>, <code>order</code>, <code>select</code> and a filter in RQL, which stands bare in the query.
Text is quoted, <code>*</code> is the wildcard of <code>like</code> and <code>ilike</code>, and fields nest with dots.</p>
${code("?limit=20&order=-audit.created.at,name&select=+audit&and(eq(status,'Active'),ilike(name,'*export*'))", 'A query')}
<p>Functions: <code>eq ne lt le gt ge like ilike in out any all and or not</code>; values <code>null()</code> and <code>empty()</code>. <code>field=value</code> is short for <code>eq</code>.
The answer holds <code>data</code> and, in <code>$meta.pagination</code>, the limit that was applied, the offset and the exact total.</p></section>`,
    html`<section><h2 id="changes">Changes</h2>
<p><code>PUT</code> merges: what is absent stays, <code>null</code> clears, lists are replaced. Fields that only the server sets (<code>id</code>, <code>audit</code>, <code>status</code> …) may be sent back and are ignored; any other unknown field is refused.
A change of state is an action of its own, such as <code>POST …/disable</code>. Each change is recorded in the audit trail with the events that its page names.
What is refused is recorded too (<code>${furtherEvents.refused.key}</code>), and so is every read of a token that has <code>auditReads</code> (<code>${furtherEvents.tokenRead.key}</code>).</p>
<p>Objects carry a <code>revision</code>, also as <code>ETag</code>. Send it as <code>If-Match</code>, and the change is refused when somebody else was faster.
A <code>POST</code> with an <code>Idempotency-Key</code> is done once, however often it arrives within 24 hours. Where a picture or a file goes along, send <code>multipart/form-data</code> with a JSON part and a file part.</p></section>`,
  ];
}

const problemSection = (): Html => html`<section><h2 id="problems">Problems</h2>
<p>Every failure is <code>application/problem+json</code> (RFC 9457). Branch on <code>type</code>, never on texts; <code>traceId</code> finds the request in the server’s log.</p>
${table(
  'Types of problems',
  ['Type', 'Status', 'When'],
  (Object.keys(problems) as ProblemName[]).map((name) => [
    html`<a href="/problems/${name}">${name}</a>`,
    html`${problems[name].status} ${problems[name].title}`,
    html`${inline(problemTexts[name])}`,
  ]),
)}</section>`;

const resourceSection = ({ resources }: Site): Html => html`<section><h2 id="resources">Resources</h2>
${Object.values(resources).map(
  ({ name, summary, operations }) => html`<article class="card"><h3><a href="/api/${name}">${name}</a></h3><p>${summary}</p>
<ul class="operations">${Object.entries(operations).map(
    ([key, { method, path, summary: does }]) =>
      html`<li>${methodBadge(method)} <a href="/api/${name}#${key}"><code>${path}</code></a> <span>${does}</span></li>`,
  )}</ul></article>`,
)}</section>`;
