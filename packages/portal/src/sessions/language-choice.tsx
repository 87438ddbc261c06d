import { currentLanguage, languageName, languages, setLanguage } from '../i18n.ts';
import { Select } from '../ui/select.tsx';
import { useSignInTexts } from './texts.ts';

/** The languages of the portal, each by its own name. */
export function LanguageChoice() {
  const t = useSignInTexts();
  const options = languages.map((value) => ({ value, label: languageName(value) }));
  return (
    <Select
      size="sm"
      aria-label={t('outside.language')}
      value={currentLanguage()}
      options={options}
      onValueChange={(next) => void setLanguage(next)}
      className="w-28"
    />
  );
}
