import { Phone, strict, text } from '@tenantry/contract/fields';
import type { Invitation } from '@tenantry/contract/invitations';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { Type } from 'typebox';
import { ApiError } from '../api.ts';
import { useInstallation } from '../installation/installation.ts';
import { useNewPassword } from '../passwords/use-new-password.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { FormProblems, TextField, useEditForm } from '../ui/form/index.ts';
import { Input } from '../ui/input.tsx';
import { ExternalLink } from '../ui/link.tsx';
import { Notice } from '../ui/notice.tsx';
import { PhoneFields } from '../ui/phone/phone-fields.tsx';
import { accept, type InvitationLink } from './calls.ts';
import { MailCode } from './mail-code.tsx';
import { useInvitationTexts } from './texts.ts';

interface Values {
  /** As the body names it, so that the server's messages find their fields. */
  registration: { firstName: string; lastName: string; phone: { prefix: string; number: string }; mailCode: string };
}

const schema = (codeRequired: boolean) => {
  const digits = Type.String({ pattern: '^\\s*(\\d\\s*){6}$' });
  const mailCode = codeRequired ? digits : Type.Optional(digits);
  return strict({ registration: strict({ firstName: text(100, 1), lastName: text(100, 1), phone: Type.Optional(Phone), mailCode }) });
};

export interface RegisterFormProps {
  invitation: Invitation;
  link: InvitationLink;
  onAnswered: (answer: Invitation) => void;
  onChanged: () => void;
  decline: ReactNode;
}

/** A new person: names, phone, password, terms, and for a copied link the proof that the mailbox is hers. */
export function RegisterForm(props: RegisterFormProps) {
  const { invitation, link, decline } = props;
  const t = useInvitationTexts();
  const { edit, chosen, terms, submit } = useRegistration(props);
  const { email = '', codeRequired = false, signedInAs } = invitation;
  return (
    <FormProvider {...edit.form}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex min-w-0 flex-col gap-4">
        <p className="text-sm">{t('register.detail', { email })}</p>
        {signedInAs && <Notice tone="warning">{t('otherEnds', { other: signedInAs, email })}</Notice>}
        <FormProblems problems={edit.problems} />
        {codeRequired && <MailCode email={email} link={link} name="registration.mailCode" />}
        <Field label={t('register.email')}>
          <Input readOnly type="email" name="username" autoComplete="username" value={email} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="registration.firstName" label={t('register.firstName')} required autoComplete="given-name" maxLength={100} />
          <TextField name="registration.lastName" label={t('register.lastName')} required autoComplete="family-name" maxLength={100} />
        </div>
        <PhoneFields name="registration.phone" stored="" />
        {chosen.fields}
        <Terms {...terms} />
        <div className="flex flex-wrap gap-2 border-t pt-4">
          <Button type="submit" variant="primary" busy={edit.busy}>
            {t('accept')}
          </Button>
          {decline}
        </div>
      </form>
    </FormProvider>
  );
}

function useRegistration({ invitation, link, onAnswered, onChanged }: RegisterFormProps) {
  const { email, firstName = '', lastName = '', codeRequired = false } = invitation;
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const edit = useEditForm<Values>({
    values: { registration: { firstName, lastName, phone: { prefix: '', number: '' }, mailCode: '' } },
    schema: schema(codeRequired),
    // Its input is not one of the form's, and shows the message itself.
    alsoShows: ['registration.password'],
    async save({ registration: { mailCode, phone, ...names } }) {
      try {
        const code = codeRequired ? { mailCode: mailCode.replaceAll(/\s/g, '') } : {};
        const number = phone.number.trim()
          ? { phone: { number: phone.number.trim(), ...(phone.prefix ? { prefix: phone.prefix } : {}) } }
          : {};
        onAnswered(await accept(link, { ...names, ...number, ...code, password: chosen.password, termsAccepted: true }));
      } catch (error) {
        chosen.refuse(error);
        // Answered, withdrawn or registered in another tab: the page shows what it is now.
        if (error instanceof ApiError && error.problem.status === 409) onChanged();
        throw error;
      }
    },
  });
  const names = edit.form.watch('registration');
  const chosen = useNewPassword({ label: 'first', person: { email, name: `${names.firstName} ${names.lastName}` } });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (edit.busy) return;
    const complete = await edit.form.trigger(undefined, { shouldFocus: true });
    const good = chosen.check(complete);
    setMissing(!agreed);
    if (complete && good && agreed) await edit.submit();
  }

  const terms = {
    agreed,
    missing: missing && !agreed,
    onChange: setAgreed,
  };
  return { edit, chosen, terms, submit };
}

function Terms({ agreed, missing, onChange }: { agreed: boolean; missing: boolean; onChange: (agreed: boolean) => void }) {
  const t = useInvitationTexts();
  const url = useInstallation()?.termsUrl;
  return (
    <div className="flex flex-col gap-1">
      <Checkbox
        checked={agreed}
        onCheckedChange={onChange}
        label={t('register.terms')}
        {...(url ? { description: <ExternalLink href={url}>{t('register.termsRead')}</ExternalLink> } : {})}
      />
      {missing && (
        <span role="alert" className="text-danger-ink text-xs">
          {t('register.termsMissing')}
        </span>
      )}
    </div>
  );
}
