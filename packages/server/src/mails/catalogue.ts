import { de } from './texts.de.ts';
import { en } from './texts.en.ts';

/** What each template has to be given; `name`, the recipient's, is optional everywhere. */
export const mailParameters = {
  invitation: ['actor', 'account', 'link'],
  'invitation-again': ['actor', 'account', 'link'],
  'added-to-account': ['actor', 'account', 'link'],
  'removed-from-account': ['actor', 'account'],
  'password-reset': ['link'],
  'password-changed': [],
  'invitation-code': ['account', 'code'],
  'invitation-declined': ['person', 'account'],
} as const;

export type MailTemplate = keyof typeof mailParameters;

/** Never part of a subject: subjects are stored in clear. */
export const secretParameters: readonly string[] = ['link', 'code'];

/** One mail's words, `{{parameter}}` filled in. */
export interface MailText {
  subject: string;
  heading: string;
  paragraphs: readonly string[];
  /** The label of the button that opens `link`. */
  button?: string;
  /** Small print below: how long it holds, what to do when it was not oneself. */
  notes: readonly string[];
}

export interface MailTexts {
  greeting: string;
  greetingByName: string;
  footer: readonly string[];
  templates: Readonly<Record<MailTemplate, MailText>>;
}

/** One line for each language; a file beside this one brings its words. */
const catalogue = { en, de } as const satisfies Record<string, MailTexts>;

export type MailLocale = keyof typeof catalogue;

export const mailLocales = Object.keys(catalogue) as MailLocale[];

/** The catalogue's language for a tag such as `de-CH`; English where there is none. */
export function localeOf(tag: string | undefined): MailLocale {
  const language = tag?.toLowerCase().split(/[-_]/, 1)[0];
  return mailLocales.find((locale) => locale === language) ?? 'en';
}

export const textsOf = (locale: MailLocale): MailTexts => catalogue[locale];

/** Fills `{{parameter}}`; throws for one that is not there, because half a sentence must not be sent. */
export const fill = (text: string, parameters: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) throw new Error(`A mail text names {{${name}}}, which was not given.`);
    return value;
  });

/** The subject line, kept in clear. Throws when a parameter of the template is missing: better now than when the mail leaves. */
export function subjectOf(template: MailTemplate, locale: MailLocale, parameters: Readonly<Record<string, string>>): string {
  const missing = mailParameters[template].filter((name) => !parameters[name]);
  if (missing.length > 0) throw new Error(`The mail "${template}" needs ${missing.join(', ')}.`);
  const open = Object.fromEntries(Object.entries(parameters).filter(([name]) => !secretParameters.includes(name)));
  // One line, whatever a name contains: a line break would begin another header.
  return fill(textsOf(locale).templates[template].subject, open).replace(/\s+/g, ' ').trim();
}
