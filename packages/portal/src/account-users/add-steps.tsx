import { CopyButton } from '../ui/copy-button.tsx';
import { formatDate, useRegional } from '../ui/date-time.tsx';
import { Field } from '../ui/field.tsx';
import { type EditForm, Form, FormField, TextField } from '../ui/form/index.ts';
import { Input } from '../ui/input.tsx';
import { Link } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { KeyValue } from '../ui/panel.tsx';
import type { Invitee } from './add-wizard.tsx';
import { userPage } from './cells.tsx';
import { GroupList } from './group-list.tsx';
import { linkOf, type Member, stateOf } from './member.ts';
import { useUserTexts } from './texts.ts';
import { useGroups } from './use-groups.ts';

interface StepProps {
  edit: EditForm<Invitee>;
  /** A member who has the address already. */
  known?: Member | undefined;
}

export function AddEmailStep({ edit, known, onLeave }: StepProps & { onLeave: () => void }) {
  const t = useUserTexts();
  return (
    <Form edit={edit} bare>
      <div className="flex min-w-0 flex-col gap-4">
        <TextField
          name="email"
          label={t('add.email')}
          help={t('add.emailHelp')}
          required
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        {known && stateOf(known) !== 'Declined' && (
          <p className="text-sm">
            <Link to={userPage(known)} onClick={onLeave}>
              {t('add.open', { name: known.user.name })}
            </Link>
          </p>
        )}
      </div>
    </Form>
  );
}

export function AddDetailsStep({ edit, known }: StepProps) {
  const t = useUserTexts();
  return (
    <Form edit={edit} bare>
      <div className="flex min-w-0 flex-col gap-4">
        {known && <Notice>{t('add.declined', { name: known.user.name })}</Notice>}
        <p className="text-muted text-sm">{t('add.namesHelp')}</p>
        <TextField name="firstName" label={t('add.firstName')} required autoComplete="off" />
        <TextField name="lastName" label={t('add.lastName')} required autoComplete="off" />
      </div>
    </Form>
  );
}

export function AddGroupsStep({ edit }: StepProps) {
  const t = useUserTexts();
  return (
    <Form edit={edit} bare>
      <div className="flex min-w-0 flex-col gap-4">
        <FormField name="groups" label={t('add.groups')} help={t('add.groupsHelp')} group required>
          {({ value, onValueChange, ref }) => <GroupList label={t('add.groups')} value={value} onValueChange={onValueChange} ref={ref} />}
        </FormField>
      </div>
    </Form>
  );
}

export function AddOverview({ values }: { values: Invitee }) {
  const t = useUserTexts();
  const groups = (useGroups().data ?? []).filter((group) => values.groups.includes(group.id));
  const administrators = groups.find((group) => group.isDefault);
  return (
    <>
      <p className="text-muted text-sm">{t('add.overview')}</p>
      <KeyValue
        items={[
          { label: t('add.email'), value: values.email.trim() },
          { label: t('add.firstName'), value: values.firstName },
          { label: t('add.lastName'), value: values.lastName },
          {
            label: t('add.groups'),
            value: (
              <ul>
                {groups.map((group) => (
                  <li key={group.id}>{group.name}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {administrators && <Notice tone="warning">{t('add.administrator', { group: administrators.name })}</Notice>}
    </>
  );
}

/** The mail is on its way; the link to copy in case it gets lost. */
export function AddSummary({ member }: { member: Member }) {
  const t = useUserTexts();
  const regional = useRegional();
  const link = linkOf(member);
  const until = member.invitation?.expiresAt;
  return (
    <div className="flex flex-col gap-4">
      <p>{t('add.doneDetail', { email: member.user.email })}</p>
      {link && (
        <div className="flex w-full items-end gap-1 text-start">
          <Field
            label={t('add.link')}
            className="flex-1"
            {...(until ? { help: t('add.linkHelp', { date: formatDate(until, 'date-time', regional) }) } : {})}
          >
            <span className="flex items-center gap-1">
              <Input readOnly value={link} onFocus={(event) => event.currentTarget.select()} className="font-mono text-xs" />
              <CopyButton text={link} label={t('action.copyLink')} />
            </span>
          </Field>
        </div>
      )}
    </div>
  );
}
