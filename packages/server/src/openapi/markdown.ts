import { type Html, html } from './html.ts';

/**
 * The little Markdown that docs/problems uses: headings, paragraphs, lists, fenced code, `code`, **strong** and links.
 * A library for all of Markdown would be ten times this page, and would let raw HTML through.
 */
export function renderMarkdown(text: string): Html[] {
  const blocks: Html[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const heading = /^(#{1,3}) (.+)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading) {
      blocks.push(heading[1] === '#' ? html`<h1>${inline(heading[2]!)}</h1>` : html`<h2>${inline(heading[2]!)}</h2>`);
      at += 1;
    } else if (line.startsWith('```')) {
      const end = lines.indexOf('```', at + 1);
      blocks.push(code(lines.slice(at + 1, end).join('\n')));
      at = end + 1;
    } else {
      const end = lines.findIndex((one, i) => i > at && (one.trim() === '' || one.startsWith('```')));
      const block = lines.slice(at, end < 0 ? undefined : end);
      blocks.push(line.startsWith('- ') ? list(block) : html`<p>${inline(block.join(' '))}</p>`);
      at += block.length;
    }
  }
  return blocks;
}

/** A block of code that the keyboard can scroll. */
export const code = (text: string, label = 'Example'): Html =>
  html`<pre tabindex="0" role="group" aria-label="${label}"><code>${text}</code></pre>`;

const list = (lines: readonly string[]): Html => {
  const items = lines
    .join('\n')
    .split(/\n?^- /m)
    .filter(Boolean);
  return html`<ul>${items.map((item) => html`<li>${inline(item.replaceAll(/\n\s*/g, ' '))}</li>`)}</ul>`;
};

/** Text with `code`, **strong** and links in it. */
export function inline(text: string): Html[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link) return html`<a href="${link[2]!.replace(/\.md$/, '')}">${inline(link[1]!)}</a>`;
    if (/^`.+`$/s.test(part)) return html`<code>${part.slice(1, -1)}</code>`;
    if (/^\*\*.+\*\*$/s.test(part)) return html`<strong>${part.slice(2, -2)}</strong>`;
    return html`${part}`;
  });
}
