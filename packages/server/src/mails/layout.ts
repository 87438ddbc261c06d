import { render, toPlainText } from '@react-email/render';
import { createElement as h, type ReactNode } from 'react';
import { fill, type MailLocale, type MailTemplate, textsOf } from './catalogue.ts';
import { inline, mailStyles } from './styles.ts';

type Parameters = Readonly<Record<string, string>>;

/** HTML and plain text of one mail, from the same tree. Names are text nodes, so nothing in them becomes markup. */
export async function renderMail(
  template: MailTemplate,
  locale: MailLocale,
  subject: string,
  parameters: Parameters,
): Promise<{ html: string; text: string }> {
  const html = await render(page(locale, subject, [...letter(template, locale, parameters), rule(), ...footer(locale)]));
  return { html, text: toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] }) };
}

function letter(template: MailTemplate, locale: MailLocale, parameters: Parameters): ReactNode[] {
  const words = textsOf(locale);
  const mail = words.templates[template];
  const { name, link, code } = parameters;
  return [
    h('h1', { key: 'heading', className: 'ink', style: inline.heading }, fill(mail.heading, parameters)),
    paragraph('greeting', fill(name ? words.greetingByName : words.greeting, parameters)),
    ...mail.paragraphs.map((text, i) => paragraph(`text-${i}`, fill(text, parameters))),
    ...(mail.button && link ? [button(mail.button, link)] : []),
    ...(template === 'invitation-code' && code ? [h('p', { key: 'code', className: 'ink', style: inline.code }, code)] : []),
    ...mail.notes.map((text, i) => small(`note-${i}`, fill(text, parameters))),
  ];
}

const paragraph = (key: string, text: string) => h('p', { key, className: 'ink', style: inline.paragraph }, text);

const small = (key: string, text: string) => h('p', { key, className: 'soft', style: inline.small }, text);

const rule = () => h('hr', { key: 'rule', className: 'line', style: inline.rule });

const footer = (locale: MailLocale) => textsOf(locale).footer.map((text, i) => small(`footer-${i}`, text));

// A new tab: in the mailbox of the portal the letter is in a frame that must not be left.
const button = (label: string, link: string) =>
  h(
    'p',
    { key: 'button', style: inline.buttonRow },
    h('a', { href: link, target: '_blank', rel: 'noopener noreferrer', className: 'button', style: inline.button }, label),
  );

function page(locale: MailLocale, subject: string, content: ReactNode[]): ReactNode {
  return h(
    'html',
    { lang: locale, dir: 'ltr' },
    h(
      'head',
      null,
      h('meta', { httpEquiv: 'Content-Type', content: 'text/html; charset=UTF-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('title', null, subject),
      h('style', null, mailStyles),
    ),
    h(
      'body',
      { className: 'page', style: inline.page },
      // Tables, because some mail programs lay out nothing else; to a screen reader they are no tables.
      table(
        inline.outer,
        h(
          'td',
          { align: 'center', style: inline.around },
          table(
            inline.card,
            h('td', { style: inline.inside }, h('p', { key: 'product', className: 'brand', style: inline.brand }, 'Tenantry'), ...content),
            'card',
          ),
        ),
      ),
    ),
  );
}

const table = (style: React.CSSProperties, cell: ReactNode, className?: string) =>
  h(
    'table',
    { role: 'presentation', width: '100%', cellPadding: 0, cellSpacing: 0, style, ...(className ? { className } : {}) },
    h('tbody', null, h('tr', null, cell)),
  );
