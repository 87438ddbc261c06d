import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ProblemName, problems } from '@tenantry/contract';
import { html } from './html.ts';
import { code, renderMarkdown } from './markdown.ts';
import { problemExample } from './operation-object.ts';
import { page, type Site } from './page.ts';
import { problemTexts } from './problem-texts.ts';

const folder = resolve(import.meta.dirname, '../../../../docs/problems');

/** What the `type` of a problem leads to: its page in docs/problems, and an example. */
export function problemPage(site: Site, name: ProblemName): string {
  const example = JSON.stringify(problemExample(name, problemTexts[name]), null, 2);
  return page(site, name, name, [...renderMarkdown(textOf(name)), html`<h2>An example</h2>`, code(example)]);
}

function textOf(name: ProblemName): string {
  try {
    return readFileSync(join(folder, `${name}.md`), 'utf8');
  } catch {
    // A published package comes without the docs folder.
    return `# ${name}\n\n\`${problems[name].status} ${problems[name].title}\`\n\n${problemTexts[name]}\n`;
  }
}
