import type { User } from '@tenantry/contract/users';
import { languageName } from '../i18n.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useUiTexts } from '../ui/texts.ts';
import type { Member } from './member.ts';
import { useUserTexts } from './texts.ts';

/** Who the person is and how she reads times and numbers: to look at, because only she changes it (spec 4.5). */
export function GeneralTab({ member, person }: { member: Member; person: User | undefined }) {
  const t = useUserTexts();
  const say = useUiTexts();
  const user = { ...member.user, ...person };
  const { settings } = user;
  const phone = [user.phone?.prefix, user.phone?.number].filter(Boolean).join(' ');
  const chosen = settings && Object.values(settings).some(Boolean);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel title={t('detail.personTitle')} description={t('detail.personHint', { name: user.name })}>
        <KeyValue
          items={[
            { label: t('property.firstName'), value: user.firstName },
            { label: t('property.lastName'), value: user.lastName },
            {
              label: t('detail.email'),
              value: user.email,
              action: <CopyButton text={user.email} label={say('copyNamed', { label: t('detail.email') })} />,
            },
            { label: t('detail.phone'), value: phone },
          ]}
        />
      </Panel>
      <Panel title={t('detail.preferences')} description={t('detail.preferencesHint')}>
        {chosen ? (
          <KeyValue
            items={[
              { label: t('detail.language'), value: settings.languageCode && languageName(settings.languageCode) },
              { label: t('detail.culture'), value: settings.cultureCode && languageName(settings.cultureCode) },
              { label: t('detail.timeZone'), value: settings.timeZone },
              { label: t('detail.dateFormat'), value: settings.dateFormat && dateFormats[settings.dateFormat] },
              { label: t('detail.timeFormat'), value: settings.timeFormat },
              { label: t('detail.numberFormat'), value: settings.numberFormat },
            ]}
          />
        ) : (
          <p className="text-muted text-sm">{t('detail.preferencesNone')}</p>
        )}
      </Panel>
    </div>
  );
}

const dateFormats = { DMY: '31/12/2030', MDY: '12/31/2030', YMD: '2030-12-31' };
