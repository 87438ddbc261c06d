import { LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { currentLanguage, type Language, languageName, languages, setLanguage } from '../i18n.ts';
import { useSession } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Select } from '../ui/select.tsx';
import { useUiTexts } from '../ui/texts.ts';
import { showProblem } from '../ui/toast.tsx';
import { AccountSwitcher } from './account-switcher.tsx';
import { currentTheme, setTheme, type Theme } from './preferences.ts';
import { useShellTexts } from './texts.ts';

/** The person at the left, the accounts at the right. */
export function ProfilePanel({ onClose }: { onClose: () => void }) {
  const t = useShellTexts();
  const say = useUiTexts();
  const { actor, settings } = useSession();
  const [theme, setShown] = useState(currentTheme);
  const zone = (settings?.timeZone as string | undefined) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

  async function signOut() {
    try {
      await api.delete('/public/v1/security/sessions/current');
      location.assign('/sign-in');
    } catch (error) {
      showProblem(error, say('error.unexpected'));
    }
  }

  return (
    <div className="grid sm:grid-cols-2">
      <section className="flex flex-col gap-3 border-b p-4 sm:border-e sm:border-b-0">
        <div className="flex items-center gap-3">
          <Avatar name={actor.name} id={actor.id} src={actor.icon} size="lg" />
          <div className="min-w-0">
            <p className="truncate font-semibold">{actor.name}</p>
            <p className="truncate text-muted text-xs">{actor.email}</p>
            <code className="text-2xs text-muted">{actor.id}</code>
          </div>
        </div>
        <dl className="text-xs">
          <dt className="text-muted">{t('profile.zone')}</dt>
          <dd>{zone}</dd>
        </dl>
        <Choice
          label={t('profile.theme')}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`profile.${value}`) }))}
          onChoose={(next: Theme) => {
            setTheme(next);
            setShown(next);
          }}
        />
        <Choice
          label={t('profile.language')}
          value={currentLanguage()}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
          onChoose={(next: Language) => void setLanguage(next)}
        />
        <div className="mt-auto flex gap-2 pt-1">
          <Link plain to="/profile" onClick={onClose} className={buttonClass('secondary', 'md', 'flex-1')}>
            <UserRound aria-hidden className="size-4" />
            {t('profile.mine')}
          </Link>
          <Button variant="ghost" icon={LogOut} onClick={() => void signOut()}>
            {t('profile.signOut')}
          </Button>
        </div>
      </section>
      <AccountSwitcher onClose={onClose} />
    </div>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChoose: (value: V) => void;
}

function Choice<V extends string>({ label, value, options, onChoose }: ChoiceProps<V>) {
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <span aria-hidden>{label}</span>
      <Select size="sm" aria-label={label} value={value} options={options} onValueChange={onChoose} className="w-32" />
    </div>
  );
}
