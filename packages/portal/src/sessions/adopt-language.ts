import { languages, setLanguage } from '../i18n.ts';

/** Shows the portal in a person's language, as her profile has it; without a choice in the browser's. Languages that the portal lacks change nothing. */
export async function adoptLanguage(tag: unknown): Promise<void> {
  const wanted = typeof tag === 'string' && tag !== '' ? [tag] : navigator.languages;
  const known = wanted.map((one) => languages.find((language) => language === one.slice(0, 2))).find((language) => language);
  if (known) await setLanguage(known);
}
