import { currentLanguage } from '../i18n.ts';

/** The name of a currency in the reader's language; the code where nobody has a name for it. */
export const currencyName = (code: string, language: string = currentLanguage()): string =>
  new Intl.DisplayNames(language, { type: 'currency', fallback: 'code' }).of(code) ?? code;
