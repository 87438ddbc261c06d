import type { User } from '@tenantry/contract/users';
import { Pencil } from 'lucide-react';
import { languageName } from '../i18n.ts';
import { IconButton } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeyValue, Panel } from '../ui/panel.tsx';
import { useUiTexts } from '../ui/texts.ts';
import type { ProfileStep } from './edit-profile.tsx';
import { dateFormats, numberSample } from './regional-options.ts';
import { useProfileTexts } from './texts.ts';

/** Who I am, and how I read times and numbers. */
export function GeneralTab({ user, onEdit }: { user: User; onEdit: (step: ProfileStep) => void }) {
  const t = useProfileTexts();
  const say = useUiTexts();
  const phone = [user.phone?.prefix, user.phone?.number].filter(Boolean).join(' ');
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Panel
        title={t('panel.person')}
        actions={<IconButton icon={Pencil} size="sm" label={t('panel.edit')} onClick={() => onEdit('general')} />}
      >
        <KeyValue
          items={[
            { label: t('field.firstName'), value: user.firstName },
            { label: t('field.lastName'), value: user.lastName },
            {
              label: t('field.email'),
              value: user.email,
              action: <CopyButton text={user.email} label={say('copyNamed', { label: t('field.email') })} />,
            },
            { id: 'phone', label: t('field.phone'), value: phone },
          ]}
        />
      </Panel>
      <Regional user={user} onEdit={onEdit} />
    </div>
  );
}

function Regional({ user: { settings = {} }, onEdit }: { user: User; onEdit: (step: ProfileStep) => void }) {
  const t = useProfileTexts();
  const { languageCode, timeZone, timeFormat, dateFormat, numberFormat } = settings;
  const custom = Boolean(timeZone || timeFormat || dateFormat || numberFormat);
  return (
    <div id="regional" className="scroll-mt-24 rounded-lg">
      <Panel
        title={t('panel.regional')}
        description={t('panel.regionalHint')}
        actions={<IconButton icon={Pencil} size="sm" label={t('panel.editRegional')} onClick={() => onEdit('regional')} />}
      >
        <KeyValue
          items={[
            { id: 'language', label: t('field.language'), value: languageCode ? languageName(languageCode) : t('languageBrowser') },
            { label: t('field.settings'), value: t(custom ? 'custom' : 'browser') },
            { label: t('field.timeZone'), value: timeZone?.replaceAll('_', ' ') || t('likeBrowser'), hidden: !custom },
            {
              label: t('field.timeFormat'),
              value: timeFormat ? t(timeFormat === '12h' ? 'hours12' : 'hours24') : t('likeBrowser'),
              hidden: !custom,
            },
            { label: t('field.dateFormat'), value: dateFormat ? dateFormats[dateFormat] : t('likeBrowser'), hidden: !custom },
            { label: t('field.numberFormat'), value: numberFormat ? numberSample(numberFormat) : t('likeBrowser'), hidden: !custom },
          ]}
        />
      </Panel>
    </div>
  );
}
