import { languageName } from '../i18n.ts';
import type { Option } from '../ui/select.tsx';

// The mails are written in English and German; the region decides dates and numbers in them.
const offered = ['en-US', 'en-GB', 'de-DE', 'de-AT', 'de-CH'] as const;

/** The languages that mails exist in, and the stored one if it is another. */
export const languageOptions = (stored: string): Option[] =>
  [...new Set([...offered, stored])].map((value) => ({ value, label: languageName(value) }));
