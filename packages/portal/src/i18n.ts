import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** The same keys as the English catalogue `C`, with other words. */
export type Translation<C> = { readonly [K in keyof C]: C[K] extends string ? string : Translation<C[K]> };

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Base<K extends string> = K extends `${infer B}_${PluralForm}` ? B : K;

/** Dotted keys of a catalogue; `rows_one` and `rows_other` are asked for as `rows` with a `count`. */
export type TextKey<C> = {
  [K in keyof C & string]: C[K] extends string ? Base<K> : `${K}.${TextKey<C[K]>}`;
}[keyof C & string];

export type Texts<C> = (key: TextKey<C>, values?: Readonly<Record<string, unknown>>) => string;

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
export type OtherLanguage = Exclude<Language, 'en'>;

type Load = () => Promise<Catalogue>;
const loaders = new Map<string, Load>();

// i18next asks here for every namespace that it does not hold yet in the current language.
const lazyCatalogues = {
  type: 'backend' as const,
  init() {},
  read(language: string, namespace: string, done: (error: unknown, data: Catalogue | false) => void) {
    const load = loaders.get(`${language}/${namespace}`);
    if (!load) return done(null, {});
    load().then(
      (catalogue) => done(null, catalogue),
      (error: unknown) => done(error, false),
    );
  },
};

const storageKey = 'tenantry.language';

void i18next
  .use(lazyCatalogues)
  .use(initReactI18next)
  .init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    supportedLngs: [...languages],
    ns: [],
    resources: {},
    partialBundledLanguages: true,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
i18next.on('languageChanged', showLanguage);
showLanguage(i18next.language);

/**
 * Registers the catalogue of one slice and returns its hook. English comes with the slice's own chunk; the others are
 * fetched when somebody reads them. No list elsewhere knows the slices.
 */
export function defineTexts<const C extends Catalogue>(
  namespace: string,
  en: C,
  others: Readonly<Record<OtherLanguage, () => Promise<Translation<C>>>>,
): () => Texts<C> {
  i18next.addResourceBundle('en', namespace, en, true, true);
  for (const [language, load] of Object.entries(others)) loaders.set(`${language}/${namespace}`, load as Load);
  // biome-ignore lint/correctness/noComponentHookFactories: called once per slice, at import
  return function useTexts() {
    const { t } = useTranslation(namespace);
    return t as unknown as Texts<C>;
  };
}

export function currentLanguage(): Language {
  return languages.find((language) => language === i18next.language) ?? 'en';
}

/** The name of a language in that language, so that whoever is looking for it can read it; the tag itself when it is none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
}

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return wanted.map((tag) => languages.find((language) => language === tag)).find((language) => language) ?? 'en';
}

function showLanguage(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
