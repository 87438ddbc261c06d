import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ProblemName, problems, type Resource, resources } from '@tenantry/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { html } from './html.ts';
import { renderMarkdown } from './markdown.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.app.http.inject({ method: 'GET', url, headers });
const markup = async (url: string): Promise<string> => {
  const answer = await get(url);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  return answer.body;
};

const all = Object.values(resources) as unknown as Resource[];

describe('the OpenAPI document', () => {
  it('is there for everybody, and names this server', async () => {
    const answer = await get('/public/v1/openapi.json');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: `${app.app.services.config.publicUrl}/public/v1` }] });
  });

  it('is not sent again to whoever has it', async () => {
    const { headers, body } = await get('/public/v1/openapi.json');
    const again = await get('/public/v1/openapi.json', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await get('/public/v1/openapi.json', { 'if-none-match': '"another"' });
    expect([other.statusCode, other.body]).toEqual([200, body]);
  });

  it('is compressed for those who understand it, and only for them', async () => {
    const plain = await get('/public/v1/openapi.json', { 'accept-encoding': 'gzip;q=0' });
    const zipped = await get('/public/v1/openapi.json', { 'accept-encoding': 'gzip, br' });
    expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
    expect(zipped.rawPayload.length).toBeLessThan(plain.body.length / 5);
  });
});

describe('the pages of the reference', () => {
  it('name every operation of the contract with its address', async () => {
    const overview = await markup('/api');
    for (const { name, operations } of all) {
      const own = await markup(`/api/${name}`);
      for (const [key, operation] of Object.entries(operations)) {
        expect(overview).toContain(`href="/api/${name}#${key}"`);
        expect(own).toContain(`id="${key}"`);
        expect(own).toContain(`/public/v1${operation.path}`);
      }
    }
  });

  it('say who may, what goes in with its limits, what can go wrong and what is recorded', async () => {
    const text = await markup('/api/api-tokens');
    expect(text).toContain('Callers of Client, Vendor and Operations accounts with the module Access management.');
    expect(text).toContain('text, 1 to 200 characters');
    expect(text).toContain('href="/problems/confirm-identity"');
    expect(text).toContain('platform.accounts.api_token.created');
    expect(text).toContain('-d &#39;{&quot;name&quot;:&quot;Nightly export&quot;');
    expect(await markup('/api/accounts')).toContain('-F &#39;logo=@logo&#39;');
  });

  it('run no script, load nothing from elsewhere and say so to the browser', async () => {
    for (const url of ['/api', '/api/users', '/problems/conflict']) {
      const { headers, body } = await get(url);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|(src|href)="(https?:)?\/\//);
      const [, style = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(body) ?? [];
      const sheet = await get(style);
      expect([sheet.statusCode, sheet.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
      expect(sheet.headers['cache-control']).toContain('immutable');
    }
  });

  it('have no link of their own that leads nowhere, and no id twice', async () => {
    const pages = new Map<string, string>();
    const open = ['/api'];
    for (let url = open.pop(); url !== undefined; url = open.pop()) {
      if (pages.has(url)) continue;
      const body = await markup(url);
      pages.set(url, body);
      const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size, url).toBe(ids.length);
      for (const [, link = ''] of body.matchAll(/href="((?:\/api|\/problems|#)[^"]*)"/g)) {
        const target = link.startsWith('#') ? url : link.split('#')[0]!;
        if (!target.endsWith('.css')) open.push(target);
      }
    }
    for (const [url, body] of pages) {
      for (const [, target = '', id] of body.matchAll(/href="([^"#]*)#([^"]+)"/g))
        expect(pages.get(target || url), `${url} → ${target}#${id}`).toContain(`id="${id}"`);
    }
    expect(pages.size).toBe(1 + all.length + Object.keys(problems).length);
  });

  it('answer 404 as a problem for what there is not', async () => {
    for (const url of ['/api/nothing', '/api/constructor', '/problems/nothing', '/problems/toString', '/problems/..%2fREADME']) {
      const answer = await get(url);
      expect([url, answer.statusCode, answer.json().type]).toEqual([url, 404, '/problems/not-found']);
    }
  });
});

describe('the page of a problem type', () => {
  it.each(Object.keys(problems) as ProblemName[])('of %s is there where its type leads, with status and title', async (name) => {
    const file = readFileSync(join(resolve(import.meta.dirname, '../../../../docs/problems'), `${name}.md`), 'utf8');
    const status = `${problems[name].status} ${problems[name].title}`;
    expect(file.split('\n').slice(0, 3)).toEqual([`# ${name}`, '', `\`${status}\``]);
    expect(await markup(`/problems/${name}`)).toContain(`<code>${status}</code>`);
  });
});

describe('markup', () => {
  it('is made of texts that cannot become markup themselves', () => {
    expect(html`<p title="${'"><script>'}">${"a & 'b'"}</p>`.markup).toBe('<p title="&quot;&gt;&lt;script&gt;">a &amp; &#39;b&#39;</p>');
  });

  it('comes from headings, paragraphs, lists, code and links', () => {
    const text = '# A\n\nOne `<b>` and\n[two](other.md).\n\n- x\n  y\n- **z**\n\n```\n<pre>\n```\n';
    expect(renderMarkdown(text).map((block) => block.markup)).toEqual([
      '<h1>A</h1>',
      '<p>One <code>&lt;b&gt;</code> and <a href="other">two</a>.</p>',
      '<ul><li>x y</li><li><strong>z</strong></li></ul>',
      '<pre tabindex="0" role="group" aria-label="Example"><code>&lt;pre&gt;</code></pre>',
    ]);
  });
});
