import { describe, expect, test } from 'vitest';
import { type MailTemplate, mailLocales, mailParameters, secretParameters, subjectOf, textsOf } from './catalogue.ts';
import { renderMail } from './layout.ts';

const link = 'https://settings.example.com/accept-invite?code=a_Secret-1&mail=b_Secret-2';
const given = {
  actor: 'Ada <script>alert(1)</script> Roth',
  account: 'Müller & "Söhne"',
  person: 'Grace Hopper',
  name: 'Grace',
  link,
  code: '482 915',
};
const templates = Object.keys(mailParameters) as MailTemplate[];
const count = (text: string, part: string) => text.split(part).length - 1;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe.each(mailLocales)('mails in %s', (locale) => {
  test.each(templates)('%s names what it is about, in HTML and in plain text', async (template) => {
    const { html, text } = await renderMail(template, locale, subjectOf(template, locale, given), given);
    const needed: readonly string[] = mailParameters[template];
    for (const name of needed.filter((one) => one !== 'link')) {
      const value = given[name as keyof typeof given];
      expect(html).toContain(escaped(value));
      expect(text).toContain(value);
    }
    const links = needed.includes('link') ? 1 : 0;
    expect(count(html, `href="${escaped(link)}"`)).toBe(links);
    expect(count(html, 'b_Secret-2')).toBe(links);
    expect(count(text, link)).toBe(links);
    expect(count(html, given.code)).toBe(needed.includes('code') ? 1 : 0);
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html).toContain('Tenantry');
    for (const line of textsOf(locale).footer) expect(text).toContain(line);
  });

  test.each(templates)('%s runs nothing, loads nothing and leaves no placeholder', async (template) => {
    const { html, text } = await renderMail(template, locale, subjectOf(template, locale, given), given);
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|\son\w+=/i);
    expect(`${html}${text}`).not.toMatch(/\{\{|undefined/);
  });

  test('invitations say that the link holds for 7 days', async () => {
    for (const template of ['invitation', 'invitation-again', 'added-to-account'] as const)
      expect((await renderMail(template, locale, 'x', given)).text).toMatch(/\b7 (days|Tage)\b/);
  });

  test('no subject names what opens a door, because subjects are kept in clear', () => {
    for (const template of templates)
      for (const name of secretParameters) expect(textsOf(locale).templates[template].subject).not.toContain(`{{${name}}}`);
  });
});

describe('subjects', () => {
  test('a line break in a name begins no header', () => {
    expect(subjectOf('invitation-declined', 'en', { person: 'Eve\r\nBcc: all@example.com', account: 'A' })).not.toMatch(/[\r\n]/);
  });

  test('a missing parameter is refused when the mail is queued, not when it is sent', () => {
    expect(() => subjectOf('invitation', 'en', { actor: 'Ada', account: 'A' })).toThrow('needs link');
  });
});
